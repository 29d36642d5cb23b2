"""What a search found, for a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from tca_cli.archive.search import Explanation, SearchHit, SearchResult
from tca_cli.query.snippet import snippet
from tca_cli.render.bars import bars
from tca_cli.render.credits import credits_line
from tca_cli.render.printable import printable
from tca_cli.render.styles import MATCH
from tca_cli.text.words import Token

_INDENT = 4
_WIDEST = 120
# Lines break at words, and a snippet begins and ends with an ellipsis.
_RAGGED = 20
_MOST_BARS = 15


def results_page(result: SearchResult) -> RenderableType:
    """Return what *result* has to show: how it was understood, hits, counts."""
    parts: list[RenderableType] = []
    if result.explanation:
        parts += [_explained(result.explanation), ""]
    parts.append(_hits_page(result))
    for facet, counts in result.facets.items():
        shown = dict(list(counts.items())[:_MOST_BARS])
        parts += ["", bars(shown, title=facet)]
        if len(counts) > len(shown):
            parts.append(Text(f"… and {len(counts) - len(shown)} more", style="dim"))
    return Group(*parts)


def _explained(explanation: Explanation) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_row(Text("understood as", style="dim"), Text(explanation.understood))
    for part in explanation.parts:
        term = f" (as {part.term})" if part.term and part.term != part.part else ""
        articles = "article" if part.articles == 1 else "articles"
        more = part.other_spellings
        others = f", {more:,} more in other spellings" if more else ""
        said = f"{part.articles:,} {articles}{term}{others}"
        table.add_row(Text(part.part), Text(said, style="dim"))
    for word, (term, count) in explanation.terms.items():
        articles = "article" if count == 1 else "articles"
        said = f"{count:,} {articles} (as {term})"
        table.add_row(Text(f"  {word}"), Text(said, style="dim"))
    return table


def _scores(hit: SearchHit, explanation: Explanation) -> Text:
    gave = [
        f"{part.part} {part.scores[hit.article.id]:.2f}"
        for part in explanation.parts
        if hit.article.id in part.scores
    ]
    return Text(f"score {hit.score:.2f} = {' + '.join(gave)}", style="dim")


def _hits_page(result: SearchResult) -> RenderableType:
    page = Table.grid(padding=(0, 2, 0, 0))
    page.add_column(justify="right", style="dim", min_width=2, no_wrap=True)
    page.add_column(overflow="fold", max_width=_WIDEST - _INDENT)
    for hit in result.hits:
        entry: RenderableType = _Entry(hit)
        if result.explanation:
            entry = Group(entry, _scores(hit, result.explanation))
        page.add_row(str(hit.rank), entry)
        if hit is not result.hits[-1]:
            page.add_row()
    return page


@dataclass(frozen=True, slots=True)
class _Entry:
    """One hit, with as much of a snippet as makes about two lines where it is shown."""

    hit: SearchHit

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        article = self.hit.article
        headline = _marked(article.headline, _ranges(self.hit.matched_in_headline))
        headline.stylize_before("bold")
        yield headline
        yield Text(f"{article.id[:8]}  {credits_line(article)}".rstrip(), style="dim")
        width = 2 * options.max_width - _RAGGED
        shown = snippet(article.body, self.hit.matched_in_body, width=width)
        yield _marked(shown.text, shown.marks)

    def __rich_measure__(
        self, console: Console, options: ConsoleOptions
    ) -> Measurement:
        return Measurement(1, options.max_width)


def _ranges(words: Sequence[Token]) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words]


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Text:
    marked = Text(printable(text))
    for start, end in marks:
        marked.stylize(MATCH, start, end)
    return marked
