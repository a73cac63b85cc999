"""Indexing: files → documents → blocks, as fast as arrays allow.

Nothing here knows an index: what is made is handed over as blocks, and what else the other process does, it
is handed as a task.
"""
