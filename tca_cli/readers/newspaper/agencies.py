"""News agencies: as they are written, and how one is told from a person."""

import re

from tca_cli.text.folding import folded

# As each writes itself; first, other forms of some.
_WRITTEN = {
    "reuter": "Reuters",
    "associated press": "AP",
    "the associated press": "AP",
    "agence france-presse": "AFP",
    "times of central asia": "The Times of Central Asia",
} | {
    folded(name): name
    for name in (
        *("24.kg", "AFP", "AKIpress", "Akorda", "Al Jazeera", "Anadolu Agency", "ANSA"),
        *("AP", "APA", "Armenpress", "Asia-Plus", "Avesta", "Azertac", "BBC", "BelTA"),
        *("Bernama", "Bloomberg", "CNN", "DPA", "EFE", "Eurasianet", "Fergana", "IANS"),
        *("Interfax", "Interfax-Kazakhstan", "IPS", "IRNA", "ITAR-TASS", "IWPR"),
        *(
            "Kabar",
            "Kazinform",
            "KazTAG",
            "Khovar",
            "Kyodo",
            "Novosti",
            "PTI",
            "Regnum",
        ),
        *("Reuters", "RFE/RL", "RIA Novosti", "Sputnik", "TASS", "TCA", "Tengrinews"),
        *("Trend", "Turan", "Turkmenistan.ru", "UPI", "UzA", "Xinhua", "Yonhap"),
        *("БЕЛТА", "Интерфакс", "Кабар", "Казинформ", "РИА Новости", "Спутник", "ТАСС"),
        "The Times of Central Asia",
    )
}
_NAME = re.compile(r"[A-ZА-ЯЁ][\w.\-]*(?:[ /&](?:of |and )?[A-ZА-ЯЁ][\w.\-/]*){0,4}")
_CAPITALS = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ/\-]{1,11}")


def known_agency(text: str) -> str | None:
    """Return the agency that *text* names, as it writes itself.

    >>> known_agency("REUTER"), known_agency("Sergey Kwan")
    ('Reuters', None)
    """
    return _WRITTEN.get(folded(text.strip(" .")))


def agency(text: str) -> str | None:
    """Return the agency of a credit in parentheses, known or not, as it is written.

    >>> agency("REUTERS"), agency("Ferghana.ru"), agency("in two days")
    ('Reuters', 'Ferghana.ru', None)
    """
    text = text.strip()
    return known_agency(text) or (text if _NAME.fullmatch(text) else None)


def is_in_capitals(text: str) -> bool:
    """Tell whether *text* is one word of capitals, as abbreviations are.

    >>> is_in_capitals("TCA"), is_in_capitals("Sergey Kwan"), is_in_capitals("A B")
    (True, False, False)
    """
    return bool(_CAPITALS.fullmatch(text.strip()))
