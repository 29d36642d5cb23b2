"""What a site prints around an article and is no part of it.

Only where it is a line of its own; when in doubt the text stays.
"""

import re

_LINES = re.compile(
    r"""
      register\ to\ read\ more\b.*
    | (?:continue|keep)\ reading\b[\s\w]{0,40}[\s.…→»>]*
    | read\ (?:more|also|next)\s*:.*
    | read\ (?:more|next)[\s.…→»>]*
    | photo\ credits?\s*:.*
    | the\ post\b.*\bappeared\ first\ on\b.*
    | (?:share|tweet|print|email|e-mail|pin|like|copy\ link|facebook|twitter|telegram
        |whatsapp|vkontakte|linkedin|x|reddit|pocket|viber|comments?|\d+|[\s|,·•/+-])+
    | share\ (?:this|on|via|with)\b[\w\s:.]{0,40}
    | (?:share|tweet|print)\ this(?:\ (?:article|page|story|post))?[\s:.]*
    | (?:print|email)\ this\ (?:article|page|story)\.?
    | advertisements?\.? | sponsored\ content
    | (?:sign\ up|subscribe)\ (?:for|to)\ (?:our|the|your)\b[\w\s,'’]{0,60}[.!]?
    | (?:читать\ далее|читайте\ также|поделиться|реклама)\b[\s:.…→]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_A_WORD = re.compile(r"[^\W\d_]{2,}")


def is_furniture(line: str) -> bool:
    """Tell whether *line* is one that sites print around their articles.

    >>> is_furniture("The post Storm appeared first on The Gazette.")
    True
    >>> is_furniture("The post office was the first to reopen.")
    False
    """
    return bool(_A_WORD.search(line) and _LINES.fullmatch(line.strip()))
