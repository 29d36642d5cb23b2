"""Pages in the styles of different sites and systems; all words are our own."""

import json
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.errors.files import MissingExtraError, UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.pages.web_page import article_of_page
from tests.support import SAMPLES

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BOTH = ("Ada Moreau", "Tom Reyes")
HEADLINE = "Storm breaks the old harbour wall"
TEXT = (
    "The wall that kept the harbour since the days of sail gave way before dawn.",
    "Nobody was hurt, said the keeper, who had sent the fishermen home at night.",
    "The council wants to build it again in stone, and asks the province to pay.",
)
BODY = "\n\n".join(TEXT)
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT)
RUSSIAN = (
    "Стена, которая хранила гавань со времён парусников, рухнула перед рассветом.",
    "Никто не пострадал, сказал смотритель, отпустивший рыбаков домой ещё вечером.",
    "Совет хочет построить её заново из камня и просит у области денег на это.",
)


def page(head: str = "", body: str = "", **attributes: str) -> str:
    """Return a page whose article is our text, below what *body* has."""
    said = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f"<!DOCTYPE html><html{said}><head>{head}</head><body><nav><a href='/'>Home</a>"
        f" <a href='/news'>News</a></nav><main><article>{body}{PARAGRAPHS}</article>"
        "</main><footer>© The Harbour Gazette</footer></body></html>"
    )


def meta(**contents: str) -> str:
    """Return a ``meta`` for each name, in which ``__`` stands for a colon."""
    named = ((name.replace("__", ":"), said) for name, said in contents.items())
    return "".join(f'<meta property="{n}" content="{said}">' for n, said in named)


def linked(*nodes: object) -> str:
    """Return a script of JSON-LD for each of *nodes*."""
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>'
        for node in nodes
    )


def read(markup: str | bytes, name: str = "a.html") -> FoundArticle:
    data = markup.encode() if isinstance(markup, str) else markup
    (found,) = read_articles(Document(Path(name), data)).articles
    return found


def is_read_or_refused(markup: str | bytes, name: str = "a.html") -> None:
    with suppress(UnreadableFileError):
        assert read(markup, name).key is None


def refusal(markup: str | bytes, name: str = "a.html") -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read(markup, name)
    return refused.value.reason


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": HEADLINE,
    "datePublished": "2015-08-13T06:30:00+06:00",
}
ARTICLE = NEWS | {"author": {"@type": "Person", "name": "Ada Moreau"}}
H1 = f"<h1>{HEADLINE}</h1>"
GAZETTE = f"<title>{HEADLINE} - The Harbour Gazette</title>" + meta(
    og__site_name="The Harbour Gazette"
)
ALL = {"authors": ADA, "published": DAY}

