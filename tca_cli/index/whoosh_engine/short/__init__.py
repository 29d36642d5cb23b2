"""Short questions answered at once, from Whoosh's own files and without Whoosh.

To import Whoosh and open an index with it takes longer than all else in a search for
some words. Here as much of its files is read as that takes (``toc``, ``segment``), and
what is found has the scores that Whoosh would give it (``index``). ``ready`` puts all
other questions to Whoosh.
"""
