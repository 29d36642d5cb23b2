"""The persons who wrote the articles, whatever way their names are spelt."""

from collections import defaultdict
from datetime import date

from tca_cli.article import AuthorEntry
from tca_cli.store.database import Database
from tca_cli.text.names import name_key


class Authors:
    """Knows who wrote the latest version of each article."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def name_keys(self) -> list[str]:
        """Return the key of every name that any version of what is kept bears."""
        rows = self._database.execute(
            "SELECT DISTINCT key FROM author WHERE article_id"
            " NOT IN (SELECT id FROM article WHERE removed IS NOT NULL)"
        )
        return [str(key) for (key,) in rows]

    def entries(self) -> list[AuthorEntry]:
        """Return every author with counts, the most productive first.

        Spellings that share a key are one person, under the spelling used most; where
        two are used equally, under the one that is not all in capitals.
        """
        rows = self._database.execute(
            "SELECT key, name, count(*), min(published), max(published)"
            " FROM author JOIN kept AS article"
            "   ON article.id = author.article_id AND article.version = author.version"
            " JOIN version USING (article_id, version)"
            " GROUP BY key, name"
        )
        spellings = defaultdict(list)
        for key, *spelling in rows:
            spellings[key].append(tuple(spelling))
        with self._database.sound():
            entries = [_entry(same) for same in spellings.values()]
            return sorted(entries, key=_productivity)


def _productivity(entry: AuthorEntry) -> tuple[int, str]:
    return -entry.articles, name_key(entry.author)


def _entry(spellings: list[tuple[str, int, str | None, str | None]]) -> AuthorEntry:
    def usual(spelling: tuple[str, int, str | None, str | None]) -> tuple[object, ...]:
        name, count, _, _ = spelling
        return -count, name.isupper(), name

    firsts = [first for _, _, first, _ in spellings if first]
    lasts = [last for _, _, _, last in spellings if last]
    return AuthorEntry(
        author=min(spellings, key=usual)[0],
        articles=sum(count for _, count, _, _ in spellings),
        first=date.fromisoformat(min(firsts)) if firsts else None,
        last=date.fromisoformat(max(lasts)) if lasts else None,
    )
