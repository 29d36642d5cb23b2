"""What programs put around the text of a mail: how to see it, how to be rid of it.

Only lines at its beginning and its end, each of them whole; when in doubt they stay.
"""

import re


def without_mail_furniture(text: str) -> str:
    r"""Return *text* without what newsletters have above and below it.

    >>> without_mail_furniture("View it in your browser\n\nThe dam held.\nUnsubscribe")
    'The dam held.'
    """
    lines = text.split("\n")
    begin, end = 0, len(lines)
    while begin < end and _is_around(lines[begin]):
        begin += 1
    while end > begin and _is_around(lines[end - 1]):
        end -= 1
    return "\n".join(lines[begin:end])


_LONGEST = 300
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_LINK = re.compile(r"[(<\[]?\b(?:https?://|mailto:|www\.)[^\s<>]+")
_LINES = re.compile(
    r"""
      (?:if\ you(?:'re|\ are)?\ )?(?:having\ )?(?:trouble|problems)
        \ (?:viewing|reading)\b.*
    | can(?:'t|not)\ (?:see|read|view)\ this\ (?:e-?mail|message|newsletter)\b.*
    | no\ images\?\ *click\b.*
    | (?:view|read|open)\ (?:this|it|in|online|on)\b.{0,60}\b
        (?:browser|online|web)(?:\ version)?\b.{0,20}
    | (?:view|web)\ (?:online|version|in\ browser)
    | (?:is\ this|e-?mail)\ not\ displaying\b.*
    | (?:click\ here\ to\ |to\ |you\ (?:can|may)\ )?(?:unsubscribe|opt[\ -]out)\b.{0,80}
    | (?:click\ here\ to\ |to\ |you\ (?:can|may)\ )?(?:manage|change|update|edit)\ your
        \ .{0,40}\b(?:address|e-?mails?|newsletters?|preferences|profile|settings
        |subscriptions?)\b.{0,40}
    | (?:manage|e-?mail|update)\ (?:preferences|subscriptions?)
    | you(?:'re|\ are|\ have)?\ (?:receiving|received|getting|subscribed)
        \ (?:this|to|because|e-?mails?|our)\b.*
    | this\ (?:e-?mail|message|newsletter)\ (?:was|has\ been|is)\ (?:being\ )?sent
        \ (?:to|by|from)\b.*
    | (?:forward|share|send)\ (?:this|it|to)\b.{0,30}\b(?:friend|colleague)s?
    | forwarded\ this\ (?:e-?mail|message|newsletter)\?.*
    | (?:add\ us\ to\ your|please\ add)\b.*\baddress\ book
    | our\ mailing\ address(?:\ is)?
    | [\w.-]{1,60}\ mailing\ list
    | [\w.+-]{1,60}@(?:lists?|googlegroups|groups)\.[\w.-]+
    | privacy\ (?:policy|notice) | contact\ us
    | terms\ (?:of\ (?:use|service)|and\ conditions)
    | (?:copyright\ )?(?:©|\(c\)|copyright)\ .{0,20}(?:19|20)\d\d\b.{0,100}
    | (?:all\ rights\ reserved)
    | (?:sent|delivered|powered)\ (?:from|by|with|via)\ (?:my\ )?
        (?:iphone|ipad|android|blackberry|mobile|samsung|mailchimp|substack|outlook|sendgrid
        |ghost|beehiiv|buttondown|mailerlite|campaign\ monitor)\b.{0,30}
    | get\ outlook\ for\ \w+
    | (?:отписаться|отказаться\ от\ (?:рассылки|подписки))\b.{0,60}
    | (?:вы\ получили\ это|это\ письмо\ отправлено)\b.*
    | (?:открыть|посмотреть|просмотреть|читать)\b.{0,30}\bв\ браузере
    """,
    re.VERBOSE | re.IGNORECASE,
)


def _is_around(line: str) -> bool:
    shown = " ".join(_LINK.sub(" ", line).replace("’", "'").split()).strip(" |·•.:>!,-")
    if not _LETTER_OR_DIGIT.search(shown):
        return True
    parts = re.split(r"\s*[|·•]\s*", shown)
    return len(shown) <= _LONGEST and all(map(_LINES.fullmatch, filter(None, parts)))
