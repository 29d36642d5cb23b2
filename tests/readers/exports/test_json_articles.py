import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from tca_cli.article import Article, ArticleContent, Source
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document, Unread
from tca_cli.render.article_text import article_json
from tca_cli.render.machine import json_line, json_text
from tests.support import contents

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
MARKUP = "<p>The dam held.</p>\n<p>The water went down by&nbsp;noon.</p>"
STORM = {"title": "Storm over the quay", "text": BODY}
RAIN = {"title": "Rain", "text": "It rained.\n\nIt stopped."}


def read(value: object, name: str = "a.json", **mapping: str) -> Contents:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_articles(Document(Path(name), data, mapping))


def article(value: object, name: str = "a.json", **mapping: str) -> ArticleContent:
    found = read(value, name, **mapping)
    assert not found.unread
    (only,) = found.articles
    return only.content


def keys(found: Contents) -> list[str | None]:
    return [article.key for article in found.articles]


def refusal(value: object, name: str = "a.json") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(value, name)
    return refused.value.reason


@pytest.mark.parametrize(
    "names",
    [
        ("title", "text"),
        ("headline", "body"),
        ("Headline", "fullText"),
        ("TITLE", "Full Text"),
        ("heading", "content"),
        ("article_title", "main-text"),
        ("заголовок", "текст"),
    ],
)
def test_an_object_with_headline_and_text_is_an_article(names: tuple[str, str]) -> None:
    title, text = names
    found = read({title: "Storm", text: BODY, "other": 7})
    assert keys(found) == [None]
    assert found.articles[0].content == ArticleContent(headline="Storm", body=BODY)
    assert found.articles[0].origins["headline"] == f"JSON key {title}"


def test_what_the_usual_keys_say_is_known() -> None:
    assert article(
        STORM
        | {
            "author": {"name": "Ada Moreau", "url": "https://example.org/ada"},
            "published_at": "2015-08-13T23:30:00+06:00",
            "source": {"id": None, "name": "Harbour Wire"},
            "location": "Osh, Kyrgyzstan",
            "lang": "en_gb",
            "tags": ["dams", {"name": "rivers"}, 7, "8"],
            "section": "World; Asia",
            "url": "https://example.org/storm?a=1&amp;b=2",
        }
    ) == ArticleContent(
        headline="Storm over the quay",
        authors=ADA,
        agency="Harbour Wire",
        place="Osh",
        published=DAY,
        language="en-GB",
        keywords=("dams", "rivers", "World", "Asia"),
        url="https://example.org/storm?a=1&b=2",
        body=BODY,
    )


def test_the_newspapers_rules_hold_for_the_text() -> None:
    text = (
        "Storm over the quay\n\nBy Tom Reyes\n\nOSH, Kyrgyzstan (TCA) — The dam held."
        "\n\nREAD MORE: Dams\n\nAda Moreau\n\nTCA\n\nShe writes.\n\n"
        "View more articles fromTCA"
    )
    assert article({"title": "Storm over the quay", "text": text}) == ArticleContent(
        headline="Storm over the quay",
        byline="By Tom Reyes",
        authors=("Tom Reyes",),
        author_bio="She writes.",
        agency="TCA",
        dateline="OSH, Kyrgyzstan (TCA)",
        place="Osh",
        body="The dam held.",
    )


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("\n", "\r\n"),
        BODY.replace(" ", "\u00a0"),
        MARKUP,
        {"rendered": MARKUP, "protected": False},
        ["The dam held.", "The water went down by noon."],
        [{"text": "The dam held."}, {"type": "image"}, {"text": BODY[15:]}],
        {"blocks": [{"data": {"text": part}} for part in BODY.split("\n\n")]},
        [
            {"_type": "block", "children": [{"text": "The "}, {"text": "dam held."}]},
            {"_type": "block", "children": ["The water went ", "down by noon."]},
        ],
        "The <b>dam</b> held.\n\nThe water went down by <i>noon</i>.",
        "The dam&nbsp;held.\n\nThe water went down by noon.",
        "&lt;p>The dam held.&lt;/p>&lt;p>The water went down by noon.&lt;/p>",
    ],
)
def test_a_body_may_be_kept_in_many_ways(body: object) -> None:
    assert article({"title": "Storm", "body": body}).body == BODY


