"""tantivy, which is in Rust, with the settings that it comes with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from benchmarks.scripts.files import texts

if TYPE_CHECKING:
    from collections.abc import Iterable


def fill(directory: Path, rows: Iterable[tuple[str, str, str]]) -> None:
    """Add *rows* to an index in *directory*: name, headline and body."""
    directory.mkdir(exist_ok=True)
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("name", stored=True, tokenizer_name="raw")
    for field in ("headline", "body"):
        fields.add_text_field(field, stored=True, tokenizer_name="en_stem")
    writer = tantivy.Index(fields.build(), path=str(directory)).writer()
    for name, headline, body in rows:
        document = {"name": name, "headline": headline, "body": body}
        writer.add_document(tantivy.Document(**document))
    writer.commit()
    writer.wait_merging_threads()


if __name__ == "__main__":
    index, path = map(Path, sys.argv[1:])
    fill(index, texts(path))
