"""What the program's own sources may do is at named places, and nowhere else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import tca_cli

PACKAGE = Path(tca_cli.__file__).parent
# Pickles are from our own processes, seen to name nothing, or read by what lets them
# name little. What is started is our own, and the pager, which the person has named.
ALLOWED = {
    "pickle.loads": {
        "archive/crew.py",
        "archive/worker.py",
        "index/whoosh_engine/finding/segments.py",
        "index/whoosh_engine/guard.py",
    },
    "pickle.load": {"index/whoosh_engine/guard.py"},
    "pickle.Unpickler": {
        "index/whoosh_engine/guard.py",
        "index/whoosh_engine/unpickling.py",
    },
    "subprocess": {"archive/crew.py", "cli/pager.py"},
}
FORBIDDEN_NAMES = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
FORBIDDEN_MODULES = {
    *("marshal", "shelve", "dill", "ctypes", "cffi", "code", "codeop", "pty"),
    *("socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests"),
    *("telnetlib", "xmlrpc", "multiprocessing", "asyncio", "runpy", "imp"),
}
FORBIDDEN_OF_OS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork")


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield path.relative_to(PACKAGE).as_posix(), tree


def dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` of a name with attributes, "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield each module that is imported, and each name of one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def uses(tree: ast.AST) -> set[str]:
    """Return what *tree* imports, and all names with attributes in it."""
    names = (node for node in ast.walk(tree) if isinstance(node, ast.expr))
    return {*imports(tree), *filter(None, map(dotted, names))}


def test_nothing_is_run_or_unpickled_but_at_named_places() -> None:
    found: dict[str, set[str]] = {name: set() for name in ALLOWED}
    for path, tree in trees():
        used = uses(tree)
        for name, places in found.items():
            if name in used:
                places.add(path)
    assert found == ALLOWED


def test_no_text_is_taken_for_a_program() -> None:
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = dotted(node.func)
                assert name not in FORBIDDEN_NAMES, (path, node.lineno)
                assert not any(keyword.arg == "shell" for keyword in node.keywords), (
                    path,
                    node.lineno,
                )
        for name in imports(tree):
            assert not any(
                name == module or name.startswith(f"{module}.")
                for module in FORBIDDEN_MODULES
            ), (path, name)
        for name in uses(tree):
            if name.startswith("os."):
                assert not name[3:].startswith(FORBIDDEN_OF_OS), (path, name)


def test_yaml_is_read_by_its_safest_loader_alone() -> None:
    for path, tree in trees():
        loading = {name for name in uses(tree) if name.startswith("yaml.")}
        loading = {name for name in loading if "load" in name.lower()}
        # It makes texts, lists and mappings, whatever tags there are.
        assert loading <= {"yaml.BaseLoader"}, path


def test_nothing_is_resolved_by_a_name_but_from_tables_of_our_own() -> None:
    places = {
        path
        for path, tree in trees()
        if {"pkgutil.resolve_name", "importlib.import_module"} & uses(tree)
    }
    assert places == RESOLVING


# Each resolves what stands in a table of ours: READERS, CONTAINERS, ENGINES, COMMANDS,
# and how parts of web archives are packed.
RESOLVING = {
    "archive/reading.py",
    "named.py",
    "readers/__init__.py",
    "readers/pages/unpacking.py",
}
