"""Which words and names the index knows."""

import re
from collections import defaultdict
from functools import cached_property
from typing import Any

from tca_cli.index.whoosh_engine.finding.segments import segments_of, terms
from tca_cli.index.whoosh_engine.terms import FORMS
from tca_cli.query.matching import spelt_like
from tca_cli.query.tree import Fuzzy, NameField, Pattern


class Lexicon:
    """Tells of the index as it was when *reader* was opened."""

    def __init__(self, reader: Any) -> None:
        self._segments = segments_of(reader)
        self._names: dict[NameField, list[str]] = {}

    def names(self, field: NameField) -> list[str]:
        """Return the keys of all names in *field*."""
        if field not in self._names:
            self._names[field] = self._known(field)
        return self._names[field]

    def fitting(self, pattern: Pattern) -> list[str]:
        """Return the forms of words that *pattern* is made for."""
        beginning = pattern.beginning.encode(errors="surrogatepass")
        if beginning:
            fits = pattern.expression.fullmatch
            return list(filter(fits, self._known(FORMS, beginning)))
        lines = re.compile(f"^(?:{pattern.expression.pattern})$", re.MULTILINE)
        return lines.findall(self._form_lines)

    def alike(self, word: Fuzzy) -> list[tuple[str, int]]:
        """Return the forms that are spelt like *word*, with the changes of a letter."""
        size = len(word.form)
        near: list[str] = []
        for length in range(size - word.edits, size + word.edits + 1):
            near += self._forms_by_length.get(length, ())
        return spelt_like(word, near)

    @cached_property
    def _form_lines(self) -> str:
        return "\n".join(
            form for forms in self._forms_by_length.values() for form in forms
        )

    @cached_property
    def _forms_by_length(self) -> dict[int, list[str]]:
        forms: defaultdict[int, list[str]] = defaultdict(list)
        for form in self._known(FORMS):
            forms[len(form)].append(form)
        return dict(forms)

    def _known(self, field: str, beginning: bytes = b"") -> list[str]:
        """Return the terms of all segments, each once, in no order."""
        known = {
            term
            for segment, _ in self._segments
            for term in terms(segment, field, beginning)
        }
        return [term.decode(errors="surrogatepass") for term in known]
