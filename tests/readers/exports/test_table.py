import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tca_cli.render.machine import csv_text

DAY = date(2015, 8, 13)
BODY = "The dam held.\n\nThe water went down by noon."
HEADER = "title,text\n"


def read(text: str | bytes, name: str = "a.csv", **mapping: str) -> Contents:
    data = text if isinstance(text, bytes) else text.encode()
    return read_articles(Document(Path(name), data, mapping))


def table(*rows: list[str], delimiter: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO()
    writer = csv.writer(
        text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL
    )
    writer.writerows(rows)
    return text.getvalue()


def articles(
    text: str | bytes, name: str = "a.csv", **mapping: str
) -> list[ArticleContent]:
    found = read(text, name, **mapping)
    assert found.unread == ()
    return [each.content for each in found.articles]


def keys(found: Contents) -> list[str | None]:
    return [each.key for each in found.articles]


def refusal(text: str | bytes) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(text)
    return refused.value.reason


def test_a_row_is_an_article() -> None:
    text = table(
        [
            *("Title", "Author(s)", "Publication Date", "Full Text", "URL", "Source"),
            *("Location", "Language", "Tags", "Section", "GUID"),
        ],
        [
            *("Storm", "Ada Moreau; Tom Reyes", "13 August 2015", BODY),
            *("https://example.org/1", "REUTERS", "Osh, Kyrgyzstan", "en"),
            *("dams, rivers", "World", "g-1"),
        ],
        ["Rain", *[""] * 2, "It rained.", *[""] * 7],
    )
    found = read(text)
    assert keys(found) == ["g-1", "Rain"]
    storm, rain = found.articles
    assert storm.content == ArticleContent(
        headline="Storm",
        authors=("Ada Moreau", "Tom Reyes"),
        agency="Reuters",
        place="Osh",
        published=DAY,
        language="en",
        keywords=("dams", "rivers", "World"),
        url="https://example.org/1",
        body=BODY,
    )
    assert storm.origins["authors"] == "column Author(s)"
    assert rain.content == ArticleContent(headline="Rain", body="It rained.")


@pytest.mark.parametrize(
    ("column", "value", "field", "expected"),
    [
        ("Heading", "Storm", "headline", "Storm"),
        ("HEADLINE", "Storm &amp; flood", "headline", "Storm & flood"),
        ("by", "Ada Moreau", "authors", ("Ada Moreau",)),
        ("By-line", "By Ada Moreau, Reuters", "agency", "Reuters"),
        ("Byline", "By Ada Moreau", "byline", "By Ada Moreau"),
        ("author", "Moreau, Ada", "authors", ("Ada Moreau",)),
        ("author", "https://example.org/ada", "authors", ()),
        ("date", "2015-08-13 09:30", "published", DAY),
        ("pub_date", "Thu, 13 Aug 2015 09:00:00 +0600", "published", DAY),
        ("Published", "03/04/2015", "published", None),
        ("dateline", "OSH (TCA)", "agency", "TCA"),
        ("Place", "Osh", "place", "Osh"),
        ("link", "https://example.org/1", "url", "https://example.org/1"),
        ("publisher", "Harbour Wire", "agency", "Harbour Wire"),
        ("About the author", "She writes.", "author_bio", "She writes."),
        ("Заголовок", "Буря", "headline", "Буря"),
    ],
)
def test_columns_have_the_names_that_exports_give_them(
    column: str, value: str, field: str, expected: object
) -> None:
    name = "x" if field == "headline" else "title"
    (content,) = articles(table([name, "text", column], ["Storm", BODY, value]))
    if field == "headline" and name == "x":
        assert content.body == BODY
    assert getattr(content, field) == expected


def test_the_newspapers_rules_hold_for_the_text() -> None:
    body = f"By Tom Reyes\n\nOSH (TCA) — {BODY}\n\nShare"
    for text in (body, body.replace("\n", "\r\n"), body.replace(" ", "\u00a0")):
        (content,) = articles(table(["title", "text"], ["Storm", text]))
        assert content == ArticleContent(
            headline="Storm",
            byline="By Tom Reyes",
            authors=("Tom Reyes",),
            agency="TCA",
            dateline="OSH (TCA)",
            place="Osh",
            body=BODY,
        )


def test_markup_in_a_cell_is_read() -> None:
    text = table(["title", "text"], ["A &amp; <b>B</b>", "<p>One.</p>\n<p>Two.</p>"])
    assert articles(text) == [ArticleContent(headline="A & B", body="One.\n\nTwo.")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "A.CSV"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_cells_are_parted_by_any_usual_sign(
    delimiter: str, name: str, end: str
) -> None:
    row = ['A "storm", or; two\tor|more', BODY]
    text = table(["title", "text"], row, row, delimiter=delimiter, end=end)
    headline = 'A "storm", or; two or|more'
    assert articles(text, name) == [ArticleContent(headline=headline, body=BODY)] * 2


@pytest.mark.parametrize("sign", [";", ",", "\t", "^"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_first_line_of_excel_says_the_sign(sign: str, end: str) -> None:
    text = table(["title", "text"], ["Storm", "a, b; c"], delimiter=sign, end=end)
    expected = [ArticleContent(headline="Storm", body="a, b; c")]
    assert articles(f"sep={sign}{end}{text}") == expected
    assert articles(f'"sep={sign}"{end}{text}') == expected


def test_a_column_may_begin_as_the_first_line_of_excel_does() -> None:
    assert len(articles("sep=x,title,text\n1,Storm,The dam held.\n")) == 1


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"]
)
def test_a_table_may_be_in_another_encoding(encoding: str) -> None:
    body = "К утру вода ушла, и люди вышли на набережную."
    text = table(["Заголовок", "Текст"], ["Буря над рекой", body], delimiter=";")
    expected = ArticleContent(headline="Буря над рекой", body=body)
    assert articles(text.encode(encoding)) == [expected]


def test_an_unfit_row_does_not_stop_the_others() -> None:
    found = read(
        "id,title,text\n1,Storm,The dam held.\n\n2,Rain\n3,Fog,It,was\n4,,\n,,\n"
        "5,Snow,It snowed.,,\n"
    )
    assert keys(found) == ["1", "5"]
    assert found.unread == (
        Unread("row 4", "it has 2 cells, and there are 3 columns"),
        Unread("row 5", "it has 4 cells, and there are 3 columns"),
        Unread("row 6", "it has no headline and no text"),
    )


def test_a_quotation_that_is_never_closed_is_named() -> None:
    found = read('title,text\nStorm,The dam held.\nRain,"It rained.\nFog,It was.\n')
    assert keys(found) == ["Storm"]
    assert found.unread == (Unread("row 3", "a quotation mark in it is never closed"),)


def test_a_sign_of_inches_is_no_quotation() -> None:
    found = read('title,text\nA 5" pipe,It is 5" wide.\n')
    assert found.articles[0].content.headline == 'A 5" pipe'


def test_backslashes_before_quotation_marks_are_undone() -> None:
    text = 'title,text\nStorm,"The \\"dam\\", a wall, held. C:\\\\x"\nRain,x\\"y\n'
    found = read(text)
    assert found.articles[0].content.body == 'The "dam", a wall, held. C:\\x'
    text = 'title,text\nStorm,a\\b\nRain,"A disk: ""C:\\"""\n'
    assert [each.body for each in articles(text)] == ["a\\b", 'A disk: "C:\\"']


def test_the_apostrophe_before_what_looks_like_a_formula_is_undone() -> None:
    cells = ["=Storm", "-5 degrees it was.\n@noon", "+1", "@x"]
    (content,) = articles(csv_text(["title", "text", "tags", "section"], [cells]))
    assert content.headline == "=Storm"
    assert content.body == "-5 degrees it was. @noon"
    assert content.keywords == ("+1", "@x")
    (content,) = articles(HEADER + "'Storm',''Twas night.\n")
    assert (content.headline, content.body) == ("'Storm'", "''Twas night.")


def test_a_cell_may_be_long_and_the_limit_for_others_stays() -> None:
    limit = csv.field_size_limit()
    body = "The dam held. " * 20_000
    (content,) = articles(table(["title", "text"], ["Storm", body]))
    assert len(content.body) > limit
    assert csv.field_size_limit() == limit


def test_empty_bytes_within_cells_are_passed_over() -> None:
    assert len(articles("title,te\0xt\nSto\0rm,The dam held.\n")) == 1


def test_a_column_without_a_name_is_passed_over() -> None:
    assert len(articles(",title,text,,\n0,Storm,The dam held.,,\n")) == 1


def test_of_two_columns_for_a_field_the_first_that_says_it_counts() -> None:
    text = table(
        ["title", "Title", "content", "body"],
        ["", "Storm", "shorter", BODY],
        ["Rain", "x", BODY, " "],
    )
    assert articles(text) == [
        ArticleContent(headline="Storm", body=BODY),
        ArticleContent(headline="Rain", body=BODY),
    ]


@pytest.mark.parametrize("names", [("Titel", "Inhalt"), ("titel", "INHALT")])
def test_a_mapping_says_which_columns_fields_are_in(names: tuple[str, str]) -> None:
    text = table(["Titel", "Inhalt", "Wer"], ["Storm", BODY, "Ada Moreau"])
    headline, body = names
    expected = ArticleContent(headline="Storm", authors=("Ada Moreau",), body=BODY)
    found = articles(text, headline=headline, body=body, authors="Wer")
    assert found == [expected]


def test_a_mapping_counts_before_the_usual_columns() -> None:
    text = table(
        ["title", "kicker", "text", "id", "nr"], ["x", "Storm", BODY, "1", "9"]
    )
    found = read(text, headline="kicker", key="nr", author_bio="none")
    assert keys(found) == ["9"]
    assert found.articles[0].content.headline == "Storm"


def test_a_table_without_known_columns_is_refused_and_they_are_named() -> None:
    reason = refusal(table(["Titel", "Inhalt"], ["Storm", BODY]))
    assert "there are Titel, Inhalt;" in reason
    assert "--map headline=COLUMN --map body=COLUMN" in reason
    reason = refusal(table(["a" * 99_999, "b\nc"], ["Storm", BODY]))
    assert f"there are {'a' * 40}, b c;" in reason
    reason = refusal(table(["title", "Inhalt"], ["Storm", BODY]))
    assert reason.endswith("--map body=COLUMN")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("\ufeff\r\n", "the file is empty"),
        ("sep=;", "there is no row in it"),
        (HEADER, "there is no article in it"),
        (HEADER + "Storm,\n", "there is a headline but no text below it"),
        (HEADER + ",\n", "there is no article in it"),
    ],
)
def test_a_table_without_an_article_is_refused(text: str, reason: str) -> None:
    assert refusal(text) == reason


def test_what_is_no_text_is_refused() -> None:
    assert "text file" in refusal(b"PK\x03\x04" + bytes(range(32)) * 9)


def test_no_date_is_taken_from_the_name_of_a_table() -> None:
    (content,) = articles(HEADER + "Storm,The dam held.\n", "2015-08-13.csv")
    assert content.published is None


cells = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('",;\t|\n\\\'"'),
    max_size=20,
)


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=5), st.sampled_from(",;\t|")
)
def test_what_a_table_was_written_with_is_read(
    rows: list[tuple[str, str]], delimiter: str
) -> None:
    written = [[f"a {title}", f"b {text}"] for title, text in rows]
    found = read(table(["title", "text"], *written, delimiter=delimiter))
    assert len(found.articles) + len(found.unread) == len(rows)


