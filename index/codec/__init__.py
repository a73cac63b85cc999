"""A Whoosh codec whose postings are NumPy arrays in memory-mapped files.

It knows Whoosh and NumPy, and what a block of documents is; nothing of queries.
"""
