"""What is written in any form is read as it was; people and other programs like it."""

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import CONTENT_FIELDS, Article, ArticleContent, Correction, Source
from tca_cli.errors.files import UnreadableFileError
from tca_cli.named import named
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.markdown.front_matter import front_matter
from tca_cli.readers.markdown.text import blocks_of, text_of_blocks
from tca_cli.text.plain_markdown import escaped, unescaped
from tca_cli.text.spreadsheets import guarded, unguarded
from tca_cli.writers import WRITERS
from tca_cli.writers.form import Edition, Form
from tests.writers.odd_articles import contents, odd

FORMS = list(WRITERS)
STORM = Article(
    id="0123456789ab",
    version=2,
    ingested="2026-11-25T10:00:00+00:00",
    headline="Storm: the night after",
    byline="By Ada Moreau and Tom Reyes",
    authors=("Ada Moreau", "Tom Reyes"),
    agency="TCA",
    place="Osh",
    keywords=("dams", "weather"),
    body="The dam held [sic].\n\nIt snowed at 5 < 6 degrees – AT&T's count, not_mine.",
    sources=(Source("/in/caf\udce9.txt", "one\udcff"),),
    corrections=(Correction("place", None, "2026-11-25T11:00:00+00:00"),),
)


def written(article: Article, form: str, *editions: Article) -> bytes:
    writer: Form = named(WRITERS[form])
    texts = [
        writer.text(Edition(one, b"\1" * 32, b"\2" * 32))
        for one in (article, *editions)
    ]
    return (writer.head + "".join(texts)).encode()


def read(data: bytes, form: str) -> tuple[FoundArticle, ...]:
    suffix = named(WRITERS[form]).suffix
    return read_articles(Document(Path(f"articles{suffix}"), data)).articles


was = st.sampled_from(["headline", "byline", "authors", "published", "body"])


@pytest.mark.parametrize("form", FORMS)
@given(content=contents, other=contents, corrected=st.none() | was)
def test_any_version_is_read_as_it_was(
    form: str, content: ArticleContent, other: ArticleContent, corrected: str | None
) -> None:
    correction = corrected and Correction(
        corrected, getattr(other, corrected), "2026-11-25T11:00:00+00:00"
    )
    article = Article.of(
        content,
        id="00000000e123",
        version=3,
        ingested="2026-11-25T10:00:00+00:00",
        corrections=(correction,) if correction else (),
    )
    (found,) = read(written(article, form), form)
    assert found.content == content
    assert found.claim
    assert found.claim[:4] == (
        *(article.id, article.version, article.ingested),
        article.corrections,
    )
    assert found.claim[4:] == (b"\1" * 32, b"\2" * 32)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_versions_that_share_a_file_share_the_key_of_their_article(form: str) -> None:
    older = STORM.but(version=1, body="The dam.", corrections=())
    first, second = read(written(older, form, STORM), form)
    assert first.key == second.key == STORM.id
    assert (first.content, second.content) == (older.content, STORM.content)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "0123"),
        ("version", 0),
        ("version", 10**9),
        ("ingested", "yesterday"),
        ("ingested", "9999-01-01T00:00:00+00:00"),
        ("as_read", "00"),
        ("corrections", [{"field": "colour", "was": None, "corrected": "x"}]),
        ("corrections", 7),
    ],
)
def test_a_claim_that_is_not_sound_is_none(form: str, name: str, value: object) -> None:
    text = written(STORM, form).decode()
    if form == "csv":
        columns, row = csv.reader(io.StringIO(text, newline=""))
        cells = dict(zip(columns, row, strict=True)) | {name: json.dumps(value)}
        line = io.StringIO(newline="")
        csv.writer(line).writerows([columns, cells.values()])
        changed = line.getvalue()
    elif form == "markdown":
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if line.startswith(f"{name}:"))
        lines[at] = f"{name}: {json.dumps(value)}"
        changed = "\n".join(lines)
    else:
        record = json.loads(text)
        record.get("tca", record)[name] = value
        changed = json.dumps(record)
    (found,) = read(changed.encode(), form)
    assert found.claim is None
    # It is the article that any reader of the form finds.
    assert found.content.headline == STORM.headline
    assert found.content.authors == STORM.authors


def test_prose_is_markdown_as_it_stands() -> None:
    assert written(STORM, "markdown").decode() == (
        '---\ntitle: "Storm: the night after"\nauthors: ["Ada Moreau", "Tom Reyes"]\n'
        "byline: By Ada Moreau and Tom Reyes\nagency: TCA\nplace: Osh\n"
        'tags: ["dams", "weather"]\nid: "0123456789ab"\nversion: 2\n'
        "ingested: 2026-11-25T10:00:00+00:00\n"
        'corrections: [{"field": "place",'
        ' "corrected": "2026-11-25T11:00:00+00:00"}]\n'
        f'as_read: "{"01" * 32}"\ntext_as_read: "{"02" * 32}"\n---\n\n'
        f"{STORM.body}\n"
    )


