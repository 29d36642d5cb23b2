"""Where sentences and paragraphs end."""

import re
from bisect import bisect_right

# After these a full stop ends no sentence, in news of English.
_ABBREVIATIONS = (
    "adm|al|approx|apr|aug|capt|cf|co|col|corp|dec|dept|dr|feb|fig|gen|gov|inc|jan|jr|jul"
    "|jun|lt|ltd|maj|mar|messrs|mr|mrs|ms|mt|no|nov|oct|pp|prof|rep|rev|sen|sep|sept|sgt"
    "|sr|st|vol|vs|г|гг|им|руб|ст|стр|т|тыс|ул"
)
# Not after a single letter either: J. Moreau and the U.S.
_END = re.compile(
    r"(?<![^\W\d_]\.)(?<!\b[^\W\d_])(?P<sign>[.!?…]+)[\"'”’»)\]]*\s+"
    r"(?=[\"'“‘«(\[]*[^\W_a-zа-яё])"
)
_ABBREVIATED = re.compile(rf"\b(?:{_ABBREVIATIONS})$", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"\n\s*\n")


class Divisions:
    """Numbers the sentences and the paragraphs of a text."""

    def __init__(self, text: str) -> None:
        paragraphs = [found.end() for found in _PARAGRAPH_END.finditer(text)]
        sentences = [
            found.end()
            for found in _END.finditer(text)
            if not (
                found["sign"] == "."
                and _ABBREVIATED.search(text, max(0, found.start() - 10), found.start())
            )
        ]
        self._paragraphs = paragraphs
        self._sentences = sorted({*sentences, *paragraphs})

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
