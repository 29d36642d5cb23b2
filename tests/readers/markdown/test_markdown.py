from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document
from tca_cli.readers.markdown.text import SOFT_BREAK, blocks_of, text_of_blocks

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
FRONT = """---
title: "Storm over the quay"
author: Ada Moreau
date: 2015-08-13T23:30:00-07:00
lastmod: 2016-01-01
tags: [dams, "#rain"]
section: News
lang: en_gb
canonical_url: https://example.org/storm
slug: storm
draft: true
description: What the night left behind.
source: HNS
---
"""


def contents(text: str | bytes, name: str = "a.md") -> Contents:
    data = text if isinstance(text, bytes) else text.encode()
    return read_articles(Document(Path(name), data))


def read(text: str | bytes, name: str = "a.md") -> ArticleContent:
    (found,) = contents(text, name).articles
    assert found.key is None
    return found.content


def text_of(markdown: str) -> str:
    return text_of_blocks(blocks_of(markdown))


def test_an_article_with_front_matter_is_taken_apart() -> None:
    content = read(f"{FRONT}\n# Storm over the Quay\n\nOSH (TCA) — {BODY}\n")
    assert content == ArticleContent(
        headline="Storm over the quay",
        authors=ADA,
        agency="HNS",
        dateline="OSH (TCA)",
        place="Osh",
        published=DAY,
        language="en-GB",
        keywords=("dams", "rain", "News"),
        url="https://example.org/storm",
        body=BODY,
    )


def test_an_article_without_front_matter_is_as_a_text_is() -> None:
    content = read(
        "# Storm over the *quay*\nBy Ada Moreau\n13 August 2015\n\n"
        f"**OSH (TCA)** — {BODY}\n\nTom Reyes\n\nTCA\n\nTom writes.\n\n"
        "View more articles fromTCA\n"
    )
    assert content == ArticleContent(
        headline="Storm over the quay",
        byline="By Ada Moreau",
        authors=ADA,
        author_bio="Tom writes.",
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        published=DAY,
        body=BODY,
    )


@pytest.mark.parametrize(
    ("lines", "field", "value"),
    [
        ("title: Storm", "headline", "Storm"),
        ("headline: >-\n  Storm over\n  the quay", "headline", "Storm over the quay"),
        ("authors: [Ada Moreau, Tom Reyes]", "authors", (*ADA, "Tom Reyes")),
        ("authors:\n  - name: Ada Moreau\n    url: /ada", "authors", ADA),
        ("by: By Ada Moreau", "authors", ADA),
        ("byline: By Ada Moreau", "byline", "By Ada Moreau"),
        ("byline: By Ada Moreau", "authors", ADA),
        ('author:\n  - "[[Ada Moreau]]"', "authors", ADA),
        ("author: [[Ada Moreau]]", "authors", ADA),
        ('author: "[[people/ada|Ada Moreau]]"', "authors", ADA),
        ("author: admin", "authors", ()),
        ("author: https://example.org/ada", "authors", ()),
        ("published: 2015-08-13 09:30:00 +0600", "published", DAY),
        ("pubDate: Thu, 13 Aug 2015 09:00:00 +0600", "published", DAY),
        ("publishDate: 13 August 2015\ndate: 2015-08-01", "published", DAY),
        ("lastmod: 2015-08-13\nupdated: 2015-08-13", "published", None),
        ("date: 03/04/2015", "published", None),
        ("published: true\ndate: 2015-08-13", "published", DAY),
        ("keywords: dams, rain", "keywords", ("dams", "rain")),
        ("categories: [News]\ntags: dams", "keywords", ("dams", "News")),
        ("locale: ru_RU", "language", "ru-RU"),
        ("lang: no", "language", "no"),
        ("source: https://example.org/a", "url", "https://example.org/a"),
        ("source: https://example.org/a", "agency", None),
        ("link: /2015/storm", "url", None),
        ("place: Osh", "place", "Osh"),
        ("location: 40.5, 72.8", "place", None),
        ("dateline: OSH, Aug 13, 2015 (TCA)", "published", DAY),
        ("dateline: Osh (TCA)", "place", "Osh"),
        ("dateline: OSH (TCA) —", "agency", "TCA"),
        ("publisher: REUTERS", "agency", "Reuters"),
        ("description: What it left.", "body", BODY),
    ],
)
def test_a_key_of_front_matter_is_a_field(
    lines: str, field: str, value: object
) -> None:
    content = read(f"---\n{lines}\nlayout: post\n---\n# Dam\n\n{BODY}\n")
    assert getattr(content, field) == value or (
        field == "body" and content.body.endswith(BODY)
    )


def test_dates_of_toml_are_dates() -> None:
    text = f"+++\ntitle = 'Storm'\ndate = 2015-08-13T23:00:00-07:00\n+++\n{BODY}"
    assert read(text).published == DAY


