"""What figures with more and more articles tell."""

from benchmarks.comparison import Comparison
from benchmarks.growth import Growth, Point, growths, smaller_sizes


def ingest(
    peer: str, ours: float, theirs: float, *, files: int, name: str = "all files"
) -> Comparison:
    return Comparison(
        group="taking in",
        name=name,
        peer=peer,
        unit="seconds",
        ours=(ours,),
        theirs=(theirs,),
        files=files,
    )


def test_there_is_a_hundredth_and_a_tenth_where_that_is_any() -> None:
    assert smaller_sizes(20_000) == [200, 2000]
    assert smaller_sizes(30) == [3]
    assert smaller_sizes(9) == []


def test_the_seconds_of_one_file_are_compared_with_the_first() -> None:
    points = [
        Point(10, [ingest("x", 5, 1, files=10), ingest("y", 5, 2, files=10)]),
        Point(100, [ingest("x", 100, 10, files=100)]),
    ]
    ours, theirs = growths(points)
    assert (ours.program, ours.articles, ours.seconds) == ("tca", [10, 100], [0.5, 1])
    assert ours.ratios == [1, 2]
    # Of the other one it is not known what became of it.
    assert (theirs.program, theirs.ratios) == ("x", [1, 1])


def test_of_what_is_not_measured_nothing_is_told() -> None:
    points = [Point(10, [ingest("x", 5, 1, files=10, name="nothing new")])] * 2
    assert list(growths(points)) == list[Growth]()
