"""Records with fields: JSON and tables, as programs write them."""