# What is not named is as in a page with nothing but headline and text.
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "no metadata at all": (page("", H1), {}),
    "WordPress with Yoast: a graph with references": (
        page(
            f"<title>{HEADLINE} - Harbour Gazette</title>"
            '<link rel="canonical" href="https://gazette.example/2015/08/storm/">'
            + meta(og__locale="en_US", og__title=f"{HEADLINE} - Harbour Gazette")
            + linked(
                {
                    "@context": "https://schema.org",
                    "@graph": [
                        NEWS
                        | {
                            "@type": "Article",
                            "author": {"name": "Ada Moreau", "@id": "#/person/1"},
                            "keywords": ["Harbour", "Storms"],
                            "articleSection": ["Coast"],
                            "mainEntityOfPage": {"@id": "https://gazette.example/#w"},
                        },
                        {
                            "@type": "WebPage",
                            "@id": "https://gazette.example/#w",
                            "name": f"{HEADLINE} - Harbour Gazette",
                        },
                        {"@type": "WebSite", "name": "Harbour Gazette"},
                        {
                            "@type": "Person",
                            "@id": "#/person/1",
                            "name": "Ada Moreau",
                            "description": "Ada writes.",
                        },
                    ],
                }
            ),
            H1,
            lang="en-US",
        ),
        ALL
        | {
            "language": "en-US",
            "keywords": ("Harbour", "Storms", "Coast"),
            "url": "https://gazette.example/2015/08/storm/",
        },
    ),
    "an author by reference alone": (
        page(
            linked(
                {
                    "@graph": [
                        NEWS | {"author": {"@id": "#ada"}},
                        {"@type": "Person", "@id": "#ada", "name": "Ada Moreau"},
                    ]
                }
            ),
            H1,
        ),
        ALL,
    ),
    "Drupal: Dublin Core, and a line of day and author": (
        page(
            f"<title>{HEADLINE} | The Harbour Gazette</title>"
            f'<meta name="dcterms.title" content="{HEADLINE}">'
            '<meta name="dcterms.date" content="2015-08-13T06:30">'
            '<meta name="dcterms.creator" content="Moreau, Ada">',
            f'<h1 class="page-title">{HEADLINE}</h1><div class="submitted">Submitted by'
            " amoreau on Thu, 2015-08-13 06:30</div>",
        ),
        ALL,
    ),
    "Ghost": (
        page(
            f"<title>{HEADLINE}</title>"
            + meta(
                og__type="article",
                og__title=HEADLINE,
                article__published_time="2015-08-13T00:30:00.000Z",
                article__tag="Harbour",
                twitter__label1="Written by",
                twitter__data1="Ada Moreau",
            ),
            f'<header class="article-header"><section>Coast</section>{H1}<section'
            ' class="author-name"><a href="/author/ada/">Ada Moreau</a></section><time'
            ' class="byline-meta-date" datetime="2015-08-13">Aug 13</time></header>',
        ),
        ALL | {"keywords": ("Harbour",), "byline": "Ada Moreau"},
    ),
    "like Medium: labelled tags, and a title with author and site": (
        page(
            f"<title>{HEADLINE} - Ada Moreau - Medium</title>"
            + meta(og__site_name="Medium", author="Ada Moreau")
            + linked(
                ARTICLE
                | {"keywords": ["Tag:Harbour", "Topic:Storms", "LockedPostSource:0"]}
            ),
            H1,
        ),
        ALL | {"keywords": ("Harbour", "Storms")},
    ),
    "like the BBC: the title ends in the site's name": (
        page(
            f"<title>{HEADLINE} - BBC News</title>"
            + meta(og__title=f"{HEADLINE} - BBC News", og__site_name="BBC News")
            + '<meta name="OriginalPublicationDate" content="2015/08/13 06:30:00">'
            + '<meta property="article:author" content="https://www.facebook.com/bbc">',
            f'<h1 class="story-body__h1">{HEADLINE}</h1>',
        ),
        {"published": DAY},
    ),
    "like the New York Times: byl and pdate": (
        page(
            f"<title>{HEADLINE} - The Times</title>"
            f'<meta name="hdl" content="{HEADLINE}"><meta name="byl" content="By ADA'
            ' MOREAU and TOM REYES"><meta name="pdate" content="20150813">'
            '<meta name="news_keywords" content="Storms,Harbours">',
            H1,
        ),
        {
            "authors": ("ADA MOREAU", "TOM REYES"),
            "published": DAY,
            "keywords": ("Storms", "Harbours"),
        },
    ),
    "like the Guardian: the title names the author as well": (
        page(
            f"<title>{HEADLINE} | Ada Moreau | The Guardian</title>"
            + meta(
                og__title=f"{HEADLINE} | Ada Moreau",
                og__site_name="the Guardian",
                article__author="https://www.theguardian.example/profile/ada-moreau",
                article__tag="Storms,Coast",
                article__section="World news",
            )
            + '<meta name="author" content="Ada Moreau">',
            f'<h1>{HEADLINE}</h1><address aria-label="Contributor info"><a rel="author"'
            ' href="/profile/ada-moreau">Ada Moreau</a></address>'
            '<time datetime="2015-08-13T00:30:00.000Z">Thu 13 Aug 2015</time>',
        ),
        ALL | {"keywords": ("Storms", "Coast", "World news"), "byline": "Ada Moreau"},
    ),
    "like AP: a dateline, and by its agency": (
        page(
            GAZETTE
            + linked(
                NEWS
                | {
                    "@type": ["NewsArticle", "ReportageNewsArticle"],
                    "author": [
                        {"@type": "Organization", "name": "The Associated Press"}
                    ],
                }
            ),
            f"{H1}<p>HARBOUR CITY (AP) — The storm came from the west at night.</p>",
        ),
        {
            "published": DAY,
            "agency": "AP",
            "dateline": "HARBOUR CITY (AP)",
            "place": "Harbour City",
            "body": f"The storm came from the west at night.\n\n{BODY}",
        },
    ),
    "microdata alone": (
        page(
            "<title>Gazette</title>",
            f'<div itemscope itemtype="https://schema.org/NewsArticle"><h1'
            f' itemprop="headline">{HEADLINE}</h1><span itemprop="author" itemscope'
            ' itemtype="https://schema.org/Person">By <span itemprop="name">Ada Moreau'
            '</span></span> <meta itemprop="datePublished" content="2015-08-13"></div>',
        ),
        ALL | {"byline": "By Ada Moreau"},
    ),
    "Blogger: the day above, the author below the text": (
        page(
            f"<title>Harbour Notes: {HEADLINE}</title>"
            + meta(
                og__title=HEADLINE,
                og__url="http://notes.example/2015/08/storm.html",
            ),
            "<h1 class='title'>Harbour Notes</h1><h2 class='date-header'>Thursday,"
            f" August 13, 2015</h2><h3 class='post-title entry-title'>{HEADLINE}</h3>",
        ),
        {"published": DAY, "url": "http://notes.example/2015/08/storm.html"},
    ),
    "two blocks of JSON-LD, of the trail and of the article": (
        page(
            linked(
                {"@type": "BreadcrumbList", "itemListElement": [{"name": "News"}]},
                ARTICLE,
            ),
            H1,
        ),
        ALL,
    ),
    "two articles in JSON-LD: that of this address": (
        page(
            '<link rel="canonical" href="https://gazette.example/storm">'
            + linked(
                [
                    NEWS
                    | {
                        "headline": "The fish market reopens",
                        "url": "https://gazette.example/fish",
                        "author": {"@type": "Person", "name": "Tom Reyes"},
                    },
                    ARTICLE | {"mainEntityOfPage": "https://gazette.example/storm/"},
                ]
            ),
            H1,
        ),
        ALL | {"url": "https://gazette.example/storm"},
    ),
    "AMP": (
        (
            "<!doctype html><html amp lang=en><head><meta charset=utf-8>"
            f"<title>{HEADLINE}</title>"
            "<link rel=canonical href=https://gazette.example/a>"
            "<style amp-boilerplate>body{visibility:hidden}</style>"
            f"{linked(ARTICLE)}</head><body><article>{H1}<amp-img src=a.jpg>"
            f"</amp-img>{PARAGRAPHS}</article></body></html>"
        ),
        ALL | {"language": "en", "url": "https://gazette.example/a"},
    ),
    "saved by Chrome": (
        "<!DOCTYPE html>\n<!-- saved from url=(0041)https://gazette.example/2015/08/13/"
        "storm/ -->\n" + page(GAZETTE, H1, lang="en"),
        {
            "published": DAY,
            "language": "en",
            "url": "https://gazette.example/2015/08/13/storm/",
        },
    ),
    "saved by Firefox: links into a folder beside it": (
        page(
            '<meta http-equiv="content-type" content="text/html; charset=UTF-8">'
            + GAZETTE
            + '<script src="storm_files/a.js"></script>'
            + '<link rel="canonical" href="https://gazette.example/storm">',
            f'{H1}<figure><img src="storm_files/wall.jpg"><figcaption>The wall. Photo:'
            " Tom Reyes</figcaption></figure>",
        ),
        {"url": "https://gazette.example/storm"},
    ),
    "several authors": (
        page(
            linked(
                NEWS
                | {
                    "author": [
                        {"@type": "Person", "name": "Ada Moreau"},
                        {"@type": "Person", "name": "Tom Reyes"},
                    ]
                }
            ),
            H1,
        ),
        {"authors": BOTH, "published": DAY},
    ),
    "an address for an author, and the name where it is shown": (
        page(
            GAZETTE
            + meta(article__author="https://gazette.example/authors/ada-moreau")
            + linked(NEWS | {"author": "https://gazette.example/authors/ada-moreau"}),
            f'{H1}<p class="byline">By <a href="/authors/ada-moreau">Ada Moreau</a>,'
            " Staff Writer</p>",
        ),
        ALL | {"byline": "By Ada Moreau, Staff Writer"},
    ),
    "a role and a day for an author": (
        page(
            meta(author="Staff Reporter", byl="13 August 2015")
            + '<meta name="parsely-author" content="admin">',
            H1,
        ),
        {},
    ),
    "an author of one word, called a person": (
        page(linked(NEWS | {"author": {"@type": "Person", "name": "Zarina"}}), H1),
        {"authors": ("Zarina",), "published": DAY},
    ),
    "one word that nothing calls a person": (page(meta(author="zarina77"), H1), {}),
    "an author in a script without spaces": (
        page(linked(NEWS | {"author": {"@type": "Person", "name": "王小明"}}), H1),
        {"authors": ("王小明",), "published": DAY},
    ),
    "the site itself for an author": (
        page(
            GAZETTE
            + linked(
                NEWS | {"author": {"@type": "Person", "name": "The Harbour Gazette"}}
            ),
            H1,
        ),
        {"published": DAY, "agency": "The Harbour Gazette"},
    ),
    "names written twice over for the web": (
        page(
            "<title>The &amp;quot;old&amp;quot; wall</title>"
            + meta(author="Ada O&amp;#39;Moreau"),
            "<h1>The &quot;old&quot; wall</h1>",
        ),
        {"headline": 'The "old" wall', "authors": ("Ada O'Moreau",)},
    ),
    "a headline that others cut": (
        page(linked(NEWS | {"headline": "Storm breaks the old…"}) + GAZETTE, H1),
        {"published": DAY},
    ),
    "tags of the site in place of the article's": (
        page(
            f"<title>{HEADLINE}</title>"
            + meta(og__title="Harbour Gazette - Latest News and Headlines"),
            H1,
        ),
        {},
    ),
    "JSON-LD in a comment, with a comma too much": (
        page(
            '<script type="application/ld+json"><!-- {"@type":"NewsArticle",'
            f'"headline":"{HEADLINE}","datePublished":"2015-08-13",}} --></script>',
            H1,
        ),
        {"published": DAY},
    ),
    "JSON-LD beyond repair, and tags": (
        page(
            '<script type="application/ld+json">{"@type":"NewsArticle","headline"'
            "</script>" + meta(author="Ada Moreau", pubdate="2015-08-13"),
            H1,
        ),
        ALL,
    ),
    "day and month that are not told apart": (page(meta(date="03/04/2015"), H1), {}),
    "the day when it was changed": (
        page(
            meta(article__modified_time="2016-01-01"),
            f'{H1}<p class="updated"><time datetime="2016-01-01">Updated</time></p>',
        ),
        {},
    ),
    "the day when it was changed, marked as such": (
        page(
            "",
            f'{H1}<div class="article-meta"><time itemprop="dateModified" datetime='
            '"2016-01-01">Last updated 1 January 2016</time></div>',
        ),
        {},
    ),
    "what surrounds the text is left out": (
        page(
            GAZETTE,
            f'{H1}<ul class="social-share"><li>Share on Facebook</ul><figure><img>'
            "<figcaption>The wall before the storm.</figcaption></figure>"
            '<div class="related">Related: <a href="/fish">The fish market reopens</a>'
            '</div><aside>Sign up for our newsletter</aside><div class="comments"><p>'
            "First! said somebody who had not read it.</p></div>",
        ),
        {},
    ),
    "stories that follow, with their authors": (
        page(
            GAZETTE,
            f'{H1}<p class="byline">By Ada Moreau</p>',
        ).replace(
            "</main>",
            "<ul>"
            + '<li><h3><a href="/x">Another story of the day</a></h3><p>It was told at'
            ' length elsewhere.</p><p class="byline">By Tom Reyes</p></li>'
            * 4
            + "</ul></main>",
        ),
        {"authors": ADA, "byline": "By Ada Moreau"},
    ),
    "a video with an author and a day of its own": (
        page(
            "",
            f'{H1}<div itemprop="video" itemscope><meta itemprop="datePublished"'
            ' content="2016-01-01"><span itemprop="author">Tom Reyes</span></div>'
            '<meta itemprop="datePublished" content="2015-08-13"><p itemprop="author">'
            "Ada Moreau</p>",
        ),
        ALL | {"byline": "Ada Moreau"},
    ),
    "author and day in an aside, marked as such": (
        page(
            "",
            f'{H1}<aside><p><span itemprop="author">Ada Moreau</span> — <time'
            ' itemprop="datePublished" datetime="2015-08-13">August</time></p></aside>',
        ),
        ALL | {"byline": "Ada Moreau"},
    ),
    "posted by somebody below the text": (
        page("", H1).replace(
            "</article>", "<footer><p>Posted by Ada Moreau.</p></footer></article>"
        ),
        {"authors": ADA, "byline": "Posted by Ada Moreau."},
    ),
    "posted by several with no names, on a day": (
        page("", f"{H1}<div>Posted by keeper, mason on 2015-08-13, <a>all</a></div>"),
        {
            "published": DAY,
        },
    ),
    "the day in another script": (
        page("", f'{H1}<div class="post-date">2015年8月13日 07:17</div>'),
        {"published": DAY},
    ),
    "twitter's labels, of which none is for an author": (
        page(meta(twitter__label1="Filed under", twitter__data1="Central Asia"), H1),
        {},
    ),
    "a title of blog and host": (
        page(
            f"<title>{HEADLINE} @ Harbour Notes :: Some Host ::</title>"
            + meta(og__site_name="Harbour Notes"),
            "<h1>Some Host</h1>",
        ),
        {},
    ),
    "a headline in the words of schema.org that is a description": (
        page(
            f"<title>{HEADLINE} - Gazette</title>"
            + linked(NEWS | {"headline": "natural disaster", "name": HEADLINE}),
            H1,
        ),
        {"published": DAY},
    ),
    "a picture show between the paragraphs": (
        page(
            "",
            H1
            + '<div class="picture-gallery">'
            + "<p>Another wall, in another harbour, in another country.</p>" * 3
            + "</div>"
            + "".join(f"<p>{n}. {TEXT[0]}</p>" for n in range(15)),
        ),
        {"body": "\n\n".join([*(f"{n}. {TEXT[0]}" for n in range(15)), BODY])},
    ),
    "French: Par, and a title with the section": (
        page(
            f"<title>{HEADLINE} - Monde</title>" + meta(og__title=HEADLINE),
            f'{H1}<span class="author">Par Ada Moreau</span>',
            lang="fr",
        ),
        {"authors": ADA, "byline": "Par Ada Moreau", "language": "fr"},
    ),
}