def test_half_a_sign_in_json_is_left_out() -> None:
    text = '{"title": "Storm \\ud800", "tags": ["\\udfff", "dams"]}\n' + BODY
    content = read(text)
    assert (content.headline, content.keywords) == ("Storm", ("dams",))


def test_broken_lines_of_front_matter_are_named_and_the_article_is_taken() -> None:
    found = contents(f"---\ntitle: Storm: a night\ntags: [dams\n---\n{BODY}")
    (article,) = found.articles
    assert article.content.headline == "Storm: a night"
    assert article.content.body == BODY
    (unread,) = found.unread
    assert unread.where == "front matter"
    assert unread.reason == "line 3 is broken, and so left out"


@pytest.mark.parametrize(
    ("above", "headline", "body"),
    [
        ("# Storm\n\n", "Storm", BODY),
        ("Storm\n=====\n", "Storm", BODY),
        ("## Storm {#storm}\n\n", "Storm", BODY),
        ("![Quay](quay.jpg)\n\n# Storm\n\n", "Storm", BODY),
        ("World\n\n# Storm\n\n", "Storm", f"World\n\n{BODY}"),
        ("Storm\n\n", "Storm", BODY),
        ("Storm\n\nRain\n\n## After\n\n", "Storm", f"Rain\n\nAfter\n\n{BODY}"),
        ("Storm\n", "Storm", BODY),
        ("# Storm\n\nSTORM\n\n", "Storm", BODY),
        ("<h1>Storm</h1>\n\n", "Storm", BODY),
    ],
)
def test_the_first_heading_or_else_the_first_line_is_the_headline(
    above: str, headline: str, body: str
) -> None:
    content = read(above + BODY)
    assert content.headline == headline
    assert content.body == body


def test_a_heading_far_below_heads_only_a_part() -> None:
    content = read(f"Storm\n\n{'The dam held. ' * 20}\n\n# After\n\n{BODY}")
    assert content.headline == "Storm"
    assert "After" in content.body


def test_where_parts_stood_is_named() -> None:
    (found,) = contents(f"{FRONT}\n# Rain\n\n{BODY}").articles
    assert found.origins["headline"] == "front matter, title"
    assert found.origins["keywords"] == "front matter, tags, section"
    (found,) = contents(f"---\nlang: en\n---\n\n# Storm\n\n{BODY}").articles
    assert found.origins["headline"] == "the first heading, line 5"
    (found,) = contents(f"\nStorm\n\n{BODY}").articles
    assert found.origins["headline"] == "the first line, line 2"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("The [dam](x) *held* **well** ~~not~~ `on`.", "The dam held well not on."),
        (
            "See <https://a.org> and [this][r]\n\n[r]: /x 'T'",
            "See https://a.org and this",
        ),
        ("One ![a dam](d.png) two", "One two"),
        ("[![a dam](d.png)](x)\n\nOne", "One"),
        ("One\ntwo", "One two"),
        ("One  \ntwo\\\nthree", "One\ntwo\nthree"),
        ("One<br>two <b>three</b><!-- no -->", "One\ntwo three"),
        ("&laquo;A&nbsp;&amp;&#8212;B&raquo;", "«A &—B»"),
        ("5 \\* 3 \\[sic\\] snake_case_word", "5 * 3 [sic] snake_case_word"),
        ("- one\n- two\n  more\n    - three", "one\ntwo more\nthree"),
        ("- one\n\n- two", "one\n\ntwo"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("- [x] done", "[x] done"),
        ("> One\n> two\n>\n> > Three", "One two\n\nThree"),
        ("> [!NOTE] Mind\n> the dam", "Mind\n\nthe dam"),
        ("| a | b |\n|---|:-:|\n| *c* | |\n| d\\|e | f |", "a | b\nc\nd|e | f"),
        ("```py\na = 1\n```", "a = 1"),
        ("    indented", "indented"),
        ("<div>\n<p>One</p><p>Two</p>\n</div>\n\nThree", "One\n\nTwo\n\nThree"),
        ("<style>\np {}\n\nq {}\n</style>\n\nOne", "One"),
        ("One\n\n---\n\n***\n\nTwo", "One\n\nTwo"),
        ("# One #\n\n## Two\nThree", "One\n\nTwo\n\nThree"),
        (
            "One[^1] two[^b].\n\n[^1]: Note\n[^b]: So *it*\nwas.",
            "One two.\n\nNote\n\nSo it was.",
        ),
        ("One[^1].\n[^1]: Note: see", "One.\n\nNote: see"),
        ("[[Page|The page]] and [[Other]] ![[x.png]]", "The page and Other"),
        ("As said [[1]](https://a.org) so", "As said [1] so"),
        ('{{< figure src="a.png" >}}\n\nOne\n\n{% include x.html %}', "One"),
        ("[TOC]\n\n{: .lead}\nOne {{braces}}", "{: .lead} One {{braces}}"),
        ("A [sic] and [x]\n", "A [sic] and [x]"),
        (
            "By Ada Moreau\n13 August 2015\nThe dam\nheld",
            "By Ada Moreau\n13 August 2015\nThe dam held",
        ),
        (
            f"{'long ' * 30}\n{'line ' * 30}",
            f"{'long ' * 30}".strip() + f"\n{'line ' * 30}".rstrip(),
        ),
    ],
)
def test_the_text_of_markdown(markdown: str, text: str) -> None:
    assert text_of(markdown).strip() == text


