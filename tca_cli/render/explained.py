"""What was found in a file, and in which line or tag each part stood."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from tca_cli.archive.explain import ExplainedArticle
from tca_cli.article import content_values
from tca_cli.render.machine import tsv
from tca_cli.render.printable import on_one_line, printable

_LONGEST_VALUE = 300


def explained_page(found: Sequence[ExplainedArticle]) -> RenderableType:
    """Return a table an article: field, value, origin."""
    return Group(*_parts(found))


def explained_text(found: Sequence[ExplainedArticle]) -> str:
    """Return lines of path, key, field, value, origin, as TSV."""
    return tsv(
        (one.path, one.key, field, value, origin)
        for one in found
        for field, value, origin in _fields(one)
    )


def _parts(found: Sequence[ExplainedArticle]) -> Iterator[RenderableType]:
    for number, one in enumerate(found):
        if number:
            yield Text()
        place = f"{one.path} · {one.key}" if one.key else one.path
        yield Text(on_one_line(place), style="dim", overflow="fold")
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", ratio=3)
        table.add_column(style="dim", overflow="fold", ratio=2)
        for field, value, origin in _fields(one):
            shown = Text(value, style="bold" if field == "headline" else "")
            table.add_row(Text(field, style="cyan"), shown, Text(origin))
        yield table


def _fields(one: ExplainedArticle) -> Iterator[tuple[str, str, str]]:
    for field, value in content_values(one.content).items():
        if field == "body":
            paragraphs = len(one.content.body.split("\n\n"))
            words = len(one.content.body.split())
            size = f"{_counted(paragraphs, 'paragraph')}, {_counted(words, 'word')}"
            yield field, size, ""
        elif value:
            said = "; ".join(value) if isinstance(value, tuple) else str(value)
            if len(said) > _LONGEST_VALUE:
                said = f"{said[:_LONGEST_VALUE]}…"
            yield (
                field,
                printable(" ".join(said.split())),
                on_one_line(one.origins.get(field, "")),
            )


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