@pytest.mark.parametrize("style", PAGES)
def test_a_page_in_any_style_is_read_whole(style: str) -> None:
    markup, expected = PAGES[style]
    content = read(markup).content
    plain: dict[str, Any] = {
        "headline": HEADLINE,
        "authors": (),
        "agency": None,
        "byline": None,
        "dateline": None,
        "place": None,
        "published": None,
        "language": None,
        "keywords": (),
        "url": None,
        "body": BODY,
    }
    found = {name: getattr(content, name) for name in plain}
    assert found == plain | expected


RUSSIAN_PAGE = (
    '<html><head><meta charset="windows-1251"><title>Буря разрушила старую стену -'
    ' Вестник гавани</title><meta property="og:site_name" content="Вестник гавани">'
    '<meta property="article:published_time" content="2015-08-13T09:00:00+06:00">'
    "</head><body><div class='news'><h1>Буря разрушила старую стену</h1><div"
    " class='author'>Автор: Тимур Сагинов</div>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in RUSSIAN)
    + "</div></body></html>"
)


@pytest.mark.parametrize(
    "data",
    [
        RUSSIAN_PAGE.encode("cp1251"),
        RUSSIAN_PAGE.replace(' charset="windows-1251"', "").encode("cp1251"),
        RUSSIAN_PAGE.replace("windows-1251", "koi8-r").encode("koi8-r"),
        # Converted, but the tag was not.
        RUSSIAN_PAGE.encode(),
        RUSSIAN_PAGE.encode("utf-8-sig"),
        RUSSIAN_PAGE.encode("utf-16"),
    ],
)
def test_a_russian_page_is_read_in_any_encoding(data: bytes) -> None:
    content = read(data).content
    assert content.headline == "Буря разрушила старую стену"
    assert content.authors == ("Тимур Сагинов",)
    assert content.byline == "Автор: Тимур Сагинов"
    assert content.published == DAY
    assert content.body == "\n\n".join(RUSSIAN)


