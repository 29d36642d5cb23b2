"""What a person knows better than the file, kept by article and field."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from tca_cli.article import CONTENT_FIELDS, ArticleContent, Correction
from tca_cli.store.database import Database


class Corrections:
    """Remembers corrections, which hold for every later version of an article too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def values(self, article_id: str) -> Mapping[str, Any]:
        """Return the corrected fields of the article, with what they are to be."""
        rows = self._database.execute(
            "SELECT field, value FROM correction WHERE article_id = ?", (article_id,)
        )
        with self._database.sound():
            return {field: _value(field, kept) for field, kept in rows}

    def of(self, article_id: str) -> tuple[Correction, ...]:
        """Return the corrections of the article, by field."""
        rows = self._database.execute(
            "SELECT field, was, corrected FROM correction WHERE article_id = ?"
            " ORDER BY field",
            (article_id,),
        )
        with self._database.sound():
            return tuple(
                Correction(field, _value(field, was), str(corrected))
                for field, was, corrected in rows
            )

    def keep(self, article_id: str, correction: Correction, value: object) -> None:
        """Keep that a field of the article is to be *value*."""
        self._database.execute(
            "INSERT INTO correction VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
            " SET value = excluded.value, corrected = excluded.corrected",
            (
                *(article_id, correction.field, _json(value), _json(correction.was)),
                correction.corrected,
            ),
        )

    def keep_all(
        self,
        article_id: str,
        corrections: Iterable[Correction],
        content: ArticleContent,
    ) -> None:
        """Keep corrections, in place of such before, to what *content* has by them."""
        for correction in corrections:
            self.drop(article_id, correction.field)
            self.keep(article_id, correction, getattr(content, correction.field))

    def note_file(self, article_id: str, content: ArticleContent) -> None:
        """Note what the file has by now in the fields that are corrected."""
        self._database.execute_many(
            "UPDATE correction SET was = ? WHERE article_id = ? AND field = ?",
            [
                (_json(getattr(content, field)), article_id, field)
                for field in self.values(article_id)
            ],
        )

    def drop(self, article_id: str, field: str) -> None:
        """Forget that *field* was corrected."""
        self._database.execute(
            "DELETE FROM correction WHERE article_id = ? AND field = ?",
            (article_id, field),
        )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _value(field: str, kept: str) -> object:
    if field not in CONTENT_FIELDS:
        raise ValueError(f"there is no field {field}")
    value = json.loads(kept)
    if isinstance(value, list):
        return tuple(value)
    if field == "published" and value is not None:
        return date.fromisoformat(value)
    return value