def test_signs_of_markup_in_a_headline_are_read() -> None:
    said = article(
        {"title": {"rendered": "Dam &#8216;A&#8217; &amp; <i>B</i>"}, "text": BODY}
    )
    assert said.headline == "Dam ‘A’ & B"


@pytest.mark.parametrize(
    "author",
    [
        "By Ada Moreau",
        "Moreau, Ada",
        ["https://example.org/ada", "Ada Moreau"],
        {"displayName": "Ada Moreau"},
        [{"first_name": "Ada", "last_name": "Moreau"}, {"name": "Staff Reporter"}],
    ],
)
def test_authors_are_persons_however_they_are_written(author: object) -> None:
    assert article(STORM | {"author": author}).authors == ADA


@pytest.mark.parametrize("day", ["03/04/2015", 1439424000, True, {}, [], "soon", None])
def test_what_is_no_full_date_gives_none(day: object) -> None:
    assert article(STORM | {"date": day}).published is None


def test_a_date_of_a_database_is_read() -> None:
    assert article(STORM | {"date": {"$date": "2015-08-13T00:00:00Z"}}).published == DAY


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("OSH (TCA)", "Osh", "TCA"),
        ("OSH, Kyrgyzstan (TCA) —", "Osh", "TCA"),
        ("Osh, Kyrgyzstan", "Osh", None),
        ("filed by phone in 2015", None, None),
        ("x" * 100_000, None, None),
    ],
)
def test_a_dateline_says_place_and_agency(
    dateline: str, place: str | None, agency: str | None
) -> None:
    content = article(STORM | {"dateline": dateline})
    assert (content.place, content.agency) == (place, agency)


@pytest.mark.parametrize(
    "around",
    [
        *("articles", "items", "results", "posts", "entries", "data", "hits", "@graph"),
        "beiträge",
    ],
)
def test_a_list_of_articles_may_be_kept_under_a_key(around: str) -> None:
    found = read({"status": "ok", "total": 2, "ids": [1, 2], around: [STORM, RAIN]})
    assert keys(found) == ["Storm over the quay", "Rain"]


@pytest.mark.parametrize(
    "value",
    [
        [STORM, RAIN],
        [[STORM], [RAIN]],
        [{"articles": [STORM]}, {"articles": [RAIN]}],
        {"hits": {"total": 2, "hits": [{"_source": STORM}, {"_source": RAIN}]}},
        {"response": {"results": [{"fields": STORM}, {"fields": RAIN}]}},
        {"data": [{"attributes": STORM}, {"attributes": RAIN}]},
        {"data": {"posts": {"edges": [{"node": STORM}, {"node": RAIN}]}}},
        {"db": [{"meta": {}, "data": {"posts": [STORM, RAIN]}}]},
        {"-K1": STORM, "-K2": RAIN, "count": 2},
    ],
)
def test_articles_are_found_however_they_are_wrapped(value: object) -> None:
    assert keys(read(value)) == ["Storm over the quay", "Rain"]


def test_an_article_with_lists_of_others_beside_it_is_that_article() -> None:
    assert article(STORM | {"related": [RAIN], "articles": [RAIN]}).body == BODY


def test_a_headline_alone_in_a_list_of_articles_does_not_stop_the_others() -> None:
    found = read({"items": [STORM, {"title": "Rain"}, 7, {"title": "Fog", "text": ""}]})
    assert keys(found) == ["Storm over the quay"]
    assert [part.where for part in found.unread] == ["item 2", "item 3", "article 4"]
    assert "--map body=KEY" in found.unread[0].reason
    assert found.unread[1].reason == "it is no object with keys"