def test_a_page_in_xhtml_may_have_empty_elements() -> None:
    markup = (
        '<?xml version="1.0" encoding="windows-1251"?><html xmlns="http://www.w3.org/'
        '1999/xhtml" xml:lang="ru"><head><script src="a.js"/><title>Буря</title></head>'
        "<body><h1>Буря разрушила старую стену</h1><a id='top'/>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in RUSSIAN)
        + "</body></html>"
    )
    content = read(markup.encode("cp1251"), "a.xhtml").content
    assert content.headline == "Буря разрушила старую стену"
    assert content.language == "ru"
    assert content.body == "\n\n".join(RUSSIAN)


def test_a_language_with_other_letters_than_the_text_is_not_believed() -> None:
    assert read(page("", H1, lang="en")).content.language == "en"
    english = RUSSIAN_PAGE.replace("<html>", '<html lang="en-US">')
    assert read(english).content.language is None
    russian = english.replace("<head>", '<head><meta name="language" content="ru">')
    assert read(russian).content.language == "ru"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("", "the file is empty"),
        ("<html></html>", "there is no text in it"),
        ("<html><head><title>Storm</title></head><body></body></html>", "no text"),
        ("<script>let storm = 1;</script>", "no text"),
        (
            "<h1>Log in</h1><input type=password><p>Log in to read all our stories.",
            "log in",
        ),
        (
            "<title>Gazette</title><h1>Gazette</h1>"
            + '<div><h2><a href="/x">A story of a day</a></h2><p>It is told.</p></div>'
            * 12,
            "it links to articles",
        ),
        ("<title>404 Not Found</title><h1>Not Found</h1><p>No page.", "be shown"),
    ],
)
def test_a_page_without_an_article_is_refused_in_plain_words(
    markup: str, reason: str
) -> None:
    assert reason in refusal(markup)


