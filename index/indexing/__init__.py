"""Indexing: files → documents → blocks, as fast as arrays allow.

Nothing here writes to an index: what is made is handed over as blocks.
"""
