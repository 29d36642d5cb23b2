"""What a site prints around an article and is no part of it.

Only where it is a line of its own; when in doubt the text stays.
"""

import re

_NETWORKS = (
    "facebook|twitter|telegram|whatsapp|vkontakte|linkedin|x|reddit|pocket|viber"
    "|e-?mail"
)
_LINES = re.compile(
    rf"""
      register\ to\ read\ more\b.*
    | (?:continue|keep)\ reading(?:\ (?:below|here|the\ main\ story))?[\s.…→»>]*
    | read\ (?:more|also|next)\s*:.*
    | read\ (?:more|next)[\s.…→»>]*
    | photo\ credits?\s*:.*
    # No part of it is tried twice, however long the line is.
    | (?>(?:share|tweet|print|pin|like|copy\ link|{_NETWORKS}|comments?|\d|[\s|·•/+-])+)
    | share\ (?:on|via|with)\ (?:{_NETWORKS})[\s.]*
    | (?:share|tweet|print|e-?mail)\ this(?:\ (?:article|page|story|post))?[\s:.]*
    | share\ (?:full\ )?article
    | subscribe\ (?:now\ )?to\ (?:continue|keep|read)\b.{{0,40}}
    | a\ version\ of\ this\ article\ appears\ in\ print\b.*
    # When it was changed is not when it was published.
    | (?:last\ )?(?:updated|modified)(?:\ (?:on|at))?\s*:?\ .{{0,20}}
        \b(?:19|20)\d\d\b.{{0,25}}
    | advertisements?\.? | sponsored\ content
    | (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|your)\b
        [\w\s,'’]{{0,60}}\b(?:newsletter|updates|e-?mails|alerts|channel)s?[\s.!]*
    | (?:читать\ далее|поделиться|реклама)[\s:.…→]*
    | читайте\ также\s*(?::.*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FEED = re.compile(r"The post [^\W_a-zа-яё].* appeared first on [^\W_a-zа-яё].*")
_A_WORD = re.compile(r"[^\W\d_]{2,}")


def is_furniture(line: str) -> bool:
    """Tell whether *line* is one that sites print around their articles.

    >>> is_furniture("The post Storm appeared first on The Gazette.")
    True
    >>> is_furniture("The post office was the first to reopen.")
    False
    """
    line = line.strip()
    return bool(
        _A_WORD.search(line) and (_LINES.fullmatch(line) or _FEED.fullmatch(line))
    )