def test_the_items_of_a_json_feed_are_articles() -> None:
    found = read(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "The Gazette",
            "language": "en-US",
            "authors": [{"name": "Ada Moreau"}],
            "items": [
                {
                    "id": "https://example.org/1",
                    "url": "https://example.org/1.html",
                    "title": "Storm",
                    "content_html": MARKUP,
                    "content_text": "shorter",
                    "date_published": "2015-08-13T12:00:00Z",
                    "tags": ["dams"],
                },
                {"id": 2, "title": "Rain", "content_text": "It rained.", "author": {}}
                | {"authors": [{"name": "Tom Reyes"}], "language": "fr"},
                "none",
            ],
        }
    )
    storm, rain = found.articles
    assert keys(found) == ["https://example.org/1", "2"]
    assert storm.content == ArticleContent(
        headline="Storm",
        authors=ADA,
        published=DAY,
        language="en-US",
        keywords=("dams",),
        url="https://example.org/1.html",
        body=BODY,
    )
    assert (rain.content.authors, rain.content.language) == (("Tom Reyes",), "fr")
    assert [part.where for part in found.unread] == ["item 3"]


def test_a_post_of_wordpress_has_its_names_in_what_is_embedded() -> None:
    post = {
        "id": 17,
        "date": "2015-08-13T09:00:00",
        "date_gmt": "2015-08-12T21:00:00",
        "guid": {"rendered": "https://example.org/?p=17"},
        "link": "https://example.org/storm/",
        "title": {"rendered": "Storm"},
        "content": {"rendered": MARKUP, "protected": False},
        "excerpt": {"rendered": "<p>The dam …</p>"},
        "author": 1,
        "categories": [1, 2],
        "tags": [],
        "_embedded": {
            "author": [{"id": 1, "name": "Ada Moreau", "slug": "ada"}],
            "wp:term": [[{"name": "World"}], [{"name": "dams"}]],
        },
    }
    found = read([post, post | {"id": 18, "guid": {"rendered": ""}}])
    assert keys(found) == ["https://example.org/?p=17", "18"]
    assert found.articles[0].content == ArticleContent(
        headline="Storm",
        authors=ADA,
        published=DAY,
        keywords=("World", "dams"),
        url="https://example.org/storm/",
        body=BODY,
    )


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ({"guid": "g", "id": 7, "url": "https://example.org/1"}, "g"),
        ({"id": 7, "url": "https://example.org/1"}, "7"),
        ({"_id": {"$oid": "55cc"}}, "55cc"),
        ({"url": "https://example.org/1"}, "https://example.org/1"),
        ({"id": True, "guid": None}, "Storm over the quay"),
        ({"id": "  "}, "Storm over the quay"),
    ],
)
def test_the_key_is_what_tells_an_article_from_others(
    said: dict[str, object], key: str
) -> None:
    assert keys(read([STORM | said])) == [key]
    assert keys(read([RAIN, STORM | said])) == ["Rain", key]
    assert keys(read(STORM | said)) == [None]


def test_the_author_may_be_in_what_a_plugin_of_wordpress_adds() -> None:
    post = STORM | {"author": 1, "yoast_head_json": {"author": "Ada Moreau"}}
    assert article(post).authors == ADA
    post["_embedded"] = {"author": [], "wp:term": {}}
    assert article(post).authors == ADA


def lines(*values: object) -> bytes:
    return b"".join(
        value if isinstance(value, bytes) else f"{json.dumps(value)}\n".encode()
        for value in values
    )


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "A.JSONL"])
def test_a_bad_line_does_not_stop_the_others(name: str) -> None:
    data = lines(STORM, b'{"title": \n', b"\r\n", RAIN, 7, {"a": 1}, [STORM])
    found = read(data, name)
    assert keys(found) == ["Storm over the quay", "Rain", "Storm over the quay #2"]
    assert [part.where for part in found.unread] == ["line 2", "line 5", "line 6"]
    assert found.unread[0].reason == "it is no JSON, or ends before its end"
    assert "there are a;" in found.unread[2].reason


def test_a_bad_first_line_does_not_stop_the_others() -> None:
    found = read(lines(b"// exported\n", STORM), "a.jsonl")
    assert keys(found) == ["Storm over the quay"]
    assert found.unread == (Unread("line 1", "it is no JSON from column 1 on"),)


def test_one_line_is_one_of_several() -> None:
    assert keys(read(lines(STORM), "a.jsonl")) == ["Storm over the quay"]