def test_the_day_that_begins_the_text_is_that_of_publication() -> None:
    content = read(
        page("", f"{H1}<p>Aug. 13, 2015 -- The storm came at night.")
    ).content
    assert content.published == DAY


def test_a_text_in_the_data_of_the_page_counts_where_the_page_shows_none() -> None:
    node = ARTICLE | {"articleBody": BODY}
    content = read(f"<html><head>{linked(node)}</head><body>{H1}</body></html>").content
    assert (content.headline, content.body, content.authors) == (HEADLINE, BODY, ADA)


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.mhtml", "quoted-printable"), ("a.mht", "base64")]
)
def test_a_page_saved_as_one_file_is_read(name: str, encoding: str) -> None:
    saved = mhtml(page(GAZETTE, H1).encode(), encoding)
    content = read(saved, name).content
    assert (content.headline, content.body) == (HEADLINE, BODY)
    assert content.url == "https://gazette.example/2015/08/13/storm"
    # Not the day of saving, which stands in the file's own header.
    assert content.published == DAY


def mhtml(
    markup: bytes, encoding: str, kind: str = "text/html; charset=utf-8"
) -> bytes:
    """Return an MHTML file with a picture, a style, and *markup* as its page."""
    from email.encoders import encode_base64, encode_quopri
    from email.message import Message

    whole, root, picture = Message(), Message(), Message()
    whole["From"] = "<Saved by a browser>"
    whole["Date"] = "Mon, 4 Jan 2021 10:00:00 -0000"
    whole["Snapshot-Content-Location"] = "https://gazette.example/2015/08/13/storm"
    whole["Content-Type"] = 'multipart/related; boundary="a-b"; type="text/html"'
    root["Content-Type"] = kind
    root.set_payload(markup)
    encode_base64(root) if encoding == "base64" else encode_quopri(root)
    picture["Content-Type"] = "image/gif"
    picture.set_payload("R0lGODlhAQABAAAAACw=")
    whole.set_payload([picture, root])
    return whole.as_bytes()


