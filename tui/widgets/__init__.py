"""What the screens are made of: data goes down by method calls, what happened comes up as messages."""
