"""How often a thing is written about, for a terminal."""

from rich.console import RenderableType

from tca_cli.archive.timeline import Timeline
from tca_cli.render.bars import bars


def timeline_chart(timeline: Timeline) -> RenderableType:
    """Return a bar a period."""
    return bars(timeline.counts)