def test_the_encoding_that_mhtml_says_counts_before_that_of_the_page() -> None:
    markup = RUSSIAN_PAGE.replace("windows-1251", "koi8-r").encode("cp1251")
    saved = mhtml(markup, "base64", "text/html; charset=windows-1251")
    assert read(saved, "a.mht").content.authors == ("Тимур Сагинов",)


@pytest.mark.parametrize(
    "data", [b"From: a\n\ntext", b"\n", b"Content-Type: multipart/related\n\n--x\n\n"]
)
def test_mhtml_without_a_page_is_refused(data: bytes) -> None:
    assert "there is no web page in it" in refusal(data, "a.mhtml")


def test_html_under_the_suffix_of_mhtml_is_read() -> None:
    assert read(page("", H1), "a.mht").content.body == BODY


def test_what_the_container_of_a_page_said_counts_first() -> None:
    said = Findings()
    said.note("authors", "Tom Reyes", "the list")
    said.note("headline", "The wall is gone", "the list")
    found = article_of_page(
        Document(Path("a.warc"), b""),
        page(linked(ARTICLE), H1),
        url="https://gazette.example/2015/08/14/storm",
        key="https://gazette.example/2015/08/14/storm",
        said=said,
    )
    content = found.content
    assert content.authors == ("Tom Reyes",)
    assert content.headline == "The wall is gone"
    assert content.published == DAY
    assert content.url == found.key == "https://gazette.example/2015/08/14/storm"
    assert content.body == BODY


