"""What a search found, for a terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.segment import Segment
from rich.text import Text

from tca_cli.archive.search import Explanation, SearchHit, SearchResult
from tca_cli.frozen import Frozen
from tca_cli.query.snippet import snippet
from tca_cli.render.credits import credits_line
from tca_cli.render.printable import on_one_line
from tca_cli.render.styles import MATCH
from tca_cli.text.words import Token

_INDENT, _NARROWEST_RANK, _GAP = 4, 2, 2
_WIDEST = 120
# Lines break at words, and a snippet begins and ends with an ellipsis.
_RAGGED = 20
_MOST_BARS = 15


def results_page(result: SearchResult) -> RenderableType:
    """Return what *result* has to show: how it was understood, hits, counts."""
    parts: list[RenderableType] = []
    if result.explanation:
        parts += [_explained(result.explanation), ""]
    parts.append(_Hits(result))
    for facet, counts in result.facets.items():
        # Imported when it is needed, with tables.
        from tca_cli.render.bars import bars

        shown = dict(list(counts.items())[:_MOST_BARS])
        parts += ["", bars(shown, title=facet)]
        if len(counts) > len(shown):
            parts.append(Text(f"… and {len(counts) - len(shown)} more", style="dim"))
    return Group(*parts)


def _explained(explanation: Explanation) -> RenderableType:
    from rich.table import Table

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


class _Hits(Frozen):
    """The hits, each behind its rank."""

    result: SearchResult

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segment]:
        hits, explanation = self.result.hits, self.result.explanation
        ranks = max(_NARROWEST_RANK, *(len(str(hit.rank)) for hit in hits), 0)
        indent = ranks + _GAP
        width = max(1, min(options.max_width - indent, _WIDEST - _INDENT))
        beside = options.update(width=width, height=None)
        dim = console.get_style("dim")
        for hit in hits:
            parts: list[RenderableType] = [_Entry(hit)]
            if explanation:
                parts.append(_scores(hit, explanation))
            lines = console.render_lines(Group(*parts), beside)
            for number, line in enumerate(lines):
                rank = "" if number else str(hit.rank)
                yield Segment(f"{rank:>{ranks}}{' ' * _GAP}", dim)
                yield from line
                yield Segment.line()
            if hit is not hits[-1]:
                yield Segment(" " * (indent + width))
                yield Segment.line()


class _Entry(Frozen):
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


def _ranges(words: Sequence[Token]) -> list[tuple[int, int]]:
    return [(word.start, word.end) for word in words]


def _marked(text: str, marks: Sequence[tuple[int, int]]) -> Text:
    marked = Text(on_one_line(text))
    for start, end in marks:
        marked.stylize(MATCH, start, end)
    return marked
