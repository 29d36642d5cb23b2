"""What stands before a dash at the beginning of a text as a place does, and is none."""

import re

from tca_cli.readers.newspaper.dates import MONTH

_ORGANISATIONS = (
    "ADB|AI|AIDS|AIIB|APEC|ASEAN|BBC|BRICS|CIA|CIS|CNN|COP|COVID|CSTO|EAEU|EBRD|EC|ECO"
    "|EEC|EIB|EU|EXPO|FAO|FBI|FIFA|GDP|IAEA|ICAO|ICC|ILO|IMF|INTERPOL|IOC|IOM|ISAF|ISIS"
    "|IT|KGB|NASA|NATO|NGO|OECD|OPEC|OSCE|SCO|TCA|UAE|UEFA|UK|UN|UNDP|UNESCO|UNHCR|UNICEF"
    "|UNODC|US|USA|USAID|USSR|WHO|WTO|WWF"
    "|АБР|АЕС|АЭС|БРИКС|ВВП|ВОЗ|ВТО|ГКНБ|ЕАБР|ЕАЭС|ЕБРР|ЕС|ИГИЛ|МАГАТЭ|МВД|МВФ|МИД|МЧС"
    "|НАТО|ОАЭ|ОБСЕ|ОДКБ|ООН|ОПЕК|РФ|СМИ|СНГ|СССР|США|ФАО|ФБР|ШОС|ЮНЕСКО|ЮНИСЕФ"
)
_LABELS = (
    "ADVISORY|ALERT|ANALYSIS|ANSWER|BREAKING|BRIEF|CLARIFICATION|COLUMN|COMMENT"
    "|COMMENTARY|CORRECTED|CORRECTION|EDITOR['’]S|EDITORIAL|EXCLUSIVE|EXPLAINER|FACTBOX"
    "|FEATURE|FOCUS|INTERVIEW|LIVE|NEWS|NOTE|OBITUARY|OPINION|PHOTOS?|PREVIEW|PROFILE"
    "|QUESTION|QUOTE|REFILE|REPORT|REVIEW|RPT|SPECIAL|STOP|SUMMARY|SURVEY|TIMELINE|TOP"
    "|UPDATE|URGENT|VIDEO|WARNING|WATCH|WRAPUP|Q|A"
    "|АНАЛИЗ|ВИДЕО|ВНИМАНИЕ|ВОПРОС|ДОСЬЕ|ИНТЕРВЬЮ|КОММЕНТАРИЙ|МНЕНИЕ|МОЛНИЯ|ОБЗОР|ОТВЕТ"
    "|РЕПОРТАЖ|СПРАВКА|СРОЧНО|ФОТО|ЭКСКЛЮЗИВ"
)
# Sections of a paper, and how the names of bodies end.
_SECTIONS = (
    "BUSINESS|CULTURE|ECONOMY|EDUCATION|ENERGY|FOOTBALL|HEALTH|HISTORY|HOCKEY|MARKETS?"
    "|OIL|POLITICS|SCIENCE|SOCIETY|SPORTS?|TECHNOLOGY|TENNIS|TRAVEL|WEATHER"
    "|КУЛЬТУРА|НАУКА|ОБЩЕСТВО|ПОГОДА|ПОЛИТИКА|СПОРТ|ФУТБОЛ|ЭКОНОМИКА"
)
_BODIES = (
    "ACADEMY|AIRLINES|ARMY|BANK|COMMISSION|COMPANY|COUNCIL|COURT|CRUDE|FEDERATION|FORUM"
    "|FUND|GROUP|INSTITUTE|MINISTRY|PARLIAMENT|PARTY|POLICE|SUMMIT|UNIVERSITY"
)
_WEEKDAYS = (
    "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    "|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
)
_SMALL_WORDS = (
    "after|and|at|before|but|by|during|early|for|from|in|last|late|mid|next|of|on|since"
    "|that|then|this|those|to|until|when|while|в|во|из|к|на|от|по|с"
)
_NEVER = re.compile(
    rf"(?:(?:{MONTH}|{_WEEKDAYS})(?:$|\s+\d)|(?:{_SMALL_WORDS})(?:\s|$)"
    rf"|(?:today|tomorrow|yesterday|tonight)\b|(?:{_LABELS})\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:{_ORGANISATIONS}|{_SECTIONS})$|(?:\S+\s+)*(?:{_BODIES})$|THE\s(?!HAGUE$)",
    re.IGNORECASE,
)


def is_never_a_place(text: str) -> bool:
    """Tell whether *text* is a label, a day, or begins with a small word.

    >>> [is_never_a_place(text) for text in ("UPDATE", "IN ASTANA", "ASTANA")]
    [True, True, False]
    """
    return bool(_NEVER.match(text))


def is_no_place_alone(text: str) -> bool:
    """Tell whether *text*, with neither day nor agency, is rather a body or a section.

    >>> [is_no_place_alone(text) for text in ("NASA", "OSH STATE UNIVERSITY", "OSH")]
    [True, True, False]
    """
    return bool(_ALONE.match(text))
