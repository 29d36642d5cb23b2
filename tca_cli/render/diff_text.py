"""What changed between two versions, as text and as JSON, and how it is divided."""

from collections.abc import Iterator, Sequence

from tca_cli.archive.diff import Difference
from tca_cli.article import Article
from tca_cli.render.machine import json_text
from tca_cli.render.printable import printable
from tca_cli.text.changes import Kind, Part
from tca_cli.text.sentences import paragraph_ends

# As GNU wdiff has it.
SIGNS: dict[Kind, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
}


def diff_text(difference: Difference) -> str:
    """Return the changed fields whole, with signs around what came and went."""
    lines = [versions_line(difference)]
    for change in difference.changes:
        lines += ["", change.field, "".join(map(_signed, change.parts))]
    return printable("\n".join(lines)) + "\n"


def diff_json(difference: Difference) -> str:
    """Return the changed fields, each with all parts of its text."""
    return json_text(
        [
            {"field": change.field, "parts": [part._asdict() for part in change.parts]}
            for change in difference.changes
        ]
    )


def unchanged_remark(difference: Difference) -> str:
    """Return the sentence that nothing changed, or could have."""
    old, new = difference.old, difference.new
    if difference.versions == 1:
        return f"{new.id} has only one version."
    if old.version == new.version:
        return f"Version {new.version} was compared with itself."
    return f"Versions {old.version} and {new.version} are the same."


def versions_line(difference: Difference) -> str:
    """Return which versions of which article were compared."""
    old, new = difference.old, difference.new
    return f"{old.id} · {_version(old)} → {_version(new)}"


def _version(article: Article) -> str:
    taken_in = f"{article.ingested[:10]} {article.ingested[11:16]}"
    return f"version {article.version} of {taken_in}"


def _signed(part: Part) -> str:
    before, behind = SIGNS[part.kind]
    return f"{before}{part.text}{behind}"


def passages(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield *parts* by paragraphs, as a person reads them.

    Where nothing but white space came or went, there is a sign for it: ``¶`` for the
    end of a paragraph or line, and a dot for a space.
    """
    passage: list[Part] = []
    for kind, text in parts:
        is_sign = kind != "same" and not text.strip()
        pieces = [text] if is_sign else _pieces(text)
        for number, piece in enumerate(pieces):
            if number:
                yield passage
                passage = []
            if piece:
                passage.append(Part(kind, _sign(piece) if is_sign else piece))
        if is_sign and kind == "added" and "\n" in text:
            yield passage
            passage = []
    yield passage


def _pieces(text: str) -> Iterator[str]:
    """Yield the paragraphs of *text*, the last of which may be empty."""
    start = 0
    for end in paragraph_ends(text):
        yield text[start:end].rstrip("\n")
        start = end
    yield text[start:]


def _sign(blank: str) -> str:
    return "¶" if "\n" in blank else "·" * len(blank)