@given(odd)
def test_markdown_shows_the_text_itself(body: str) -> None:
    """As CommonMark has it, but for white space, which it folds."""
    # What the reader leaves out of a text, or has for its own use.
    for sign in ("\ue000", "\u200b", "\u2060", "\ufeff"):
        body = body.replace(sign, "")
    shown = escaped(body)
    back = text_of_blocks(blocks_of(shown))
    assert "".join(back.split()) == "".join(unescaped(shown).split())


@given(contents)
def test_front_matter_is_yaml(content: ArticleContent) -> None:
    article = Article.of(content, id="00000000e123", ingested=STORM.ingested)
    front = front_matter(written(article, "markdown").decode())
    assert not front.unread
    assert front.values["id"] == article.id
    assert front.values["version"] == "1"
    if content.authors:
        assert front.values["authors"] == list(content.authors)


def test_an_editor_may_set_the_front_matter_anew() -> None:
    text = written(STORM, "markdown").decode()
    text = text.replace('["dams", "weather"]', "\n  - dams\n  - weather")
    text = text.replace('id: "0123456789ab"', "id: 0123456789ab\ncssclass: wide")
    (found,) = read(text.encode(), "markdown")
    assert found.content == STORM.content
    assert found.claim
    assert found.claim.corrections == STORM.corrections


def test_markdown_that_was_changed_is_any_markdown() -> None:
    body = "Odd\x07 text."
    text = written(STORM.but(body=body), "markdown").decode()
    (found,) = read(text.encode(), "markdown")
    assert found.content.body == body
    changed = text.replace("Odd\ufffd text.", "A *plain*\ntext.")
    (found,) = read(changed.replace("\n", "\r\n").encode(), "markdown")
    assert found.content.body == "A plain text."


def test_a_cell_that_was_changed_counts() -> None:
    text = written(STORM.but(headline="Odd\x07"), "csv").decode()
    (found,) = read(text.encode(), "csv")
    assert found.content.headline == "Odd\x07"
    (found,) = read(text.replace("Odd\ufffd", "Even").encode(), "csv")
    assert found.content.headline == "Even"


@given(odd | st.text("'=+-@\t\rx"))
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")
    assert unguarded(guarded(text)) == text


def test_schema_org_and_ninjs_hold_what_they_can() -> None:
    schema = json.loads(written(STORM, "schema.org"))
    assert schema["@type"] == "NewsArticle"
    assert schema["author"][1] == {"@type": "Person", "name": "Tom Reyes"}
    assert schema["articleBody"] == STORM.body
    assert set(schema["tca"]) & set(CONTENT_FIELDS) == {"byline"}
    ninjs = json.loads(written(STORM, "ninjs"))
    assert ninjs["uri"].startswith("urn:")
    assert ninjs["people"][0] == {"name": "Ada Moreau", "rel": "author"}
    assert set(ninjs["tca"]).isdisjoint(CONTENT_FIELDS)
    for record in (schema, ninjs):
        del record["tca"]
        (found,) = read(json.dumps(record).encode(), "json")
        assert found.content.authors == STORM.authors
        assert found.content.place == STORM.place


def test_what_tca_show_prints_is_as_it_says_though_it_tells_of_no_digests() -> None:
    record = json.loads(written(STORM, "json"))
    del record["as_read"]
    del record["text_as_read"]
    (found,) = read(json.dumps(record).encode(), "json")
    assert found.claim
    before: ArticleContent = STORM.content.but(place=None)
    assert found.claim.whole == before.whole_digest


flips = st.lists(st.tuples(st.integers(0, 5000), st.integers(1, 255)), max_size=5)


@pytest.mark.parametrize("form", FORMS)
@given(cut=st.none() | st.integers(0, 5000), flips=flips)
def test_a_damaged_file_is_articles_or_refused(
    form: str, cut: int | None, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(written(STORM, form))
    for place, bits in flips:
        data[place % len(data)] ^= bits
    try:
        found = read(bytes(data if cut is None else data[: cut % len(data)]), form)
    except UnreadableFileError:
        return
    assert found


values = st.recursive(
    st.none() | st.booleans() | st.integers() | odd,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(odd, inner, max_size=2),
    max_leaves=3,
)


@pytest.mark.parametrize("form", ["json", "ninjs", "schema.org"])
@given(name=st.integers(0, 30), value=values, is_within=st.booleans())
def test_any_value_may_be_anywhere(
    form: str, name: int, value: object, *, is_within: bool
) -> None:
    record = json.loads(written(STORM, form))
    changed = record.get("tca", record) if is_within else record
    changed[list(changed)[name % len(changed)]] = value
    with suppress(UnreadableFileError):
        read(json.dumps(record).encode(), form)
