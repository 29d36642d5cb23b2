"""Print what the README shows into pictures, from the sample articles."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console, RenderableType
from rich.terminal_theme import DIMMED_MONOKAI

from tca_cli.archive import Archive
from tca_cli.archive.ingest import IngestOptions, ingest
from tca_cli.archive.search import search
from tca_cli.archive.show import shown
from tca_cli.archive.timeline import timeline
from tca_cli.bootstrap import open_archive
from tca_cli.query.filters import filters
from tca_cli.render.article_page import article_page
from tca_cli.render.search_results import results_page
from tca_cli.render.timeline_chart import timeline_chart

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "sample_articles"
COLUMNS = 84
_FONTS = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
_ORIGIN = re.compile(r"\s*<!--.*?-->")


def make_pictures() -> None:
    """Write a picture each of a search, an article and a timeline."""
    with _samples() as archive:
        found = search(archive, "dam water power", limit=3, before_completing=_wait)
        _picture("search", "tca search dam water power", results_page(found))
        second = shown(archive, found.hits[1].article.id, query="dam")
        if second:
            # Neither the day nor the folder of whoever makes the picture.
            article = second.article.but(ingested="2026-11-25", sources=())
            page = article_page(second.but(article=article))
            _picture("article", "tca show @2", page)
        years = timeline(
            archive, "", filters=filters(everything=True), before_completing=_wait
        )
        _picture("timeline", "tca timeline --since 2014", timeline_chart(years))


@contextmanager
def _samples() -> Iterator[Archive]:
    with TemporaryDirectory() as folder:
        archive = open_archive(Path(folder) / "archive", engine="whoosh", create=True)
        try:
            ingest(archive, [SAMPLES], IngestOptions(), progress=lambda *_: None)
            yield archive
        finally:
            archive.close()


def _picture(name: str, title: str, page: RenderableType) -> None:
    console = Console(
        record=True,
        width=COLUMNS,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        markup=False,
        emoji=False,
        highlight=False,
    )
    console.print(page)
    picture = console.export_svg(title=title, theme=DIMMED_MONOKAI, unique_id=name)
    # A picture asks for nothing on the network, fonts neither.
    picture = _FONTS.sub("", _ORIGIN.sub("", picture))
    (HERE / f"{name}.svg").write_text(picture, encoding="utf-8")


def _wait(_: int) -> None:
    """Say nothing: nobody waits."""


if __name__ == "__main__":
    make_pictures()
