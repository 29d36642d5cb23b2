"""Pages in the styles of different sites and systems; all words are our own."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tca_cli.errors import MissingExtraError, UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.findings import Findings
from tca_cli.readers.web_page import article_of_page
from tests.support import SAMPLES

DAY = date(2015, 8, 13)
ADA, TOM = ("Ada Moreau",), ("Tom Reyes",)
BOTH = ADA + TOM
HEADLINE = "Storm breaks the old harbour wall"
TEXT = (
    "The wall that has kept the harbour since the days of sail gave way before dawn.",
    "Nobody was hurt, said the keeper, who had sent the fishermen home in the evening.",
    "The council wants to build it again in stone, and asks the province for the money.",
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
            f'<title>{HEADLINE} | The Harbour Gazette</title><meta name="dcterms.title"'
            f' content="{HEADLINE}"><meta name="dcterms.date" content="2015-08-13T06:30">'
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
            f'<header class="article-header"><section>Coast</section><h1>{HEADLINE}</h1>'
            '<section class="author-name"><a href="/author/ada/">Ada Moreau</a></section>'
            '<time class="byline-meta-date" datetime="2015-08-13">Aug 13</time></header>',
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
        "<!doctype html><html amp lang=en><head><meta charset=utf-8>"
        f"<title>{HEADLINE}</title><link rel=canonical href=https://gazette.example/a>"
        "<style amp-boilerplate>body{visibility:hidden}</style>"
        f"{linked(ARTICLE)}</head><body><article>{H1}<amp-img src=a.jpg></amp-img>"
        f"{PARAGRAPHS}</article></body></html>",
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
            f"<title>The &amp;quot;old&amp;quot; wall</title>"
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
            f'{H1}<div class="updated"><time datetime="2016-01-01">Updated</time></div>',
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