def test_a_relative_address_is_joined_to_where_the_page_was_fetched() -> None:
    found = article_of_page(
        Document(Path("a.warc"), b""),
        page('<link rel="canonical" href="/storm">', H1),
        url="https://gazette.example/a/b?c",
    )
    assert found.content.url == "https://gazette.example/storm"


@pytest.mark.parametrize("library", ["lxml", "trafilatura"])
def test_what_is_not_installed_is_named(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"tca-cli\[html\]"):
        read(page("", H1))


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>", "<b>", "<table><tr><td>", "<a href='", "<!--", "<", "&amp;", "\0"),
        *("<p class='", "<ul><li>", "<select>", "<svg><g>", "text<br>", "<h1>a - "),
        *(
            '<meta name="author" content="Ada Moreau">',
            "<span class=author>Ada</span> ",
        ),
        '<script type="application/ld+json">{"@graph":',
        '<script type="application/ld+json">[',
    ],
)
def test_a_page_of_one_thing_over_and_over_is_read_or_refused(piece: str) -> None:
    for markup in (page("", H1 + piece * 1000), piece * 30_000 + H1 + PARAGRAPHS):
        is_read_or_refused(markup)


@pytest.mark.parametrize("tag", ["<font>", "<div>", "<b>", "<ul><li>"])
def test_a_page_with_no_end_of_elements_within_each_other_has_a_text(tag: str) -> None:
    markup = f"<title>{HEADLINE}</title>{H1}{PARAGRAPHS}{tag * 100_000}"
    assert BODY in read(markup).content.body
    assert BODY in read(f"{tag * 100_000}{H1}{PARAGRAPHS}").content.body


