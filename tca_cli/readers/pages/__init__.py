"""Web pages, saved by a browser or by an archive."""
