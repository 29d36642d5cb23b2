import json
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from tca_cli.archive import Archive
from tca_cli.archive.explain import ExplainedArticle, explain
from tca_cli.archive.failures import failures
from tca_cli.archive.processes import Processes
from tca_cli.archive.reading import ReadingOptions, Refusal
from tca_cli.archive.show import show
from tca_cli.archive.walking import Globs
from tca_cli.readers import READERS
from tca_cli.readers.document import Document, FoundArticle, Unread
from tca_cli.readers.limits import Limits
from tca_cli.readers.newspaper.article import article_of
from tests.support import archive_in, take_in, write

STORM = "Storm over the quay\n\nBy Ada Moreau\n\nOSH (TCA) — The dam held.\n"
NO_TEXT = "there is a headline but no text below it"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_in(tmp_path / "archive") as opened:
        yield opened


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, text in members.items():
            file.writestr(f"{name}.txt", text)
    return path


def sources(archive: Archive) -> list[str]:
    (article,) = archive.store.articles.all()
    whole = show(archive, article.id)
    assert whole is not None
    return [Path(source.path).name for source in whole.sources]


def test_the_members_of_a_zip_file_are_its_sources(
    archive: Archive, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", storm=STORM)
    assert take_in(archive, path).added == 1
    assert sources(archive) == ["a.zip!storm.txt"]
    assert take_in(archive, path).unchanged == 1


def test_the_bytes_of_a_member_are_kept(archive: Archive, tmp_path: Path) -> None:
    take_in(archive, zipped(tmp_path / "a.zip", storm=STORM))
    file = archive.store.files.get(f"{tmp_path}/a.zip!storm.txt")
    assert file is not None
    assert archive.store.files.original(file.digest) == STORM.encode()


def test_a_zip_file_that_changed_is_read_again_and_nothing_is_lost(
    archive: Archive, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", a="Storm\n\nQuay.", b="Calm\n\nSand.")
    assert take_in(archive, path).added == 2
    zipped(path, a="Storm\n\nQuays.", c="Rain\n\nRoofs.")
    os.utime(path, (1, 1))
    report = take_in(archive, path)
    assert (report.added, report.updated) == (1, 1)
    assert archive.store.figures().articles == 3


def test_a_bad_member_fails_by_its_own_name_and_is_remembered(
    archive: Archive, tmp_path: Path
) -> None:
    path = zipped(tmp_path / "a.zip", storm=STORM, bad="A headline alone")
    report = take_in(archive, path)
    assert (report.added, report.failed) == (1, 1)
    assert report.failures[0].path == f"{path}!bad.txt"
    again = take_in(archive, tmp_path)
    assert (again.unchanged, again.failed, again.remembered) == (1, 1, 1)
    zipped(path, storm=STORM, bad="A headline\n\nand a text.")
    os.utime(path, (1, 1))
    assert take_in(archive, tmp_path).added == 1
    assert failures(archive) == []


def test_a_file_that_failed_is_not_tried_again_until_it_changes(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "in" / "a.txt", "A headline alone")
    assert take_in(archive, tmp_path / "in").remembered == 0
    again = take_in(archive, tmp_path / "in")
    assert (again.failed, again.remembered) == (1, 1)
    assert [failure.reason for failure in again.failures] == [NO_TEXT]
    write(path, STORM)
    assert take_in(archive, tmp_path / "in").added == 1
    assert failures(archive) == []


def test_a_file_that_is_named_is_always_tried(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "A headline alone")
    take_in(archive, path)
    assert take_in(archive, path).remembered == 0


def test_a_retry_without_paths_tries_all_that_failed(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped(tmp_path / "a.zip", bad="Storm alone")
    write(tmp_path / "b.txt", "Calm alone")
    write(tmp_path / "c.txt", STORM)
    (tmp_path / "gone.txt").write_text("Gone alone")
    assert take_in(archive, tmp_path).failed == 3
    (tmp_path / "gone.txt").unlink()
    assert take_in(archive, is_retry=True).failed == 2
    # A newer version of the program may read what this one cannot.
    monkeypatch.setitem(READERS, ".txt", "tests.archive.test_reading:read_anything")
    report = take_in(archive, is_retry=True)
    assert (report.added, report.failed) == (2, 0)


def read_anything(document: Document) -> Iterator[FoundArticle]:
    text = document.data.decode()
    yield article_of(document, f"{text}\n\nA text.")


def test_another_version_of_the_program_tries_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in" / "a.txt", "A headline alone")
    take_in(archive, tmp_path / "in")
    monkeypatch.setattr("tca_cli.archive.units.program", lambda: "99.0")
    assert take_in(archive, tmp_path / "in").remembered == 0


def test_a_link_out_of_the_folder_is_not_followed_by_a_retry(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "out" / "a.txt", STORM)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").symlink_to(tmp_path / "out" / "a.txt")
    assert take_in(archive, tmp_path / "in").failed == 1
    assert take_in(archive, is_retry=True).added == 0


def test_a_part_that_cannot_be_read_is_a_failure_beside_the_articles(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".lines", "tests.archive.test_reading:read_lines")
    path = write(tmp_path / "a.lines", "Storm=Quay\nbroken\nCalm=Sand")
    report = take_in(archive, path)
    assert (report.added, report.failed) == (2, 1)
    assert report.failures[0].reason == "line 2: it is broken"
    again = take_in(archive, tmp_path)
    assert (again.unchanged, again.remembered) == (2, 1)
    write(path, "Storm=Quay\nCalm=Sand\n")
    assert take_in(archive, path).failed == 0


def read_lines(document: Document) -> Iterator[FoundArticle | Unread]:
    for number, line in enumerate(document.data.decode().splitlines(), start=1):
        headline, sign, body = line.partition("=")
        if sign:
            yield article_of(document, f"{headline}\n\n{body}", key=headline)
        else:
            yield Unread(f"line {number}", "it is broken")


def test_a_fault_in_a_reader_costs_that_file_alone(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TCA_DEBUG", raising=False)
    monkeypatch.setitem(READERS, ".odd", "tests.archive.test_reading:read_badly")
    write(tmp_path / "a.odd", "x")
    write(tmp_path / "b.txt", STORM)
    report = take_in(archive, tmp_path)
    assert (report.added, report.failed) == (1, 1)
    assert report.failures[0].reason == "a fault of tca itself, KeyError: 'x'"


def read_badly(document: Document) -> Iterator[FoundArticle]:
    nothing: dict[str, FoundArticle] = {}
    yield nothing[document.data.decode()]


def test_a_file_that_is_too_large_is_refused_by_name(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "a.txt", STORM)
    options = ReadingOptions(limits=Limits(file_bytes=20))
    report = take_in(archive, tmp_path, reading=options)
    assert [failure.reason for failure in report.failures] == [
        "it is larger than 20 bytes; --max-size allows more"
    ]
    assert take_in(archive, tmp_path).added == 1


def test_a_file_without_a_suffix_is_told_by_its_content(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "storm", f"{STORM}It rained all night, and nobody slept.\n")
    write(tmp_path / "notes", "a=1\n")
    zipped(tmp_path / "a.zip", calm="Calm\n\nSand.").rename(tmp_path / "unnamed")
    report = take_in(archive, tmp_path)
    assert (report.added, report.failed) == (2, 0)
    (passed_over,) = report.passed_over
    assert Path(passed_over.path).name == "notes"
    assert take_in(archive, tmp_path).unchanged == 2


def test_a_format_can_be_named(archive: Archive, tmp_path: Path) -> None:
    path = write(tmp_path / "notes", "Storm\n\nQuay")
    assert take_in(archive, path).failed == 1
    assert take_in(archive, path, reading=ReadingOptions(suffix=".txt")).added == 1


def test_a_trial_keeps_nothing_and_says_the_same(
    archive: Archive, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    for n in range(3):
        write(folder / f"{n}.txt", f"Storm {n % 2}\n\nQuay.")
    write(folder / "bad.txt", "")
    tried = take_in(archive, folder, is_trial=True)
    assert archive.store.figures().articles == archive.store.figures().files == 0
    assert failures(archive) == []
    assert take_in(archive, folder) == tried


def test_what_comes_through_a_pipe_is_an_article_each_time(archive: Archive) -> None:
    assert take_in(archive, piped=STORM.encode()).added == 1
    assert take_in(archive, piped=STORM.encode()).unchanged == 1
    other = b"Calm over the quay\n\nThe dam held through the night, they said."
    assert take_in(archive, piped=other).added == 1
    assert archive.store.figures().versions == 2


def test_files_that_are_read_in_processes_give_the_same(tmp_path: Path) -> None:
    for n in range(120):
        write(tmp_path / "in" / f"{n}.txt", f"Storm {n}\n\nBy Ada Moreau\n\nQuay {n}.")
        write(tmp_path / "in" / f"bad {n}.txt", "alone")
    reports = []
    for jobs in (1, 3):
        with archive_in(tmp_path / f"archive {jobs}") as archive:
            reports.append(take_in(archive, tmp_path / "in", jobs=jobs))
    assert reports[0] == reports[1]
    assert reports[0].added == 120


def test_a_process_that_dies_costs_the_thing_it_was_given() -> None:
    processes = Processes(_halved, jobs=2, weight=lambda n: n % 7, lost=lambda n: -n)
    expected = [-n if n in LOST else n // 2 for n in range(6000)]
    assert list(processes.each(range(6000))) == expected


LOST = (66, 2000, 2001, 4700)


def _halved(number: int) -> int:
    if number in LOST:
        os._exit(9)
    return number // 2


def test_what_is_found_in_a_file_is_explained_by_line(tmp_path: Path) -> None:
    (found,) = explain(write(tmp_path / "a.txt", STORM), ReadingOptions())
    assert isinstance(found, ExplainedArticle)
    assert found.content.authors == ("Ada Moreau",)
    assert found.origins["authors"] == "the byline, line 3"
    assert found.origins["place"] == "the dateline, line 5"


def test_all_in_a_zip_file_is_explained(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", storm=STORM, bad="alone")
    found = list(explain(path, ReadingOptions()))
    assert [type(one) for one in found] == [ExplainedArticle, Refusal]
    assert [one.path for one in found] == [f"{path}!storm.txt", f"{path}!bad.txt"]


def test_reports_are_json(archive: Archive, tmp_path: Path) -> None:
    from tca_cli.render.machine import json_text

    write(tmp_path / "a.txt", "")
    report = json.loads(json_text(take_in(archive, tmp_path)))
    assert report["failures"] == [
        {"path": str(tmp_path / "a.txt"), "reason": "the file is empty"}
    ]


def records(path: Path, *pairs: tuple[str, str]) -> Path:
    return write(path, json.dumps([{"headline": h, "body": b} for h, b in pairs]))


def test_what_left_its_file_keeps_its_name_from_what_comes(
    archive: Archive, tmp_path: Path
) -> None:
    path = records(tmp_path / "a.json", ("Brief", "The storm."))
    take_in(archive, path)
    records(path, ("Brief", "The storm."), ("Brief", "The flood."))
    assert take_in(archive, path).added == 1
    assert take_in(archive, path).unchanged == 2
    records(path, ("Brief", "The flood, revised."))
    assert take_in(archive, path).added == 1
    assert archive.store.figures().articles == 3
    records(path, ("Brief", "The storm."))
    report = take_in(archive, path)
    assert (report.added, report.updated, report.unchanged) == (0, 0, 1)


def test_a_member_that_left_is_counted_no_more_and_may_come_back(
    archive: Archive, tmp_path: Path
) -> None:
    both = {"a": "Storm\n\nQuay.", "b": "Calm\n\nSand."}
    path = zipped(tmp_path / "a.zip", **both)
    assert take_in(archive, path).added == 2
    zipped(path, a=both["a"])
    os.utime(path, (1, 1))
    assert take_in(archive, path).unchanged == 1
    assert take_in(archive, path).unchanged == 1
    zipped(path, **both)
    os.utime(path, (2, 2))
    assert take_in(archive, path).unchanged == 2
    assert archive.store.figures().articles == 2


def test_a_container_that_moves_there_and_back_is_known(
    archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    path = zipped(tmp_path / "in" / "a.zip", a="Storm\n\nQuay.")
    take_in(archive, path)
    other = path.rename(path.with_name("b.zip"))
    assert take_in(archive, tmp_path / "in").moved == 1
    other.rename(path)
    assert take_in(archive, tmp_path / "in").moved == 1
    assert sources(archive) == ["a.zip!a.txt"]


def test_a_copy_that_says_less_does_not_take_from_the_article(
    archive: Archive, tmp_path: Path
) -> None:
    text = "\n\nThe dam held.\n"
    write(tmp_path / "a.md", f"---\nauthor: Ada Moreau\n---\n# Storm{text}")
    copy = write(tmp_path / "b.txt", f"Storm{text}")
    report = take_in(archive, tmp_path)
    assert (report.added, report.duplicates) == (1, 1)
    write(copy, f"Storm{text}\n")
    assert take_in(archive, tmp_path).unchanged == 2
    (article,) = archive.store.articles.all()
    assert (article.version, article.authors) == (1, ("Ada Moreau",))
    write(tmp_path / "a.md", f"---\nauthor: Eve Moreau\n---\n# Storm{text}")
    assert take_in(archive, tmp_path).updated == 1


def test_what_failed_under_other_options_is_tried_again(
    archive: Archive, tmp_path: Path
) -> None:
    write(tmp_path / "in" / "a.txt", STORM)
    folder = tmp_path / "in"
    assert take_in(archive, folder, reading=ReadingOptions(suffix=".json")).failed == 1
    assert take_in(archive, folder).added == 1
    zipped(folder / "b.zip", calm="Calm\n\nSand.", storm="Rain\n\nRoofs.")
    small = ReadingOptions(limits=Limits(file_bytes=150, unpacked_bytes=20))
    assert take_in(archive, folder, reading=small).failed >= 1
    assert take_in(archive, folder).added == 2
    assert failures(archive) == []


def test_a_part_that_another_version_may_read_is_tried_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipped(tmp_path / "a.zip", bad="alone", good=STORM)
    records(tmp_path / "b.json", ("Calm", "Sand."), ("alone", ""))
    assert take_in(archive, tmp_path).failed == 2
    assert take_in(archive, tmp_path).remembered == 2
    monkeypatch.setattr("tca_cli.archive.units.program", lambda: "99.0")
    assert take_in(archive, tmp_path).remembered == 0


def test_a_file_that_is_again_what_it_was_has_not_failed(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.txt", STORM)
    take_in(archive, tmp_path)
    before = path.stat()
    write(path, "")
    assert take_in(archive, tmp_path).failed == 1
    write(path, STORM)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    report = take_in(archive, tmp_path)
    assert (report.unchanged, report.failed) == (1, 0)
    assert failures(archive) == []


def test_what_is_gone_from_the_disk_has_not_failed(
    archive: Archive, tmp_path: Path
) -> None:
    path = write(tmp_path / "in" / "a.txt", "")
    take_in(archive, tmp_path / "in")
    path.unlink()
    take_in(archive, tmp_path / "in")
    assert failures(archive) == []


def test_what_a_folder_hides_a_container_hides(
    archive: Archive, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for name in (".git/h.txt", "no/n.txt", "Breaking!.txt", "a.txt"):
            file.writestr(name, f"{name}\n\nQuay.")
    report = take_in(archive, tmp_path, globs=Globs(exclude=("no",)))
    assert report.added == 2


def test_a_name_that_the_system_refuses_does_not_stop_the_others(
    archive: Archive, tmp_path: Path
) -> None:
    good = write(tmp_path / "a.txt", STORM)
    report = take_in(archive, good, tmp_path / ("x" * 300))
    assert (report.added, report.failed) == (1, 1)


FLOOD = "Flood in the valley\n\nThe river rose above its banks before the morning.\n"
FIRE = "Fire in the town\n\nTwo houses burned down behind the market on Sunday.\n"


def test_a_file_that_is_written_anew_with_another_article_leaves_the_old_one(
    archive: Archive, tmp_path: Path
) -> None:
    latest = write(tmp_path / "in" / "latest.txt", FLOOD)
    take_in(archive, tmp_path / "in")
    latest.rename(tmp_path / "in" / "day 1.txt")
    write(latest, FIRE)
    assert take_in(archive, tmp_path / "in").added == 1
    found = {article.headline for article in archive.store.articles.all()}
    assert found == {"Flood in the valley", "Fire in the town"}
    write(latest, FIRE.replace("Two", "Three").replace("Fire", "Great fire"))
    assert take_in(archive, tmp_path / "in").updated == 1


def test_what_is_shut_out_once_comes_in_later(archive: Archive, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("good/a.txt", FLOOD)
        file.writestr("drafts/b.txt", FIRE)
    shut_out = Globs(exclude=("drafts",))
    assert take_in(archive, tmp_path, globs=shut_out).added == 1
    assert take_in(archive, tmp_path).added == 1
    os.utime(tmp_path / "a.zip", (1, 1))
    assert take_in(archive, tmp_path, globs=shut_out).unchanged == 1
    assert take_in(archive, tmp_path).unchanged == 2


def test_what_failed_within_a_member_is_remembered_when_others_change(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(READERS, ".lines", "tests.archive.test_reading:read_lines")
    for number, text in enumerate((FLOOD, FIRE)):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
            file.writestr("a.lines", "Storm=Quay\nbroken")
            file.writestr("b.txt", text)
        os.utime(tmp_path / "a.zip", (number, number))
        assert take_in(archive, tmp_path).failed == 1
    assert [failure.part for failure in failures(archive)] == ["line 2"]


def test_members_of_names_that_are_cut_are_told_apart(
    archive: Archive, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        for name, text in (("a", FLOOD), ("b", FIRE)):
            file.writestr(f"{'n' * 1000}/{name}.txt", text)
    assert take_in(archive, tmp_path).added == 2
    os.utime(tmp_path / "a.zip", (1, 1))
    assert take_in(archive, tmp_path).unchanged == 2


def test_what_is_refused_does_not_keep_what_left(
    archive: Archive, tmp_path: Path
) -> None:
    for members in ({"a.txt": FLOOD, "m.doc": "x"}, {"c.txt": FIRE, "m.doc": "x"}):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
            for name, text in members.items():
                file.writestr(name, text)
        os.utime(tmp_path / "a.zip", (1, 1 + ("c.txt" in members)))
        take_in(archive, tmp_path)
    assert take_in(archive, tmp_path).unchanged == 1


def test_what_memory_does_not_suffice_for_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> NoReturn:
        raise MemoryError

    write(tmp_path / "in" / "a.txt", "Storm\n\nThe quay is closed.")
    with archive_in(tmp_path / "archive") as archive:
        with monkeypatch.context() as patch:
            patch.setattr("tca_cli.archive.reading.read_articles", too_much)
            (failed,) = take_in(archive, tmp_path / "in").failures
        assert "memory" in failed.reason
        assert take_in(archive, tmp_path / "in").added == 1
