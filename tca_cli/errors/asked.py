"""What was asked for, and is not there or cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tca_cli.errors import ExitCode, TcaError, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date


class ArticleNotFoundError(TcaError):
    """No article's id begins so."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, prefix: str) -> None:
        super().__init__(
            f"no article's id begins with {on_one_line(prefix)};"
            " 'tca search' shows ids to type"
        )


class VersionNotFoundError(TcaError):
    """The article has no version of this number."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, article_id: str, number: int, known: Sequence[int]) -> None:
        first, last, count = known[0], known[-1], len(known)
        there_are = f"versions {first} to {last}"
        if count == 1:
            there_are = f"version {first}"
        elif count <= last - first:
            # Some were not in what was taken in.
            there_are = f"{count} from {first} to {last}"
        super().__init__(
            f"{article_id} has no version {number}; it has {there_are},"
            f" which 'tca history {article_id}' lists"
        )


class ArticleInBinError(ArticleNotFoundError):
    """The article was removed, and can be brought back."""

    def __init__(self, article_id: str, removed: str) -> None:
        TcaError.__init__(
            self,
            f"{article_id} is in the bin since {removed[:10]};"
            f" 'tca restore-article {article_id}' brings it back",
        )


class ArticlePurgedError(ArticleNotFoundError):
    """The article was deleted for good."""

    def __init__(self, article_id: str, purged: str) -> None:
        TcaError.__init__(
            self,
            f"{article_id} was purged on {purged[:10]};"
            " 'tca ingest --again PATH' takes it in anew from its file",
        )


class NotInBinError(TcaError):
    """An article that is to be brought back or purged was not removed."""

    exit_code = ExitCode.NOTHING_FOUND

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"{article_id} is not in the bin; 'tca remove {article_id}' puts it there"
        )


class NoIdError(TcaError):
    """What was typed cannot be the beginning of an id."""

    exit_code = ExitCode.USAGE

    def __init__(self, text: str) -> None:
        is_short = re.fullmatch(r"[0-9a-fA-F]{1,3}", text)
        wrong = "is too short" if is_short else "is no id"
        super().__init__(
            f"{text!r} {wrong}: type 4 to 12 of the digits 0-9 and a-f that"
            " 'tca search' shows"
        )


class NoHitError(TcaError):
    """The last search has no hit of this rank."""

    exit_code = ExitCode.USAGE

    def __init__(self, typed: str, first: int, last: int) -> None:
        there_are = f"it has @{first} to @{last}" if last else "there is none yet"
        super().__init__(
            f"{on_one_line(typed)} is no hit of the last search: {there_are}"
        )


class AmbiguousIdError(TcaError):
    """The ids of several articles begin so."""

    exit_code = ExitCode.USAGE

    def __init__(self, prefix: str, candidates: Iterable[str]) -> None:
        lines = "".join(f"\n  {on_one_line(candidate)}" for candidate in candidates)
        super().__init__(f"several ids begin with {prefix}; type more digits:{lines}")


class UnreadableQueryError(TcaError):
    """The words to search for make no query."""

    exit_code = ExitCode.USAGE

    def __init__(self, query: str, reason: str) -> None:
        super().__init__(f"cannot read the query {query!r}: {reason}")


class EmptyQueryError(TcaError):
    """Nothing was asked for."""

    exit_code = ExitCode.USAGE

    def __init__(self) -> None:
        super().__init__(
            "nothing to search for; type words, or an option such as --author NAME"
        )


class EmptySpanError(TcaError):
    """No day is within the dates asked for."""

    exit_code = ExitCode.USAGE

    def __init__(self, since: date, until: date) -> None:
        super().__init__(
            f"no day is after {since} and before {until}; exchange --since and --until"
        )


class UnreadableTemplateError(TcaError):
    """A template for lines of output names what there is not."""

    exit_code = ExitCode.USAGE

    def __init__(self, template: str, known: Iterable[str]) -> None:
        names = ", ".join(f"{{{name}}}" for name in known)
        super().__init__(f"cannot fill {template!r}; there are {names}")


class UnfitValueError(TcaError):
    """What was typed for a field of an article cannot be its value."""

    exit_code = ExitCode.USAGE

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"cannot correct {field!r}: {reason}")


class UnknownEngineError(TcaError):
    """The environment names a search engine that there is none of."""

    exit_code = ExitCode.USAGE

    def __init__(self, engine: str, known: Iterable[str]) -> None:
        super().__init__(
            f"TCA_ENGINE={on_one_line(engine)} is no engine;"
            f" known are {', '.join(known)}"
        )
