"""What an ingest would do, article by article."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from tca_cli.archive.ingest import IngestReport
from tca_cli.archive.outcomes import KeptArticle
from tca_cli.render.machine import json_text, tsv
from tca_cli.render.printable import on_one_line


def trial_lines(kept: Iterable[KeptArticle], *, for_a_person: bool) -> str:
    """Return a line an article: what would become of it, headline, file and key."""
    if for_a_person:
        return "".join(
            f"{one.outcome:<10}  {on_one_line(one.headline)}\n"
            f"            {on_one_line(_place(one))}\n"
            for one in kept
        )
    return tsv((one.outcome, one.path, one.key, one.headline) for one in kept)


def trial_json(report: IngestReport, kept: Sequence[KeptArticle]) -> str:
    """Return the report that would be given, and every article that was read."""
    return json_text({**asdict(report), "articles": kept})


def _place(one: KeptArticle) -> str:
    return f"{one.path} · {one.key}" if one.key else one.path
