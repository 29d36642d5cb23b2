"""The names under which exports keep what an article has, the most telling first."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice


@lru_cache(maxsize=4096)  # the names in a file are few, and each record has them
def folded_name(name: str) -> str:
    """Return *name* in small letters, without punctuation and without a prefix.

    >>> folded_name("Published At"), folded_name("articleBody"), folded_name("dc:title")
    ('publishedat', 'articlebody', 'title')
    """
    found = _PREFIX.match(name)
    return _NO_LETTER.sub("", (name[found.end() :] if found else name).casefold())


_PREFIX = re.compile(r"(?:https?://\S+[/#]|[A-Za-z]\w*:)(?=[A-Za-z])")
_MOST_NAMES, _LONGEST_NAME = 12, 40
_NO_LETTER = re.compile(r"[\W_]+")
_WORDS = {
    "headline": (
        "headline title heading articletitle articleheadline posttitle webtitle"
        " заголовок название"
    ),
    "body": (
        "body articlebody bodyhtml bodyxhtml contenthtml fulltext fullarticle maintext"
        " bodytext content contenttext html text plaintext articletext articlecontent"
        " posttext postcontent storytext story article contentelements blocks"
        " paragraphs текст leadparagraph"
    ),
    "byline": "byline bylines by",
    "authors": (
        "authors author authorname authornames writers writer creator writtenby"
        " reporter primaryauthor автор авторы"
    ),
    "author_bio": "authorbio aboutauthor abouttheauthor",
    "published": (
        "published datepublished publisheddate publicationdate publishedat publishedon"
        " dateofpublication datepublish publishdate pubdate webpublicationdate"
        " firstpublished firstpublishedat date postdate posted postedat datecreated"
        " createdat created дата датапубликации"
    ),
    "dateline": "dateline",
    "place": "place location located locationcreated город место",
    "agency": (
        "agency newsagency wire credit source sourcename publisher источник агентство"
    ),
    "language": "language lang inlanguage languagecode locale язык",
    "keywords": (
        "keywords keyword tags tag section sections sectionname articlesection category"
        " categories topics рубрика рубрики теги ключевыеслова"
    ),
    "url": (
        "url link weburl permalink canonicalurl articleurl sourceurl href shareurl"
        " source guid externalurl ссылка адрес"
    ),
    "key": (
        "guid key uuid id uri articleid documentid docid identifier itemid postid url"
        " link weburl permalink"
    ),
}
USUAL: Mapping[str, tuple[str, ...]] = {
    field: tuple(words.split()) for field, words in _WORDS.items()
}
_SHOWN = {
    "headline": "a headline (headline, title ...)",
    "body": "a text (body, text, content ...)",
}


def nothing_found(kind: str, fields: Sequence[str], names: Iterable[str] = ()) -> str:
    """Say that nothing of this *kind* is known for the *fields*, and what helps.

    *names* are those that there are.

    >>> nothing_found("column", ["body"], ["Titel", "Inhalt"])
    'no column is known for a text (body, text, content ...); there are Titel, Inhalt; \
to name it, type: --map body=COLUMN'
    """
    sought = " or ".join(_SHOWN[field] for field in fields)
    first = [" ".join(name.split()) for name in islice(names, _MOST_NAMES + 1)]
    first = [name[:_LONGEST_NAME] for name in first if name]
    more = ["..."] if len(first) > _MOST_NAMES else []
    listed = ", ".join([*first[:_MOST_NAMES], *more])
    there_are = f"; there are {listed}" if listed else ""
    options = " ".join(f"--map {field}={kind.upper()}" for field in fields)
    return f"no {kind} is known for {sought}{there_are}; to name it, type: {options}"
