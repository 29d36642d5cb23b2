import json
from pathlib import Path

import pytest
from click import Context

from tca_cli.cli.root import COMMANDS, KINDS, main
from tests.support import TEXT_SAMPLES, Tca, write

WORDS = [
    *("id", "headline", "byline", "authors", "author_bio", "agency", "dateline"),
    *("place", "published", "language", "keywords", "url", "body", "sources"),
    *("version", "ingested", "corrections"),
]
SUMMARY = {"id", "headline", "authors", "agency", "place", "published"}


@pytest.fixture
def storm(tca: Tca, tmp_path: Path) -> Path:
    """Take in one article whose words other texts do not have."""
    text = "Storm [photos]\nBy Ada Moreau\n\nOSH (HNS) — The quay\tis closed."
    path = write(tmp_path / "in" / "2015-08-13.txt", text)
    tca("ingest", path)
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_loads_and_explains_itself(tca: Tca, name: str) -> None:
    for option in ("-h", "--help"):
        result = tca(name, option)
        assert result.exit_code == 0
        assert f"Example: tca {name}" in result.stdout
        for common in ("--archive", "--engine", "--json", "--quiet", "--help"):
            assert common in result.stdout


def test_every_command_is_listed_under_what_a_person_wants(tca: Tca) -> None:
    listed = {name: does for names in KINDS.values() for name, does in names.items()}
    assert listed.keys() == COMMANDS.keys()
    for name, does in listed.items():
        command = main.get_command(Context(main), name)
        assert command
        assert command.get_short_help_str(limit=100) == does
    page = tca("--help").stdout
    assert all(f"{kind}:" in page for kind in KINDS)


def test_a_pipe_gets_a_line_of_tsv_for_each_result(tca: Tca, storm: Path) -> None:
    result = tca("search", "storm")
    article_id, *cells = result.stdout.removesuffix("\n").split("\t")
    assert len(article_id) == 12
    assert cells == ["2015-08-13", "Osh", "Ada Moreau", "Storm [photos]"]
    assert tca("list-by-author", "ada", "moreau").stdout == result.stdout
    assert tca("list-by-author").stdout == "1\tAda Moreau\t2015-08-13\t2015-08-13\n"
    assert tca("search", "storm", "--count").stdout == "1\n"
    status = dict(line.split("\t") for line in tca("status").stdout.splitlines())
    assert (status["articles"], status["index"]) == ("1", "current")


def test_show_in_a_pipe_is_the_page_as_text(tca: Tca, storm: Path) -> None:
    article_id = tca("search", "storm").stdout[:12]
    lines = tca("show", article_id[:4]).stdout.splitlines()
    assert lines[:4] == [
        "Storm [photos]",
        "By Ada Moreau · HNS · Osh · 13 August 2015",
        "",
        "OSH (HNS) — The quay\tis closed.",
    ]
    assert lines[-1] == str(storm)


def test_json_has_the_words_of_the_vocabulary(tca: Tca, storm: Path) -> None:
    report = json.loads(tca("ingest", storm, "--json").stdout)
    assert (report["unchanged"], report["failures"]) == (1, [])
    assert report.keys() >= {"added", "updated", "duplicates", "failed"}
    found = json.loads(tca("search", "quay", "--json").stdout)
    assert found.keys() >= {"query", "total", "hits"}
    assert found["hits"][0].keys() == SUMMARY | {"rank", "score", "snippet"}
    article = json.loads(tca("--json", "show", found["hits"][0]["id"]).stdout)
    assert list(article) == WORDS
    assert article["sources"] == [{"path": str(storm), "key": None}]
    assert (article["published"], article["version"]) == ("2015-08-13", 1)
    (listed,) = json.loads(tca("list-by-author", "Ada Moreau", "--json").stdout)
    assert listed.keys() == SUMMARY
    (entry,) = json.loads(tca("list-by-author", "--json").stdout)
    assert entry.keys() == {"author", "articles", "first", "last"}
    assert json.loads(tca("status", "--json").stdout)["articles"] == 1


def test_json_of_nothing_is_still_json(tca: Tca, storm: Path) -> None:
    for command, nothing in (
        (("search", "xyzzy"), []),
        (("list-by-author", "xyzzy"), []),
        (("show", "ffff"), None),
    ):
        result = tca(*command, "--json")
        value = json.loads(result.stdout)
        assert (value["hits"] if command[0] == "search" else value) == nothing
        assert result.exit_code == 1