@pytest.mark.parametrize("sign", ["\x01", "&#1;", "&#xFFFE;", "\x1b"])
def test_signs_that_are_no_text_are_left_out(sign: str) -> None:
    markup = page(
        f"<title>{sign}{HEADLINE}</title>",
        f"{sign}{H1}{sign}<aside>{sign}News</aside>{sign}",
    )
    content = read(markup).content
    assert (content.headline, content.body) == (HEADLINE, BODY)


SAMPLE_FILES = [SAMPLES / "charyn-ash-grove.html", SAMPLES / "khorog-garden.mhtml"]


@pytest.mark.parametrize("path", SAMPLE_FILES, ids=lambda path: path.suffix)
@given(data=st.data())
def test_a_damaged_page_is_read_or_refused(path: Path, data: st.DataObject) -> None:
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(0, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] ^= 1 << data.draw(st.integers(0, 7))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    is_read_or_refused(damaged, path.name)


KEYS = (
    *("@type", "@id", "@graph", "author", "name", "headline", "keywords", "url"),
    *("datePublished", "mainEntityOfPage", "publisher", "articleBody"),
)
nodes = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["", "Ada", "NewsArticle"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@given(node=nodes)
def test_any_data_of_a_page_leaves_its_text(node: object) -> None:
    assert read(page(linked(NEWS, node), H1)).content.body.endswith(BODY)


@pytest.mark.parametrize(
    "said", ['"https://example.org/storm"', '{"@id": "https://example.org/storm"}']
)
def test_the_page_that_an_article_is_the_main_thing_of_is_its_address(
    said: str,
) -> None:
    data = f"""<html><head><script type="application/ld+json">
        {{"@type": "NewsArticle", "headline": "Storm over the quay",
        "mainEntityOfPage": {said}}}</script></head><body><h1>Storm over the quay</h1>
        <p>The dam held through the night, they said at dawn, and so did the quay.</p>
        </body></html>"""
    (found,) = read_articles(Document(Path("a.html"), data.encode())).articles
    assert found.content.url == "https://example.org/storm"


def test_a_page_of_one_paragraph_and_no_headline_is_called_by_its_beginning() -> None:
    text = "The dam held through the night, they said at dawn, and so did the old quay."
    data = f"<html><body><p>{text}</p></body></html>".encode()
    (found,) = read_articles(Document(Path("a.html"), data)).articles
    beginning = "The dam held through the night, they said at dawn, …"
    assert (found.content.headline, found.content.body) == (beginning, text)


def test_the_data_of_other_stories_is_not_that_of_the_page() -> None:
    others = ",".join(
        f'{{"@type": "NewsArticle", "headline": "{title}", "url": "https://e.org/{title}",'
        f' "author": {{"name": "Tom Reyes"}}, "datePublished": "2010-01-01"}}'
        for title in ("Apples", "Pears")
    )
    for data in (f"[{others}]", others.split(",{")[0]):
        page = f"""<html><head><title>Storm over the quay</title>
            <script type="application/ld+json">{data}</script></head><body>
            <h1>Storm over the quay</h1><p>The dam held through the night, they said at
            dawn, and so did the quay, where nobody had slept.</p>
            <p>The water went down by noon.</p></body></html>"""
        (found,) = read_articles(Document(Path("a.html"), page.encode())).articles
        assert found.content.headline == "Storm over the quay"
        assert (found.content.authors, found.content.published) == ((), None)