words = st.text(st.sampled_from("abcdefgабвгдёәłéñ"), min_size=1, max_size=8).filter(
    lambda word: word not in {"by", "a"}
)
paragraphs = st.lists(
    st.lists(words, min_size=2, max_size=12).map(" ".join), min_size=1, max_size=6
)


@given(paragraphs)
def test_paragraphs_of_plain_words_stay_as_they_are(texts: list[str]) -> None:
    content = read("# Storm 1\n\n" + "\n\n".join(texts))
    assert content.body.split("\n\n") == texts


@given(paragraphs)
def test_paragraphs_broken_into_lines_are_joined(texts: list[str]) -> None:
    broken = "\n\n".join(text.replace(" ", "\n") for text in texts)
    assert read(f"# Storm 1\n\n{broken}").body.split("\n\n") == texts


signs = st.sampled_from(
    [
        *("#", "*", "_", "[", "]", "(", ")", "!", "`", "~~", ">", "- ", "1. ", "|"),
        *("<b>", "<!--", "\n", "\n\n", "    ", "[^1]", "]: ", "[[", "word", "&amp;"),
        *("\\", "---"),
    ]
)


@given(st.lists(signs, max_size=60).map("".join))
def test_any_signs_have_a_text(markdown: str) -> None:
    assert SOFT_BREAK not in text_of(markdown)


@given(st.lists(signs, max_size=40).map("".join))
def test_any_signs_are_an_article_or_refused(markdown: str) -> None:
    try:
        content = read(FRONT + markdown)
    except UnreadableFileError:
        return
    assert content.headline == "Storm over the quay"
    assert content.body


@given(st.integers(min_value=0, max_value=400), st.integers(min_value=0, max_value=7))
def test_a_damaged_file_is_an_article_or_refused(at: int, bit: int) -> None:
    data = bytearray(f"{FRONT}\n# Storm\n\n{BODY}".encode())
    at %= len(data)
    for damaged in (
        data[:at],
        data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :],
    ):
        with suppress(UnreadableFileError):
            read(bytes(damaged))


@pytest.mark.parametrize("text", ["", "\n\n", FRONT, "# Storm\n", "![a](b)", "\0" * 99])
def test_what_has_no_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFileError):
        read(text)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_front_matter_is_found_in_any_encoding(encoding: str) -> None:
    text = "---\r\ntitle: Буря над морем\r\n---\r\nПлотина выдержала, вода ушла.\r\n"
    content = read(text.encode(encoding))
    assert content.headline == "Буря над морем"
    assert content.body == "Плотина выдержала, вода ушла."


def test_what_is_nested_too_deep_is_taken_as_plain_text() -> None:
    content = read("# Storm\n\n" + "> " * 200 + "The dam held.\n\nAt noon.")
    assert "The dam held." in content.body
    assert "At noon." in content.body


@pytest.mark.parametrize(
    "piece",
    [
        *(">", "> ", "- ", "1. ", "[", "![", "[a](", "[[", "*", "*a ", "_a *b ", "`"),
        *("<", "<!--", "<a ", "&", "~~", "\\[", "](", "a**b", "[^a", "|", "<div>\n"),
        *("[a]: b\n", "[^a]: b\n", "a\n=\n", "> a\n\n", "[[a|", "[a"),
    ],
)
def test_a_text_of_one_sign_is_read_in_time(piece: str) -> None:
    begin = process_time()
    text_of(piece * 20_000)
    assert process_time() - begin < 8


@pytest.mark.parametrize("depth", [19, 99])
def test_quotes_within_quotes_are_read_in_time(depth: int) -> None:
    begin = process_time()
    assert "a" in text_of(">" * depth + "a\n" + "b\n" * 5_000)
    assert process_time() - begin < 8


def test_a_text_as_long_as_a_book_is_read_by_its_lines() -> None:
    text = "# Storm\n\n" + "The *dam* held.\n\n" * 40_000
    (found,) = read_articles(Document(Path("a.md"), text.encode())).articles
    assert found.content.body.count("dam") == 40_000
