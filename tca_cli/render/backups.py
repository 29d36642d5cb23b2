"""What was backed up or restored, for a terminal and for a pipe."""

from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.text import Text

from tca_cli.render.machine import tsv
from tca_cli.render.printable import on_one_line
from tca_cli.render.sizes import spoken_size

if TYPE_CHECKING:
    from tca_cli.archive.backup import BackupReport
    from tca_cli.archive.restore import RestoreReport


def backup_page(report: "BackupReport") -> RenderableType:
    """Return one line: how much is where."""
    size = spoken_size(report.size)
    return _line(f"{_articles(report.articles)} in {report.file}, {size}")


def backup_tsv(report: "BackupReport") -> str:
    """Return a line of file, size in bytes, number of articles and of versions."""
    return tsv([vars(report).values()])


def restore_page(report: "RestoreReport") -> RenderableType:
    """Return one line: how much is back, and where."""
    return _line(f"{_articles(report.articles)} in {report.archive}")


def restore_tsv(report: "RestoreReport") -> str:
    """Return a line of folder, number of articles and of versions."""
    return tsv([vars(report).values()])


def _articles(count: int) -> str:
    return f"{count:,} {'article' if count == 1 else 'articles'}"


def _line(text: str) -> Text:
    return Text(on_one_line(text), overflow="fold")
