"""What a person sees: pages, colours, the pager, and nothing that drives a terminal."""

from pathlib import Path

import pytest

from tests.support import TEXT_SAMPLES, Tca, write

pytestmark = pytest.mark.usefixtures("terminal")

HOSTILE = "Storm [sic] [/x] :cat:\n\n\x1b[2Jgone \x9b1m\u202etxet \x07quay.\n"


@pytest.fixture
def samples(tca: Tca) -> None:
    tca("ingest", *TEXT_SAMPLES)


def test_hits_are_set_as_on_a_page(tca: Tca, samples: None) -> None:
    result = tca("search", '"dump trucks"')
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert (
        lines[0] == " 1  Belarusian machine builders keep a firm foothold in Kazakhstan"
    )
    assert lines[1].endswith("  Astana · Aigerim Sadykova · TCA")
    assert "dump trucks" in " ".join(lines[2:])
    assert len(lines) <= 5
    assert all(len(line) <= 80 for line in lines)
    assert "1 of 1 article\n" in result.stderr


@pytest.mark.parametrize("columns", ["40", "80", "120", "200"])
def test_no_line_is_wider_than_the_terminal(
    tca: Tca, samples: None, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    from click.testing import CliRunner

    from tca_cli.cli import main

    archive = {"COLUMNS": columns, "PAGER": ""}
    runner = CliRunner(env=archive | {"TCA_ARCHIVE": _archive_of(tca)})
    article_id = runner.invoke(main, ["search", "belaz", "--json"]).stdout
    for command in (
        ["search", "lake"],
        ["list-by-author"],
        ["list-by-author", "omurov"],
    ):
        page = runner.invoke(main, command).stdout
        assert page
        assert all(len(line) <= int(columns) for line in page.splitlines())
    assert article_id


def _archive_of(tca: Tca) -> str:
    lines = tca("status").stdout.splitlines()
    # The path may be folded over several lines.
    folded = [line[len("last taken in  ") :] for line in lines]
    end = next(n for n, line in enumerate(lines) if line.startswith("articles"))
    return "".join(part.strip() for part in folded[:end])


def test_show_is_set_to_a_readable_measure(tca: Tca, samples: None) -> None:
    from json import loads

    hit = loads(tca("search", "belaz", "--json").stdout)["hits"][0]
    page = tca("show", hit["id"]).stdout
    lines = [line.rstrip() for line in page.splitlines()]
    assert lines[0].startswith("Belarusian machine builders")
    assert lines[1] == "By Aigerim Sadykova · TCA · Astana"
    assert lines[3].startswith("ASTANA (TCA) — Few countries")
    assert max(map(len, lines)) <= 80
    assert "About the author" in lines
    assert "divider" not in page
    assert "View more" not in page


def test_lists_align_their_columns(tca: Tca, samples: None) -> None:
    first = tca("list-by-author").stdout.splitlines()[0]
    assert first.split() == [
        "4",
        "Aigerim",
        "Sadykova",
        "2014-09-09",
        "–",
        "2015-09-04",
    ]
    assert tca("list-by-author", "Renee").stdout.startswith("2018-03-02  ")
    (line,) = tca("list-by-author", "lukasz").stdout.splitlines()
    assert "In Margilan" in line


def test_the_status_is_told_in_words(tca: Tca, samples: None) -> None:
    page = tca("status").stdout
    assert "articles       14" in page
    assert "2014-09-09 – 2018-03-02, 6 undated" in page
    assert "current" in page


def test_a_count_is_a_number(tca: Tca, samples: None) -> None:
    assert tca("search", "belaz", "--count").stdout == "1\n"


def test_text_of_articles_is_data(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", HOSTILE))
    from json import loads

    article_id = loads(tca("search", "storm", "--json").stdout)["hits"][0]["id"]
    for command in (("search", "storm"), ("show", article_id), ("search", "quay")):
        page = tca(*command).stdout
        assert "Storm [sic] [/x] :cat:" in page
        assert not set("\x1b\x9b\x07\u202e") & set(page)
    assert "�[2Jgone" in tca("show", article_id).stdout


def test_json_and_messages_cannot_drive_a_terminal(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", HOSTILE))
    for command in (("search", "gone", "--json"), ("show", "\x1b[2Jabc"), ("\x1b[2J",)):
        assert not set("\x1b\x9b\x07\u202e") & set(tca(*command).output)


def test_colour_follows_the_environment(
    tca: Tca, samples: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "\x1b[" not in tca("search", "belaz").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31m" in tca("search", "belaz").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    plain = tca("search", "belaz").stdout
    assert "\x1b[1m" in plain
    assert "31m" not in plain


@pytest.mark.parametrize("variable", ["TCA_PAGER", "PAGER"])
def test_a_long_page_goes_through_the_readers_pager(
    tca: Tca, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\n" + "Quay.\n\n" * 60))
    seen = tmp_path / "seen.txt"
    from click.testing import CliRunner

    from tca_cli.cli import main

    env = {
        "TCA_ARCHIVE": str(tmp_path / "archive"),
        "PAGER": "false",
        variable: f"tee {seen}",
    }
    article_id = tca("search", "storm", "--json").stdout.split('"id": "')[1][:12]
    result = CliRunner(env=env).invoke(main, ["show", article_id])
    assert result.exit_code == 0
    assert seen.read_text().startswith("Storm")


def test_a_short_page_and_a_pager_that_is_not_there_are_printed(
    tca: Tca, tmp_path: Path
) -> None:
    from click.testing import CliRunner

    from tca_cli.cli import main

    tca("ingest", write(tmp_path / "a.txt", "Storm\n\n" + "Quay.\n\n" * 60))
    article_id = tca("search", "storm", "--json").stdout.split('"id": "')[1][:12]
    for pager in ("no-such-pager --option", ""):
        env = {"TCA_ARCHIVE": str(tmp_path / "archive"), "TCA_PAGER": pager}
        assert "Storm" in CliRunner(env=env).invoke(main, ["show", article_id]).stdout


def test_a_narrow_terminal_leaves_out_what_the_headline_needs_more(
    tca: Tca, samples: None
) -> None:
    from click.testing import CliRunner

    from tca_cli.cli import main

    env = {"COLUMNS": "40", "PAGER": "", "TCA_ARCHIVE": _archive_of(tca)}
    page = CliRunner(env=env).invoke(main, ["list-by-author", "karpenko"]).stdout
    assert "Astana" not in page
    assert "Saiga calving" in page


def test_who_wrote_what_is_said_where_several_bear_the_name(
    tca: Tca, samples: None
) -> None:
    assert "Daniyar Omurov" in tca("list-by-author", "sadykova").stdout
    result = tca("list-by-author", "karpenko")
    assert "Karpenko" not in result.stdout
    assert "2 articles" in result.stderr


def test_of_nothing_it_is_said_what_to_type_next(tca: Tca, samples: None) -> None:
    assert "--author karpenko" in tca("search", "karpenko").stderr
    assert "at all is from Lundon" in tca("search", "--place", "Lundon").stderr
    elsewhere = tca("search", "source:nowhere").stderr
    assert elsewhere == ("No article at all is from a file with nowhere in its path.\n")
    assert "at all is without *." in tca("search", "dam NOT *").stderr
    misspelt = tca("search", "Karaghanda").stderr
    assert "Karaghanda occurs nowhere." in misspelt
    assert "Did you mean: karaganda" in misspelt
    narrowed = tca("search", "Karaghanda NOT source:sample").stderr
    assert 'Did you mean: karaganda NOT source:"sample"' in narrowed
    dated = tca("search", "BelAZ", "--since", "2000").stderr
    assert "6 articles without a date" in dated
    assert "but none with a date" in tca("timeline", "BelAZ").stderr


def test_a_pager_that_cannot_be_read_is_none(tca: Tca, samples: None) -> None:
    from click.testing import CliRunner

    from tca_cli.cli import main

    env = {"TCA_PAGER": "less 'x", "TCA_ARCHIVE": _archive_of(tca)}
    result = CliRunner(env=env).invoke(main, ["search", "the", "-n", "14"])
    assert result.exit_code == 0


def test_a_hit_of_the_last_search_is_named_by_its_rank(
    tca: Tca, samples: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tca("show", "@1").exit_code == 2
    tca("search", "dam water power")
    assert tca("show", "@2").stdout.startswith("Behind the Kok-Aral dam")
    tca("search", "dam water power", "-n", "1", "--page", "2")
    assert tca("show", "@2").stdout.startswith("Behind the Kok-Aral dam")
    for typed in ("@1", "@3", "@", "@x", "@-1"):
        result = tca("show", typed)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "it has @2 to @2" in result.stderr
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;31mdam\x1b" in tca("show", "@2").stdout


def test_words_are_marked_where_it_is_asked_for(
    tca: Tca, samples: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from json import loads

    article_id = loads(tca("search", "belaz", "--json").stdout)["hits"][0]["id"]
    monkeypatch.setenv("FORCE_COLOR", "1")
    page = tca("show", article_id, "--query", "truck kazakhstan").stdout
    assert "\x1b[1;31mtrucks\x1b" in page
    assert "31m" not in tca("show", article_id).stdout


def test_what_was_kept_of_a_search_may_be_damaged(
    tca: Tca, samples: None, tmp_path: Path
) -> None:
    tca("search", "belaz")
    (kept,) = (tmp_path / "state").rglob("last-search.json")
    for content in ("", "[]", "{", '{"x": 1}', "[1, 2]"):
        kept.write_text(content)
        assert tca("show", "@1").exit_code == 2
        assert tca("search", "belaz").exit_code == 0
        assert tca("show", "@1").exit_code == 0
