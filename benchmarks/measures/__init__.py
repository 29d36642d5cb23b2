"""What is measured: one module a group, each a few rounds in which all take turns."""

from collections.abc import Callable, Collection, Iterator, Mapping

from benchmarks.comparison import Comparison
from benchmarks.measures.adding import adding
from benchmarks.measures.asking import asking
from benchmarks.measures.index_alone import index_alone
from benchmarks.measures.memory import memory
from benchmarks.measures.on_disk import on_disk
from benchmarks.measures.starting import starting
from benchmarks.measures.taking_in import taking_in
from benchmarks.measures.trial import Trial

# Adding comes last, since there is more in the archives then.
GROUPS: Mapping[str, Callable[[Trial], Iterator[Comparison]]] = {
    "taking in": taking_in,
    "memory": memory,
    "on disk": on_disk,
    "index alone": index_alone,
    "asking": asking,
    "starting": starting,
    "adding": adding,
}
# What is measured again with fewer articles, to see how it grows.
GROWING = frozenset({"taking in", "starting", "asking", "adding"})

_WITHOUT_PROGRAMS = frozenset({"index alone", "asking"})


def compares_programs(groups: Collection[str]) -> bool:
    """Tell whether any of *groups* needs the programs that are tca's peers."""
    return not _WITHOUT_PROGRAMS.issuperset(groups)