pieces = st.sampled_from(
    [
        *('"', ",", ";", "\t", "|", "\n", "\r\n", "\r", "\\", "'", "=", "\0", "\u2028"),
        *("title", "text", "author", "date", "sep=;\n", "Storm", "The dam held.", "id"),
    ]
)


@given(
    st.sampled_from(["", HEADER, "title\ttext\n"]),
    st.lists(pieces, max_size=30).map("".join),
    st.sampled_from(["a.csv", "a.tsv"]),
)
def test_any_order_of_signs_is_articles_or_refused(
    header: str, text: str, name: str
) -> None:
    try:
        found = read(header + text, name)
    except UnreadableFileError:
        return
    for each in found.articles:
        assert each.key
        assert each.content.body.strip()


def reason(data: str, **mapping: str) -> str:
    document = Document(Path("a.csv"), data.encode(), mapping)
    with pytest.raises(UnreadableFileError) as refused:
        read_articles(document)
    return refused.value.reason


def test_a_column_that_is_lacking_is_named_with_those_that_are_there() -> None:
    data = "Überschrift;Autor;Text\nSturm;Ada Moreau;Der Damm hielt.\n"
    assert "--map headline=COLUMN" in reason(data)
    assert "there are Überschrift, Autor, Text" in reason(data)
    assert "there are Überschrift, Autor" in reason(data, headline="Ueberschrift")


def test_a_mapping_that_gives_nothing_is_said_to() -> None:
    data = b"title,when,text\nStorm,soon,Held.\n"
    document = Document(Path("a.csv"), data, {"published": "when"})
    contents = read_articles(document)
    assert len(contents.articles) == 1
    assert contents.unread == (
        Unread("--map published=when", "nothing there is fit for published"),
    )
