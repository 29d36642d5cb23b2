r"""Where sentences and paragraphs end.

They end behind white space, so that the word before an end never reaches beyond it.
Nothing is seen across a ``\0``: many texts can be divided at once, parted by it.
"""

import re
from bisect import bisect_right
from functools import cache, cached_property
from itertools import groupby

# After these a full stop ends no sentence, in news of English.
_ABBREVIATIONS = (
    "adm|al|approx|apr|aug|capt|cf|co|col|corp|dec|dept|dr|feb|fig|gen|gov|inc|jan|jr|jul"
    "|jun|lt|ltd|maj|mar|messrs|mr|mrs|ms|mt|no|nov|oct|pp|prof|rep|rev|sen|sep|sept|sgt"
    "|sr|st|vol|vs|г|гг|им|руб|ст|стр|т|тыс|ул"
)
# Looking back asks for a fixed length.
_ABBREVIATED = "|".join(
    rf"(?<=\b(?i:{'|'.join(of_length)})\.)"
    for _, of_length in groupby(sorted(_ABBREVIATIONS.split("|"), key=len), key=len)
)
_SIGNS, _MOST_SIGNS = ".!?…", 8
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LEAD_END = "\n\n"


def sentence_ends(text: str) -> list[int]:
    """Return where sentences end, but for those at the end of a paragraph."""
    ends = {found.end() for sign in _SIGNS for found in _ending(sign).finditer(text)}
    return sorted(ends)


def paragraph_ends(text: str) -> list[int]:
    """Return where each paragraph ends, but for the last."""
    return [found.end() for found in _PARAGRAPH_END.finditer(text)]


def lead_end(text: str) -> int:
    """Return where the first paragraph ends: a line without even a space ends it."""
    end = text.find(_LEAD_END)
    return len(text) if end < 0 else end


class Divisions:
    """Numbers the sentences and the paragraphs of a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def sentence(self, at: int) -> int:
        """Return the number of the sentence in which the character *at* stands.

        >>> both = Divisions("Mr. Moreau left. The U.S. sent Gen. Reyes home.")
        >>> both.sentence(4), both.sentence(20), both.sentence(40)
        (0, 1, 1)
        """
        return bisect_right(self._sentences, at)

    def paragraph(self, at: int) -> int:
        """Return the number of the paragraph in which the character *at* stands."""
        return bisect_right(self._paragraphs, at)

    @cached_property
    def _sentences(self) -> list[int]:
        return sorted({*sentence_ends(self._text), *self._paragraphs})

    @cached_property
    def _paragraphs(self) -> list[int]:
        return paragraph_ends(self._text)


@cache
def _ending(sign: str) -> re.Pattern[str]:
    """Return what a sentence ends with from this *sign* on, of several any one.

    A sign by itself comes first in the expression: so it is looked for fast.
    """
    # One that begins late in a long row of signs ends where it would end as a whole.
    first, signs = re.escape(sign), f"[{_SIGNS}]{{0,{_MOST_SIGNS}}}"
    abbreviated = rf"(?! (?:{_ABBREVIATED}) (?![{_SIGNS}]) )" if sign == "." else ""
    return re.compile(
        rf"""{first}
        (?= {signs} ["'”’»)\]]* \s+ ["'“‘«(\[]* [^\W_a-zа-яё] )
        # Not after a single letter: J. Moreau and the U.S.
        (?<! [^\W\d_]\.{first} ) (?<! \b[^\W\d_]{first} )
        {abbreviated}
        {signs} ["'”’»)\]]* \s+
        """,
        re.VERBOSE,
    )