def test_a_separator_of_lines_within_a_text_is_none() -> None:
    data = '{"title": "Storm", "text": "The dam.\u2028It\x85held."}\n'.encode()
    assert article(data, "a.jsonl").body == "The dam.\nIt\nheld."


def test_one_value_may_be_kept_in_a_file_named_for_lines() -> None:
    data = json.dumps([STORM, RAIN], indent=2).encode()
    assert keys(read(data, "a.jsonl")) == ["Storm over the quay", "Rain"]


def test_values_that_were_appended_to_each_other_are_read() -> None:
    data = "".join(json.dumps(value, indent=2) for value in (STORM, RAIN)).encode()
    assert keys(read(data)) == ["Storm over the quay", "Rain"]
    found = read(data + b"\n{")
    assert keys(found) == ["Storm over the quay", "Rain"]
    assert [part.where for part in found.unread] == ["the rest"]


@pytest.mark.parametrize(
    ("mapping", "value"),
    [
        ({"headline": "titel", "body": "inhalt"}, {"titel": "Storm", "inhalt": BODY}),
        (
            {"headline": "f.t", "body": "f.b"},
            {"f": {"t": {"value": "Storm"}, "b": MARKUP}},
        ),
        ({"headline": "f.t", "body": "b.1"}, {"f.t": "Storm", "b": ["", BODY]}),
        (
            {"headline": "h.0.t", "body": "p.x"},
            {"h": [{"t": "Storm"}], "p": [{"x": part} for part in BODY.split("\n\n")]},
        ),
        (
            {"headline": "kicker", "body": "long"},
            {"title": "x", "kicker": "Storm", "text": "y", "long": BODY},
        ),
        (
            {"headline": "title.x.y", "body": "none.0.x"},
            {"title": "Storm", "text": BODY},
        ),
    ],
)
def test_a_mapping_says_where_fields_are(
    mapping: dict[str, str], value: dict[str, object]
) -> None:
    expected = ArticleContent(headline="Storm", body=BODY)
    assert article(value, **mapping) == expected
    assert article({"liste": [value]}, **mapping) == expected


def test_what_is_not_mapped_is_known_by_its_usual_keys() -> None:
    said = {"titel": "Storm", "inhalt": BODY, "author": "Ada Moreau", "id": 7}
    found = read([said], headline="titel", body="inhalt")
    assert keys(found) == ["7"]
    assert found.articles[0].content.authors == ADA


def test_a_mapping_may_say_what_the_key_is() -> None:
    assert keys(read([STORM | {"id": 1, "nr": 9}], key="nr")) == ["9"]


@pytest.mark.parametrize(
    "value",
    [
        {"name": "tool", "version": "1.0.0", "license": "MIT", "keywords": ["a"]},
        {"type": "FeatureCollection", "features": [{"properties": {"name": "Osh"}}]},
        *({}, [], [{}], {"items": []}, {"data": {"data": {"data": [[]]}}}),
        [{"@type": "WebPage", "name": "Home"}],
    ],
)
def test_an_object_without_an_article_is_refused(value: object) -> None:
    reason = refusal(value)
    assert "(headline, title ...)" in reason
    assert "--map headline=KEY --map body=KEY" in reason


def test_the_keys_that_there_are_are_named() -> None:
    assert "there are titel, inhalt;" in refusal({"titel": "Storm", "inhalt": BODY})
    assert "k11, ...;" in refusal({f"k{number}": 1 for number in range(20)})


@pytest.mark.parametrize("data", [b"7", b'"x"', b"null", b"[1, 2]", b"true"])
def test_what_is_no_object_is_refused(data: bytes) -> None:
    assert "it is no object with keys" in refusal(data)


def test_an_empty_file_is_refused() -> None:
    for data in (b"", b" \n", b"\xef\xbb\xbf"):
        assert refusal(data) == "the file is empty"


