"""What there is to say about a result, beside the result, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tca_cli.render.printable import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tca_cli.archive.concordance import Occurrence
    from tca_cli.archive.export import ExportReport
    from tca_cli.archive.ingest import IngestReport
    from tca_cli.archive.search import SearchResult, Spelling
    from tca_cli.archive.timeline import Timeline
    from tca_cli.article import Article
    from tca_cli.query.tree import Filter, NameField
    from tca_cli.store.failures import Failure


_BOTH = 2
# So many files are named; the others are counted.
_SHOWN = 10
_MOST_FAILED = 100


def failed_remarks(report: IngestReport) -> Iterator[str]:
    """Yield a line a file that could not be read now."""
    failures = report.failures[: report.failed - report.remembered]
    for failure in failures[:_MOST_FAILED]:
        yield f"cannot read {on_one_line(failure.path)}: {failure.reason}"
    if len(failures) > _MOST_FAILED:
        yield f"and {len(failures) - _MOST_FAILED} more; 'tca failures' lists them"


def ingest_remarks(report: IngestReport, *, is_trial: bool = False) -> Iterator[str]:
    """Yield how an ingest went: counts, files passed over, files to look at."""
    counts = {
        "added": report.added,
        "of them restored": report.restored,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "of them moved": report.moved,
        "duplicates": report.duplicates,
        "failed": report.failed,
    }
    said = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
    if said:
        yield f"nothing was kept; it would be: {said}" if is_trial else said
    if report.removed:
        were, them = ("was", "it") if report.removed == 1 else ("were", "them")
        yield (
            f"left out {report.removed} that {were} removed; --again takes {them} in"
        )
    if report.remembered:
        what = (
            "of them failed before and was"
            if report.remembered == 1
            else ("of them failed before and were")
        )
        yield (
            f"{report.remembered} {what} not tried again; 'tca failures' lists them,"
            " --retry tries them"
        )
    if report.skipped:
        kinds = ", ".join(f"{count} {kind}" for kind, count in report.skipped.items())
        count = sum(report.skipped.values())
        files = "file" if count == 1 else "files"
        are = "is no article" if count == 1 else "are no articles"
        yield f"passed over {count} {files} that {are}: {kinds}"
    # Imported when it is needed: the remarks of a search are to be instant.
    from tca_cli.readers.formats import UNTOLD

    untold = [file for file in report.passed_over if file.reason == UNTOLD]
    for file in untold[:_SHOWN]:
        yield f"passed over {on_one_line(file.path)}: {file.reason}"
    if len(untold) > _SHOWN:
        yield f"and {len(untold) - _SHOWN} more such files; --json lists them all"
    if not said and not report.removed and not report.passed_over:
        yield "there is no file to take in"


def export_remarks(report: ExportReport, leftovers: Sequence[Path]) -> Iterator[str]:
    """Yield what an export wrote, and what those left that were killed."""
    versions = "version" if report.versions == 1 else "versions"
    yield (
        f"exported {report.articles:,} {_articles(report.articles)},"
        f" {report.versions:,} {versions}, to {on_one_line(report.directory)}"
    )
    for left in leftovers:
        yield (
            f"{on_one_line(str(left))} is of an export that was killed; it can be"
            " deleted"
        )


def failures_remark(failures: Sequence[Failure]) -> str:
    """Return how many files could not be read, and what to do about it."""
    if not failures:
        return "Every file could be read."
    count = len({failure.path for failure in failures})
    files = "file" if count == 1 else "files"
    return f"{count} {files}; 'tca ingest --retry' tries again"


def search_remarks(result: SearchResult, *, only_count: bool) -> Iterator[str]:
    """Yield how *result* came about and, unless it is a count, its size."""
    yield from _index_remarks(result)
    if only_count:
        return
    if not result.hits:
        yield from _none_remarks(result)
    if result.spelling:
        yield from _spelling_remarks(result.spelling)
    if not result.hits:
        return
    if result.words_had < result.words and result.complete < len(result.hits):
        yield _mixture(result)
    last = result.hits[-1].rank
    more = "; --limit or --page shows more" if last < result.total else ""
    shown = f"{result.hits[0].rank} to {last}" if result.hits[0].rank > 1 else str(last)
    yield f"{shown} of {result.total} {_articles(result.total)}{more}"


def related_remarks(result: SearchResult) -> Iterator[str]:
    """Yield how the articles like one came about, and how many there are."""
    if result.hits:
        yield from search_remarks(result, only_count=False)
    else:
        yield from _index_remarks(result)
        yield "No other article is like it."


def articles_remark(articles: Sequence[Article], name: str) -> str:
    """Return how many *articles* there are by those who bear *name*."""
    if not articles:
        return f"No article is by {name}; 'tca list-by-author' lists the authors."
    return f"{len(articles)} {_articles(len(articles))}"


def timeline_remarks(timeline: Timeline) -> Iterator[str]:
    """Yield how many articles there are, and how many of them have no date."""
    dated = sum(timeline.counts.values())
    if not dated and not timeline.undated:
        yield "No article matches; try fewer or other words."
    elif not dated:
        yield f"{timeline.undated} {_articles(timeline.undated)}, but none with a date."
    else:
        without = (
            f", {timeline.undated} more without a date" if timeline.undated else ""
        )
        yield f"{dated} {_articles(dated)}{without}"


def concordance_remark(found: Sequence[Occurrence]) -> str:
    """Return how many occurrences there are, in how many articles."""
    if not found:
        return "Nothing occurs; try fewer or other words."
    articles = len({occurrence.id for occurrence in found})
    occurrences = "occurrence" if len(found) == 1 else "occurrences"
    return f"{len(found)} {occurrences} in {articles} {_articles(articles)}"


def completing_remark(missing: int) -> str:
    """Return what to say before *missing* articles are added to the index."""
    return f"Completing the index: {missing} {_articles(missing)} …"


def _index_remarks(result: SearchResult) -> Iterator[str]:
    if result.is_scan:
        yield "The index cannot be used now; every article was read instead."
    if result.is_behind:
        yield "Another process is taking articles in; its latest may be missing here."


def _spelling_remarks(spelling: Spelling) -> Iterator[str]:
    occurs = "occurs" if len(spelling.nowhere) == 1 else "occur"
    yield f"{' and '.join(spelling.nowhere)} {occurs} nowhere."
    if spelling.suggestion:
        yield f"Did you mean: {spelling.suggestion}"


def _none_remarks(result: SearchResult) -> Iterator[str]:
    if result.total:
        yield f"There are {result.total} {_articles(result.total)}, on earlier pages."
        return
    why = result.why_none
    unmet = [_filter_words(asked) for asked in why.unmet] if why else []
    if unmet:
        yield f"No article at all is {' or '.join(unmet)}."
    elif result.query.strip():
        yield "No article matches; try fewer or other words."
    else:
        yield "No article matches; try fewer options."
    if why and why.is_author:
        yield f"Authors are asked for apart: --author {result.query.strip()}"
    if why and why.undated:
        yield (
            f"{why.undated} {_articles(why.undated)} without a date are in no span of"
            " dates."
        )


# What one says of an article that meets the filter of a name.
_NAMED: dict[NameField, str] = {
    "author": "by",
    "place": "from",
    "agency": "supplied by",
    "keyword": "under the keyword",
    "language": "in the language",
}


def _filter_words(asked: Filter) -> str:
    from tca_cli.query.tree import (
        Among,
        FromSource,
        Identified,
        Named,
        Not,
        Published,
    )

    match asked:
        case Named(field, name):
            return f"{_NAMED[field]} {name}"
        case Published():
            return "of these dates"
        case Identified(prefix):
            return f"known by an id that begins with {prefix}"
        case Among(asked=FromSource(path)):
            return f"from a file with {path} in its path"
        case Not(part):
            return f"without {part}"
        case _:  # everything
            return "here"


def _mixture(result: SearchResult) -> str:
    others = "some" if result.words_had == 1 else f"at least {result.words_had}"
    if not result.complete:
        return (
            f"No article has {_all(result.words)} words; these have {others} of them."
        )
    has = "has" if result.complete == 1 else "have"
    rest = "other has" if len(result.hits) - result.complete == 1 else "others have"
    return (
        f"{result.complete} {_articles(result.complete)} {has} all {result.words}"
        f" words; the {rest} {others} of them."
    )


def _all(words: int) -> str:
    return "both" if words == _BOTH else f"all {words}"


def _articles(count: int) -> str:
    return "article" if count == 1 else "articles"
