from datetime import date
from pathlib import Path

import pytest

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document

TEXT = "<p>The dam held.</p>\n<p>The water went down &quot;by noon&quot;.</p>"


def read(inside: str) -> ArticleContent:
    data = (
        '<?xml version="1.0" encoding="iso-8859-1" ?>\n<newsitem itemid="2286"'
        f' id="root" date="1996-08-20" xml:lang="en">\n{inside}'
        "<copyright>(c) Reuters Limited 1996</copyright><metadata>"
        '<codes class="bip:topics:1.0"><code code="C13"/></codes>'
        '<dc element="dc.publisher" value="Reuters Holdings Plc"/></metadata>'
        "</newsitem>"
    )
    document = Document(Path("2286newsML.xml"), data.encode("latin-1"))
    (article,) = read_articles(document).articles
    assert article.key is None
    return article.content


def test_an_item_in_full_is_taken_apart() -> None:
    assert read(
        "<title>KYRGYZSTAN: Storm over the quay.</title>\n"
        "<headline>Storm over the quay.</headline>\n<byline>Ada Moreau</byline>\n"
        f"<dateline>NEW YORK 1996-08-20</dateline>\n<text>\n{TEXT}\n</text>\n"
    ) == ArticleContent(
        headline="Storm over the quay.",
        byline="Ada Moreau",
        authors=("Ada Moreau",),
        agency="Reuters",
        dateline="NEW YORK",
        place="New York",
        published=date(1996, 8, 20),
        language="en",
        body='The dam held.\n\nThe water went down "by noon".',
    )


def test_the_title_stands_for_a_headline_that_is_not_there() -> None:
    content = read(f"<title>Storm</title><headline/><text>{TEXT}</text>")
    assert content.headline == "Storm"


def test_an_item_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read("<headline>Storm</headline><text></text>")
    assert refused.value.reason == "there is a headline but no text below it"
