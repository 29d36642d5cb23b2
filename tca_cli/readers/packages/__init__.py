"""Zip files with parts: Word, OpenDocument and EPUB."""