@pytest.mark.parametrize("data", [b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\2" * 9, b"\0" * 99])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    assert "text file" in refusal(data)


def test_a_file_that_breaks_off_is_refused() -> None:
    assert refusal(b'{"title": "Storm", "te') == "it is no JSON, or ends before its end"
    assert "no key is known" in refusal(b'{"title": 1}\n x', "a.json")
    assert refusal(b"{\n x}") == "it is no JSON from line 2, column 2 on"


@pytest.mark.parametrize("nesting", ["[", '{"a":', '[{"text":'])
@pytest.mark.parametrize("depth", [90, 500, 5000, 200_000])
def test_nesting_is_refused_where_it_is_deep(nesting: str, depth: int) -> None:
    refusal((nesting * depth).encode())
    closing = nesting.replace('"a":', "").replace('"text":', "")[::-1]
    ends = closing.translate(str.maketrans("[{", "]}"))
    refusal((nesting * depth + "1" + ends * depth).encode())


def test_any_number_is_taken() -> None:
    data = (
        f'{{"title": "Storm", "text": "The dam held.", "a": {"9" * 9999}, "b": NaN,'
        ' "c": -Infinity, "d": 1e999, "date": 20150813, "id": 1.5}'
    ).encode()
    assert article(data).published == DAY


def test_the_last_of_two_equal_keys_counts() -> None:
    assert article(b'{"title": "A", "text": "x y", "title": "B"}').headline == "B"
    data = b'{"Title": "", "title": "B", "text": "x y"}'
    assert article(data).headline == "B"


def test_half_of_a_surrogate_pair_is_shown_as_missing() -> None:
    data = rb'{"title": "A \ud83d", "text": "\ud83d\ude00 \udc00 b"}'
    content = article(data)
    assert (content.headline, content.body) == ("A \ufffd", "\U0001f600 \ufffd b")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"]
)
def test_a_file_may_be_in_another_encoding(encoding: str) -> None:
    text = {
        "title": "Вода у плотины",
        "text": "К утру вода ушла, и люди вышли на набережную.",
    }
    data = json.dumps(text, ensure_ascii=False).encode(encoding)
    assert article(data).headline == "Вода у плотины"


def test_a_date_in_the_name_of_the_file_is_that_of_its_only_article() -> None:
    assert article(STORM, "2015-08-13.json").published == DAY
    assert article([STORM], "2015-08-13.json").published is None


letters = st.text(st.characters(exclude_categories=["Cs"]))
lines_of_text = letters | st.none()
anything = st.builds(
    ArticleContent,
    headline=letters,
    byline=lines_of_text,
    authors=st.lists(letters, max_size=3).map(tuple),
    author_bio=lines_of_text,
    agency=lines_of_text,
    dateline=lines_of_text,
    place=lines_of_text,
    published=st.none() | st.dates(),
    language=lines_of_text,
    keywords=st.lists(letters, max_size=3).map(tuple),
    url=lines_of_text,
    body=letters,
)
ids = st.text("0123456789abcdef", min_size=12, max_size=12)


def is_whole(content: ArticleContent) -> bool:
    return any(map(str.isalnum, content.headline)) and any(
        map(str.isalnum, content.body)
    )


def ours(content: ArticleContent, article_id: str = "3f9a1c20b7de") -> Article:
    sources = (Source("a.txt"), Source("b.json", key="7"))
    return Article.of(content, id=article_id, ingested="2026-01-01", sources=sources)


@given(contents | anything, ids)
@example(
    ArticleContent(headline="\ufeffa\u2028\u200b", body="\x85 x\0\x1b\u00a0"), "0" * 12
)
def test_an_article_that_tca_wrote_comes_back_as_it_was(
    content: ArticleContent, article_id: str
) -> None:
    assume(is_whole(content))
    written = ours(content, article_id)
    for text in (json_text(written), article_json(written), json_line(written)):
        found = read(text.encode())
        assert found.articles[0].content == content
        assert keys(found) == [None]


@given(st.lists(contents.filter(is_whole), min_size=1, max_size=4))
def test_articles_that_tca_wrote_have_their_ids_for_keys(
    several: list[ArticleContent],
) -> None:
    written = [ours(c, f"{number:012x}") for number, c in enumerate(several)]
    expected = [each.id for each in written]
    as_lines = "".join(map(json_line, written)).encode()
    appended = "".join(map(article_json, written)).encode()
    for found in (read(json_text(written).encode()), read(as_lines, "a.jsonl")):
        assert keys(found) == expected
        assert [each.content for each in found.articles] == several
    found = read(appended)
    assert [each.content for each in found.articles] == several


def test_no_rule_of_newspapers_is_applied_to_what_tca_wrote() -> None:
    content = ArticleContent(
        headline="Share", body="OSH (TCA) — The dam held.\n\nShare"
    )
    assert article(article_json(ours(content)).encode()) == content


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "none"},
        {"published": "soon"},
        {"published": "2015-02-30"},
        {"published": 20150230},
        {"authors": "Ada Moreau"},
        {"keywords": [1]},
        {"agency": {}},
        {"body": ["OSH (TCA) — The dam held."]},
    ],
)
def test_what_was_changed_so_that_it_is_unfit_is_read_as_any_other(
    changed: dict[str, object],
) -> None:
    content = ArticleContent(headline="Storm", body="OSH (TCA) — The dam held.")
    written: dict[str, Any] = json.loads(article_json(ours(content)))
    read_again = article(written | changed)
    assert (read_again.place, read_again.body) == ("Osh", "The dam held.")


