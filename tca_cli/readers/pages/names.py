"""Whom a page names as its author: a person, or an agency, or neither.

No author is better than a wrong one: what might be no name is left out, and one word
is a name only where the page calls it that of a person.
"""

import re
from collections.abc import Iterable

from tca_cli.readers.newspaper.agencies import known_agency
from tca_cli.readers.newspaper.byline import is_family_name, is_person, is_role
from tca_cli.readers.newspaper.findings import Findings, line_of, names_in
from tca_cli.readers.pages.tree import unescaped
from tca_cli.text.folding import folded


def persons_in(text: str, sites: Iterable[str], *, is_said: bool = False) -> list[str]:
    """Return the persons that *text* names, where it is a byline or only their names.

    *sites* are the names of the site itself, which is no person. With *is_said* the
    page calls it a person's name, which may then be of one word.

    >>> persons_in("By Ada Moreau and Tom Reyes", [])
    ['Ada Moreau', 'Tom Reyes']
    >>> persons_in("Madonna", []), persons_in("Madonna", [], is_said=True)
    ([], ['Madonna'])
    >>> persons_in("Follow Author", []), persons_in("肖春芳", [])
    ([], ['肖春芳'])
    """
    text = _EXTRAS.sub("", unescaped(text)).strip(" ,|·•")
    if not text or len(text) > _LONGEST or _NO_NAMES.search(text):
        return []
    own = set() if is_said else {folded(site) for site in sites}
    if folded(text) in own:
        return []
    if _NICKNAME.fullmatch(text) and is_person(_NICKNAME.sub(r"\1 \2", text)):
        return [text]
    text = _BY.sub("", _WITH.sub(r", \1", text))
    names = [name for name in names_in(text) if folded(name) not in own]
    if not names and is_said and not _is_no_one(text):
        names = [text] if is_family_name(text) or _is_several_words(text) else []
    if not names and _without_spaces(text, is_said=is_said):
        names = [text]
    return [
        name
        for name in names
        if not _NO_NAME.search(name)
        and not (_LATIN.search(name) and _EAST.search(name))
    ]


def note_authors(
    findings: Findings,
    texts: Iterable[str],
    sites: Iterable[str],
    origin: str,
    *,
    is_said: bool = False,
) -> None:
    """Note the persons and the agency that *texts* name, as *origin* says."""
    sites = tuple(sites)
    names: dict[str, str] = {}
    for text in texts:
        for name in persons_in(text, sites, is_said=is_said):
            names.setdefault(folded(name), name)
        if _NO_NAMES.search(text) is None:
            said = Findings()
            said.note("authors", text, origin)
            findings.keep("agency", said.values.get("agency"), origin)
    findings.keep("authors", tuple(names.values()), origin)


def note_organisation(findings: Findings, name: str, origin: str) -> None:
    """Note the organisation that is called *name* as the agency."""
    line = line_of(name) or ""
    is_role_of_site = bool(_NO_ONE.match(line)) or is_role(line)
    if known_agency(line) or (len(line) < _LONGEST and not is_role_of_site):
        findings.note("agency", line, origin)


_LONGEST = 160
_EXTRAS = re.compile(r"\s*\((?:https?://|@)[^()]*\)|\s+@\w+|^[@•–—-]\s*", re.IGNORECASE)
_NO_NAMES = re.compile(
    r"https?:|www\.|^\S+\.(?:com|org|net|ru|kz|kg)$|[{}<>\[\]=\\]", re.IGNORECASE
)
# What else a page prints where a name would be: things to press, and who it is not.
_NO_NAME = re.compile(
    r"\s(?:da|de|del|den|der|di|dos|du|van|von)$"
    # Some of these are families as well, and so only no given names.
    r"|^(?:blog|go|here|home|join|page|post|read|share|sign|visit)\b"
    r"|\b(?:about|all|archives?|article|authors?|click|comments?|community|contact"
    r"|developers|follow|foundation|latest|login|minutes?|more|network|posts|profile"
    r"|published|sponsored|stories|subscribe|twitter|updated|view|wikipedia"
    r"|подписаться|подробнее|читать|об авторе)\b",
    re.IGNORECASE,
)
# Ada (A. J.) Moreau
_NICKNAME = re.compile(r"([^\W\d_][\w.'’ -]*) \([^()]{1,40}\) ([^\W\d_][\w.'’ -]*)")
_WITH = re.compile(
    r"\s*\(?\b(?:with|avec|mit|con|com)\s+(?=[^\W\d_])([^()]*)\)?", re.IGNORECASE
)
_BY = re.compile(
    r"(?:par|por|von|door|av|af|autore?s?|autorzy|auteurs?|tekst|texto?|texte)\s*:?\s+"
    r"(?=[^\W\d_])",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    r"(?:admin\w*|anonym\w*|author|contributors?|default|editors?|guest|none|null"
    r"|redacci[oó]n|redaktion|r[eé]daction|root|site|staff|super|system|team|test"
    r"|undefined|unknown|user|webmaster|редакция|админ\w*)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[^\W\d_][\w.'’`ʼ-]*(?:\s+[^\W\d_][\w.'’`ʼ-]*){1,4}")
_EASTERN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af·]{2,8}")
_LATIN, _EAST = re.compile("[A-Za-z]"), re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_NO_EASTERN = re.compile("[网網社报報局部台组組编編]|新闻|新聞|記者|记者|기자|뉴스")
# With which most names in China, Korea and Vietnam's old script begin.
_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許邓鄧韩韓冯馮"
    "曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈夏韦韋"
    "付方白邹鄒孟熊秦邱江尹薛闫閆段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯"
    "김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허유남심노하곽성차주우구민진지엄채원천방공"
)
_FAMILY_NAMED = range(2, 4)


def _is_no_one(text: str) -> bool:
    return bool(_NO_ONE.match(text)) or known_agency(text) is not None


def _is_several_words(text: str) -> bool:
    """Tell whether *text* may be a name of several words, though in small letters."""
    return (
        bool(_SEVERAL.fullmatch(text))
        and not any(map(str.isdigit, text))
        and (not is_role(text) and bool(names_in(text.title())))
    )


def _without_spaces(text: str, *, is_said: bool) -> bool:
    """Tell whether *text* is a name in a script that has no spaces between words."""
    if not _EASTERN.fullmatch(text) or _NO_EASTERN.search(text):
        return False
    return is_said or (text[0] in _FAMILIES and len(text) in _FAMILY_NAMED)