def test_options_are_taken_before_and_after_the_commands_name(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    after = tca("search", "storm", "--json", "-q", "--engine", "scan")
    before = tca("--json", "-q", "--engine", "scan", "search", "storm")
    assert before.output == after.output
    elsewhere = tmp_path / "elsewhere"
    tca("ingest", storm, "--archive", elsewhere)
    assert tca("--archive", elsewhere, "search", "storm").exit_code == 0
    assert (
        tca("--archive", tmp_path / "x", "status", "--archive", elsewhere).exit_code
        == 0
    )


def test_the_engine_can_be_named_by_the_environment(
    tca: Tca, storm: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TCA_ENGINE", "scan")
    assert tca("search", "storm").exit_code == 0
    monkeypatch.setenv("TCA_ENGINE", "telepathy")
    result = tca("search", "storm")
    assert result.exit_code == 2
    assert "known are" in result.stderr


def test_the_archive_is_where_the_platform_keeps_data(
    tca: Tca, storm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    env = {"TCA_ARCHIVE": None}
    from click.testing import CliRunner

    from tca_cli.cli import main

    assert CliRunner(env=env).invoke(main, ["ingest", str(storm)]).exit_code == 0
    assert len(list(tmp_path.glob("**/tca/articles.db"))) == 1


def test_the_sample_articles_answer_as_the_pages_say(tca: Tca) -> None:
    assert tca("ingest", *TEXT_SAMPLES).exit_code == 0
    found = json.loads(tca("search", "BelAZ", "--json").stdout)
    assert "Belarusian" in found["hits"][0]["headline"]
    aigerim, *_ = json.loads(tca("list-by-author", "--json").stdout)
    assert (aigerim["author"], aigerim["articles"]) == ("Aigerim Sadykova", 4)


def test_what_the_bio_says_is_not_found(tca: Tca) -> None:
    tca("ingest", *TEXT_SAMPLES)
    result = tca("search", "railway maps", "--json")
    assert not any(
        "BelAZ" in hit["snippet"] for hit in json.loads(result.stdout)["hits"]
    )
    assert tca("search", "diploma", "--count").stdout == "0\n"


def test_filters_are_options(tca: Tca) -> None:
    tca("ingest", *TEXT_SAMPLES)

    def counted(*options: str) -> int:
        return int(tca("search", "--count", *options).stdout)

    assert counted("--author", "wisniewski lukasz") == 1
    assert counted("--place", "tashkent") == 1
    assert counted("--agency", "tca") >= 4
    assert counted("--since", "2015", "--until", "2015") == 2
    assert counted("--since", "2015-06", "--until", "2015-06") == 1
    assert counted("--since", "2018-03-02") == 1
    newest = tca("search", "--since", "2000").stdout.splitlines()
    dates = [line.split("\t")[1] for line in newest]
    assert dates == sorted(dates, reverse=True)
    everything = tca("search", "--sort", "newest", "-n", "99").stdout.splitlines()
    assert len(everything) == 14
    oldest = tca("search", "the", "--sort", "oldest", "-n", "3").stdout.splitlines()
    dates = [line.split("\t")[1] for line in oldest]
    assert dates == sorted(dates)


def test_too_few_complete_matches_go_on_with_those_that_have_most(tca: Tca) -> None:
    tca("ingest", *TEXT_SAMPLES)
    result = tca("search", "BelAZ Karaganda silk")
    assert result.exit_code == 0
    assert "No article has all 3 words" in result.stderr
    first = result.stdout.splitlines()[0]
    assert "Belarusian" in first


def test_quiet_silences_remarks_but_not_errors(
    tca: Tca, storm: Path, tmp_path: Path
) -> None:
    assert tca("--quiet", "ingest", storm).stderr == ""
    assert tca("-q", "search", "xyzzy").stderr == ""
    odd = write(tmp_path / "odd.xyz", "?")
    assert "odd.xyz" in tca("-q", "ingest", odd).stderr


def test_help_explains_commands_too(tca: Tca) -> None:
    assert "Usage: tca ingest" in tca("help", "ingest").stdout
    assert tca("help", "query").exit_code == 0
    wrong = tca("help", "serch")
    assert wrong.exit_code == 2
    assert "no command serch" in wrong.stderr
