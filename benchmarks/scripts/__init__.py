"""Scripts that fill the index of a library with files: one module a library.

Run as ``python -m benchmarks.scripts.fts5 INDEX PATH``, each makes the index in the
folder INDEX if it is not there, and adds the file PATH or all files below it. It
imports nothing but what it needs, since the time that it takes is compared.
"""
