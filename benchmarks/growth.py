"""How figures grow with the number of articles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.comparison import Comparison

_STEPS = (100, 10)
# What tells it, by the group and the name of the comparisons.
_TELLING = {
    ("taking in", "all files"): "taking in all files, each",
    ("adding", "one article"): "adding one article",
    ("starting", "tca search WORD"): "a search in a fresh process",
    ("asking", "one common word, p95"): "one common word, p95",
    ("asking", "two words, often together, p95"): "two words, often together, p95",
    ("asking", "a phrase, p95"): "a phrase, p95",
}


@dataclass(frozen=True, slots=True)
class Point:
    """What was measured with so many articles."""

    articles: int
    comparisons: Sequence[Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The seconds that one program took, with more and more articles."""

    name: str
    program: str
    articles: Sequence[int]
    seconds: Sequence[float]

    @property
    def ratios(self) -> list[float]:
        """How many times the figure with the fewest articles each is."""
        return [figure / self.seconds[0] for figure in self.seconds]


def smaller_sizes(number: int) -> list[int]:
    """Return a hundredth and a tenth of *number*, where that is any."""
    return [number // step for step in _STEPS if number >= step]


def growths(points: Sequence[Point]) -> Iterator[Growth]:
    """Yield how what was measured at all *points* grows from the first to the last."""
    for told, name in _TELLING.items():
        figures = [dict(_figures(point.comparisons, told)) for point in points]
        for program in figures[0]:
            if all(program in known for known in figures):
                yield Growth(
                    name=name,
                    program=program,
                    articles=[point.articles for point in points],
                    seconds=[known[program] for known in figures],
                )


def _figures(
    comparisons: Iterable[Comparison], told: tuple[str, str]
) -> Iterator[tuple[str, float]]:
    """Yield each program and its figure of what is *told*, tca first."""
    found = [one for one in comparisons if (one.group, one.name) == told]
    for one in found[:1]:
        yield "tca", median(one.ours) / (one.files or 1)
    for one in found:
        yield one.peer, median(one.theirs) / (one.files or 1)
