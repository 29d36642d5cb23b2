"""The programs that are compared, each in processes of its own.

Each takes in the same files and keeps what it makes of them in a folder of its own.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.programs.program import Program
from benchmarks.programs.recoll import Recoll
from benchmarks.programs.scripts import fts5_script, tantivy_script, xapian_script
from benchmarks.programs.whoosh_command import WhooshCommand

# Each is given the folder of the files and a room for what it makes, and is None where
# it is not installed; then that is told by what it is.
PEERS: Mapping[str, Callable[[Path, Path], Program | None]] = {
    "Whoosh's own command, whoosh": WhooshCommand.installed,
    "recollindex, of Debian's recollcmd": Recoll.installed,
    "SQLite with FTS5": fts5_script,
    "Xapian for Python, Debian's python3-xapian": xapian_script,
    "tantivy, for Python": tantivy_script,
}


def installed_peers(folder: Path, room: Path) -> Iterable[tuple[str, Program | None]]:
    """Yield each peer, by what it is, to take in *folder*; None where it is missing.

    They keep what they make in *room*.
    """
    for what, installed in PEERS.items():
        yield what, installed(folder, room)