def test_a_mapping_counts_before_the_keys_of_tca() -> None:
    content = ArticleContent(headline="Storm", agency="TCA", body=BODY)
    written = json.loads(article_json(ours(content)))
    assert article(written, headline="agency").headline == "TCA"
    assert article(written, headline="none") == content


def test_a_list_of_search_results_has_no_texts() -> None:
    hit = {"rank": 1, "score": 2.5, "snippet": "x", "id": "3f9a1c20b7de", "authors": []}
    found = {"query": "dam", "total": 1, "hits": [hit | {"headline": "Storm"}]}
    assert "--map body=KEY" in refusal(found)


names = st.sampled_from(
    [
        *("title", "headline", "text", "body", "content", "items", "data", "hits"),
        *("author", "byline", "date", "tags", "id", "url", "@type", "uri", "bodies"),
        *("headlines", "value", "role", "children", "_source", "dateline", "source"),
        *("located", "publisher", "isBasedOn", "inLanguage", "version", "people"),
        *("infosources", "_embedded", "wp:term", "subjects", "articleBody", "blocks"),
    ]
)
leaves = st.sampled_from(
    [
        *(
            "Storm",
            BODY,
            MARKUP,
            "NewsArticle",
            "By Ada Moreau",
            "2015-08-13",
            "",
            None,
        ),
        *(
            "https://example.org/1",
            "OSH (TCA) —",
            "Reuters",
            7,
            1.5,
            True,
            "jsonfeed.org",
        ),
    ]
)
values = st.recursive(
    leaves | st.text(max_size=5),
    lambda parts: (
        st.lists(parts, max_size=4) | st.dictionaries(names, parts, max_size=8)
    ),
    max_leaves=30,
)


@given(values, st.dictionaries(st.sampled_from(["headline", "body", "key"]), names))
def test_any_value_is_articles_or_refused(
    value: object, mapping: dict[str, str]
) -> None:
    try:
        found = read(value, **mapping)
    except UnreadableFileError:
        return
    for each in found.articles:
        assert each.content.headline.strip()
        assert each.content.body.strip()


SAMPLE = lines(STORM | {"author": ["Ada Moreau"], "date": "2015-08-13"}, RAIN)


@given(st.integers(0, len(SAMPLE) * 8 - 1), st.sampled_from(["a.json", "a.jsonl"]))
def test_a_flipped_bit_gives_articles_or_is_refused(bit: int, name: str) -> None:
    data = bytearray(SAMPLE)
    data[bit // 8] ^= 1 << bit % 8
    with suppress(UnreadableFileError):
        assert read(bytes(data), name).articles


@given(st.integers(0, len(SAMPLE)))
def test_a_truncated_file_gives_what_is_whole_or_is_refused(length: int) -> None:
    whole = SAMPLE[:length].count(b"}")
    if whole:
        found = read(SAMPLE[:length], "a.jsonl")
        assert keys(found) == ["Storm over the quay", "Rain"][:whole]
    else:
        assert refusal(SAMPLE[:length], "a.jsonl")
