"""Properties of a file: titles and authors that programs keep beside the text.

Programs fill them in by themselves, so that many tell of the template, of the file's
name or of the licence, and the author is whoever typed the text.
"""

import re
from collections.abc import Mapping

from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.newspaper.findings import Findings, line_of


def title_of(value: object) -> str | None:
    """Return the headline that the title *value* is, or None where it is no headline.

    >>> title_of("Storm over the quay"), title_of("Microsoft Word - storm_3.doc")
    ('Storm over the quay', None)
    """
    title = line_of(value)
    if not title or _NO_TITLE.fullmatch(title) or not _A_WORD.search(title):
        return None
    return title


def author_of(value: object) -> object:
    """Return *value* without the names that programs give to whom they do not know.

    >>> author_of(["Ada Moreau", "Windows User"]), author_of("calibre")
    (['Ada Moreau'], None)
    """
    if isinstance(value, list | tuple):
        return [name for name in map(author_of, value) if name]
    name = line_of(value)
    return None if not name or _NO_AUTHOR.fullmatch(name) else value


def article_with_author(
    document: Document,
    text: str,
    said: Findings,
    authors: Mapping[str, object],
    *,
    key: str | None = None,
) -> FoundArticle:
    """Return the article of *text*, by *authors*, by origin, if the text names none.

    What is printed counts before a property, which names whoever typed it.
    """
    found = article_of(document, text, said, key=key)
    if found.content.authors or found.content.byline:
        return found
    for origin, value in authors.items():
        said.note("authors", author_of(value), origin)
    if "authors" not in said.values:
        return found
    return article_of(document, text, said, key=key)


_NO_TITLE = re.compile(
    r"""
      microsoft\ (?:word|powerpoint|excel)\b.*
    | (?:word|new|blank|документ|новый)\ (?:microsoft\ word\ )?(?:document|документ)?\d*
    | (?:document|doc|документ|untitled|без\ (?:имени|названия)|title|заголовок
        |unknown|unnamed|layout|print|scan|template|шаблон|draft|headline
        |(?:slide|page|лист|страница|презентация)(?:\ powerpoint)?
        |powerpoint\ presentation|документ\ microsoft\ (?:office\ )?word
        |normal|letter|article|текст|none|null|tmp|temp)
      [\s_\-.]*(?:document|\(?\d+\)?)?
    | \S+\.(?:docx?|dotx?|docm|odt|ott|rtf|txt|pdf|indd|qx[dp]|pages|pub|html?|tex
        |pptx?|xlsx?|wpd|ai|eps|ps|dvi|epub|sxw)
    | .*\.(?:docx?|docm|dotx?|odt|rtf|indd|qx[dp]|pub|pptx?|wpd)
    | (?:file|https?)://.*
    | [0-9a-f]{8}-[0-9a-f-]{27}
    | \((?:anonymous|unspecified|untitled)\)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_AUTHOR = re.compile(
    r"""
      (?:(?:windows|microsoft|office|hp|dell|lenovo|asus|acer|toshiba|sony|home|default
        |test|local|guest|super)\b.*)?
      (?:user|owner|admin(?:istrator)?|author|customer|guest|pc|computer|comp|laptop
        |unknown|anonymous|editor|newsroom|reporter)\d*
    | (?:microsoft|windows|python-docx|calibre|libreoffice|openoffice|apache|adobe)\b.*
    | (?:пользователь|админ(?:истратор)?|автор|неизвестн\w+|гость|редактор|хозяин)
      (?:\ windows|\d+)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_A_WORD = re.compile(r"[^\W\d_]{2,}")
