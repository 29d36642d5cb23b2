"""``tca search``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from tca_cli.cli.app import App, pass_app
from tca_cli.cli.command import Command
from tca_cli.cli.options import limit_option, narrowing_options
from tca_cli.errors import ExitCode

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tca_cli.archive.search import SearchResult
    from tca_cli.index import Sort
    from tca_cli.query.tree import Filter
    from tca_cli.store.counting import Facet


class _SearchCommand(Command):
    """Says what to do where the shell's dash was meant for the query."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        typed = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            meant = [word for word in typed if _LEFT_OUT.match(word)]
            if not meant or error.option_name.startswith("--"):
                raise
            raise click.UsageError(
                f"{meant[0]} is taken for an option; to leave a word out, type"
                f" 'NOT {meant[0][1:]}', or -- before the query.",
                ctx,
            ) from error


_LEFT_OUT = re.compile(r"-[^\W\d_]{2,}")


@click.command(cls=_SearchCommand)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@narrowing_options
@click.option(
    "--sort",
    type=click.Choice(("relevance", "newest", "oldest")),
    default="relevance",
    show_default=True,
    help="Which come first.",
)
@limit_option
@click.option(
    "--page", type=click.IntRange(min=1), default=1, help="Print those after the first."
)
@click.option(
    "--facet",
    "facets",
    multiple=True,
    type=click.Choice(("author", "place", "agency", "year", "month", "keyword")),
    help="Count the matches by it.",
)
@click.option("--exact-spelling", is_flag=True, help="Find names in no other spelling.")
@click.option("--explain", is_flag=True, help="Say how it was understood and ranked.")
@click.option("--count", "form", flag_value="count", help="Print only how many match.")
@click.option("--ids", "form", flag_value="ids", help="Print ids, one a line.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print a JSON value a line.")
@click.option("--csv", "form", flag_value="csv", help="Print comma-separated values.")
@click.option(
    "--format", "template", metavar="TEMPLATE", help="Print lines as '{id} {headline}'."
)
@pass_app
def search_command(
    app: App,
    words: tuple[str, ...],
    *,
    narrowed: tuple[Filter, ...],
    sort: Sort,
    limit: int,
    page: int,
    facets: tuple[Facet, ...],
    exact_spelling: bool,
    explain: bool,
    form: str | None,
    template: str | None,
) -> None:
    """Find articles, best first.

    QUERY is words, all of which should occur in headline or text, in any form: truck
    finds trucks. A phrase stands in quotation marks, and the shell eats those, so quote
    it twice. AND, OR, NOT, w/5, truck*, headline: and more: see tca help query. Names
    match in any case and order, with or without accents. With an option
    such as --author and no QUERY, the articles are listed, newest first; --sort newest
    lists them all.

    \b
    Example: tca search BelAZ Kazakhstan
             tca search '"dump trucks" NOT mine' --since 2015
             tca search --author kwan --place Astana
    """
    from tca_cli.archive.search import search
    from tca_cli.cli.last_search import LastSearch, remember
    from tca_cli.query.filters import filters
    from tca_cli.render import search_text
    from tca_cli.render.remarks import search_remarks

    result = search(
        app.archive,
        " ".join(words),
        filters=narrowed or filters(everything=not words and sort != "relevance"),
        limit=0 if form == "count" else limit,
        sort=sort,
        page=page,
        facets=facets,
        explain=explain,
        exact_spelling=exact_spelling,
        before_completing=app.remark_completing,
    )
    if template is not None and not app.as_json:
        app.print_text(search_text.search_formatted(result, template))
    elif form and not app.as_json:
        app.print_text(search_text.FORMS[form](result))
    else:
        text = search_text.facets_tsv if facets else search_text.search_tsv
        app.print_result(
            result, page=_page, text=text, json=search_text.search_json, paged=True
        )
    if result.hits:
        ids = [hit.article.id for hit in result.hits]
        remember(app.directory, LastSearch(result.query, ids, result.hits[0].rank))
    app.remark(*search_remarks(result, only_count=form == "count"))
    if not (result.complete if form == "count" else result.hits):
        app.context.exit(ExitCode.NOTHING_FOUND)


def _page(result: SearchResult) -> RenderableType:
    # Imported when it is needed: a pipe gets no page, and Rich takes its time.
    from tca_cli.render.search_results import results_page

    return results_page(result)
