"""How newspapers set an article: the one place for its rules, whatever the format.

HEADLINE
byline, date                 each optional, in either order
standfirst                   may end in ``by NAME``
dateline — first paragraph
paragraphs
footer                       who posted it, the credit, the bio
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tca_cli.article import ArticleContent
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.dates import date_in_address, date_in_name
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.newspaper.footer import Footer, footer
from tca_cli.readers.newspaper.furniture import is_furniture
from tca_cli.readers.newspaper.setting import Setting, set_apart
from tca_cli.text.folding import folded


def article_of(
    document: Document,
    text: str,
    said: Findings | None = None,
    *,
    key: str | None = None,
    first_line: int | None = None,
) -> FoundArticle:
    r"""Return the article that *text*, with ``\n`` for line ends, is in *document*.

    What was *said* beside the text counts before what the text says of itself; without
    a headline there, its first line is the headline. *first_line* is the number of the
    line in the file where the text begins, where it stands there as it is.
    Headline and body are empty where there are none.
    """
    said = said or Findings()
    lines = [line.strip() for line in text.split("\n")]
    first = next((number for number, line in enumerate(lines) if line), len(lines))
    begin = first
    origin = _Origin(lines, first_line)
    if "headline" not in said.values and first < len(lines):
        begin += 1
        where = origin.of("the first line", lines[first])
        said.keep("headline", " ".join(lines[first].split()), where)
    elif first < len(lines) and _is_same(lines[first], said.values["headline"]):
        begin += 1
    below = _without_furniture(lines[begin:])
    # The footer's credit may be the dateline's agency, and the dateline is above it.
    authors = said.values.get("authors", ())
    setting = set_apart(below, authors)
    agency = setting.dateline.agency if setting.dateline else None
    if end := footer(below, agency=agency):
        setting = set_apart(below[: end.begin], authors)
    _note_parts(said, setting, end, origin)
    _note_dates_of_names(said, document, key)
    found = {"headline": ""} | said.values | {"body": "\n\n".join(setting.paragraphs)}
    return FoundArticle(ArticleContent(**found), key, said.origins)


@dataclass(frozen=True, slots=True)
class _Origin:
    """Says where in the text a part of the article was found."""

    lines: Sequence[str]
    first_line: int | None

    def of(self, part: str, printed: str) -> str:
        """Return the name of the *part*, with its line where lines can be counted."""
        begin = printed.split("\n", maxsplit=1)[0]
        if self.first_line is None:
            return part
        numbers = (at for at, line in enumerate(self.lines) if begin in line)
        at = next(numbers, None)
        return part if at is None else f"{part}, line {at + self.first_line}"


def _note_parts(
    said: Findings, setting: Setting, end: Footer | None, origin: _Origin
) -> None:
    """Note what dateline, date line, byline and footer say, in this order of trust."""
    if filed := setting.dateline:
        where = origin.of("the dateline", filed.printed)
        said.keep("dateline", filed.printed, where)
        said.keep("place", filed.place, where)
        said.keep("published", filed.published, where)
        said.keep("agency", filed.agency, where)
    said.keep("published", setting.published, "the date line")
    if credited := setting.byline:
        where = origin.of("the byline", credited.printed)
        said.keep("byline", credited.printed, where)
        said.keep("authors", credited.authors, where)
        said.keep("agency", credited.agency, where)
    if end:
        said.keep("authors", (end.author,) if end.author else (), "the footer")
        said.keep("agency", end.agency, "the footer")
        said.keep("author_bio", end.bio, "the footer")


def _note_dates_of_names(said: Findings, document: Document, key: str | None) -> None:
    if address := said.values.get("url"):
        said.keep("published", date_in_address(address), "the address")
    if key is None:
        named = date_in_name(document.name)
        said.keep("published", named, "the name of the file")


def _is_same(line: str, other: str) -> bool:
    return folded(" ".join(line.split())) == folded(other)


def _without_furniture(lines: Sequence[str]) -> list[str]:
    return ["" if line and is_furniture(line) else line for line in lines]
