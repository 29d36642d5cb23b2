"""An article's versions in, a file's text out; a new form is a module and a line here.

Whatever is written here, a reader takes literally: an archive comes back as it was.
"""

# Each is a Form.
WRITERS: dict[str, str] = {
    "markdown": "tca_cli.writers.markdown:MARKDOWN",
    "json": "tca_cli.writers.tca_json:JSON",
    "jsonl": "tca_cli.writers.tca_json:JSON_LINES",
    "ninjs": "tca_cli.writers.ninjs:NINJS",
    "schema.org": "tca_cli.writers.schema_org:SCHEMA_ORG",
    "csv": "tca_cli.writers.table:CSV",
    "originals": "tca_cli.writers.tca_json:ORIGINALS",
}
