"""The screens: each owns its state and is the only one that knows several widgets."""
