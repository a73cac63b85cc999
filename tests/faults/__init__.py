"""Faults: whatever happens to an index, it answers as before or as after, or says that it is damaged.

`make faults` runs everything many times; the tests run a few of each.
"""
