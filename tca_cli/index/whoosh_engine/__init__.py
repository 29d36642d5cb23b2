"""The default engine: Whoosh, in files beside the record."""
