"""What every command is given: the archive, and the ways to print."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import click

from tca_cli.cli.messages import say
from tca_cli.errors import TcaError
from tca_cli.errors.asked import UnknownEngineError
from tca_cli.index import ENGINES
from tca_cli.render.printable import on_one_line, printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from rich.console import Console, RenderableType

    from tca_cli.archive import Archive

Result = TypeVar("Result")

DEFAULT_ENGINE = "whoosh"
# How commands end by themselves, and what the system refuses.
_NO_FAULTS = (
    TcaError,
    click.ClickException,
    click.Abort,
    click.exceptions.Exit,
    OSError,
)


class App:
    """One run of the program; each part is made when a command first asks for it."""

    def __init__(self, context: click.Context) -> None:
        self.context = context
        self.named_directory: str | None = None
        self.engine: str | None = None
        self.wait_seconds: int | None = None
        self.as_json = False
        self.quiet = False

    @property
    def directory(self) -> Path:
        """The archive's own folder."""
        # Imported when it is needed: help names no folder.
        from pathlib import Path

        if self.named_directory:
            return Path(self.named_directory)
        if named := os.environ.get("TCA_ARCHIVE"):
            return Path(named)
        from tca_cli.cli.user_folders import data_folder

        return data_folder()

    @cached_property
    def archive(self) -> Archive:
        """The archive that is there, closed when the command ends."""
        return self._open(create=False)

    @cached_property
    def archive_to_fill(self) -> Archive:
        """The archive, made where there is none, closed when the command ends."""
        return self._open(create=True)

    @cached_property
    def archive_to_try(self) -> Archive:
        """The archive that is there, else an empty one that ends with the command."""
        from tca_cli.errors.archives import NoArchiveError

        try:
            return self.archive
        except NoArchiveError:
            from tempfile import TemporaryDirectory

            folder = self.context.with_resource(TemporaryDirectory())
            self.named_directory = f"{folder}/archive"
            return self._open(create=True)

    @cached_property
    def out(self) -> Console:
        """Where results go."""
        return _console(stderr=False)

    @cached_property
    def err(self) -> Console:
        """Where what moves goes, which a pipe does not get."""
        return _console(stderr=True)

    @property
    def is_on_terminal(self) -> bool:
        """Whether a person reads the results, and not a program."""
        return sys.stdout is not None and sys.stdout.isatty()

    @property
    def shows_progress(self) -> bool:
        """Whether a person waits who wants to see how far it is."""
        return sys.stderr is not None and sys.stderr.isatty() and not self.quiet

    def print_result(
        self,
        result: Result,
        *,
        page: Callable[[Result], RenderableType],
        text: Callable[[Result], str],
        json: Callable[[Result], str],
        paged: bool = False,
    ) -> None:
        """Print *result* as JSON where asked for, else as suits who reads it.

        *paged* results go through the pager where they are longer than the terminal.
        """
        if self.as_json:
            self.print_text(json(result))
            return
        if not self.is_on_terminal:
            self.print_text(text(result))
            return
        from tca_cli.render.gate import Printable

        shown = Printable(page(result))
        if paged:
            from tca_cli.cli.pager import print_paged

            print_paged(self.out, shown)
        else:
            self.out.print(shown)

    def print_page(self, text: str) -> None:
        """Print *text* that is the same for everybody; as JSON where asked for."""
        if self.as_json:
            from tca_cli.render.machine import json_text

            text = json_text(text)
        self.print_text(text)

    def print_text(self, text: str) -> None:
        """Print *text*, in which the lines end, with nothing that drives a terminal."""
        click.echo(printable(text), nl=False)

    def remark(self, *sentences: str) -> None:
        """Say something about the results, unless asked to be quiet."""
        if not self.quiet:
            self.report(sentences)

    def remark_completing(self, missing: int) -> None:
        """Say that the index is completed first, which may take a while."""
        from tca_cli.render.remarks import completing_remark

        self.remark(completing_remark(missing))

    def report(self, sentences: Iterable[str]) -> None:
        """Say what must be said even where quiet was asked for, a line a sentence."""
        for sentence in sentences:
            say(on_one_line(sentence))

    def explain(self, error: Exception) -> None:
        """Raise ArchiveDamagedError where a fault is the fault of a damaged record."""
        opened = [vars(self).get(name) for name in ("archive", "archive_to_fill")]
        if isinstance(error, _NO_FAULTS) or not any(opened):
            return
        from tca_cli.archive.verify import check_record

        for archive in filter(None, opened):
            check_record(archive, error)

    @property
    def chosen_engine(self) -> str:
        """The engine that is named, which there is."""
        engine = self.engine or os.environ.get("TCA_ENGINE") or DEFAULT_ENGINE
        if engine not in ENGINES:
            raise UnknownEngineError(engine, ENGINES)
        return engine

    def _open(self, *, create: bool) -> Archive:
        from tca_cli.bootstrap import open_archive

        engine = self.chosen_engine
        archive = open_archive(
            self.directory,
            engine=engine,
            create=create,
            wait_seconds=self.wait_seconds,
        )
        return self.context.with_resource(closing(archive))


def _console(*, stderr: bool) -> Console:
    from rich.console import Console

    # Headlines are data: "[photos]" is no markup and ":cat:" no emoji.
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def app_of(context: click.Context) -> App:
    """Return the App of this run, made with the first context that asks for it."""
    root = context.find_root()
    if root.obj is None:
        root.obj = App(root)
    app: App = root.obj
    return app


pass_app = click.make_pass_decorator(App)
