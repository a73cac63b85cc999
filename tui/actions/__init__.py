"""What is done with a hit: open it in an editor, copy it, open its address. No widget knows how."""
