"""Whole segments in Whoosh's own form, written by NumPy in a tenth of its time.

Most of the time in which Whoosh adds a document goes into calls for each word and each
posting. Here the words of many articles become arrays of numbers (``passages``), put in
the order of terms, documents and positions (``occurrences``); from these the files are
made by a few operations on arrays (``layout``): posting lists (``postings``), terms
(``terms``), columns (``columns``), together one file (``segment``). ``builder`` does it
for a schema. Whoosh's writer commits the segment, and any Whoosh reads it.
"""
