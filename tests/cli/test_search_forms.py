import csv
import io
import json
from pathlib import Path

import pytest

from tests.support import TEXT_SAMPLES, Tca, write


@pytest.fixture(autouse=True)
def samples(tca: Tca) -> None:
    tca("ingest", *TEXT_SAMPLES)


def test_ids_are_one_a_line(tca: Tca) -> None:
    ids = tca("search", "kazakhstan", "--ids").stdout.split()
    rows = tca("search", "kazakhstan").stdout.splitlines()
    assert ids == [row[:12] for row in rows]


def test_json_lines_are_the_hits(tca: Tca) -> None:
    lines = tca("search", "kazakhstan", "--jsonl").stdout.splitlines()
    hits = json.loads(tca("search", "kazakhstan", "--json").stdout)["hits"]
    assert list(map(json.loads, lines)) == hits


def test_csv_can_be_read_again_and_holds_no_formula(tca: Tca, tmp_path: Path) -> None:
    text = '=HYPERLINK("x") storm\n\n+1 xyzzy, "quoted"\n\nxyzzy.'
    tca("ingest", write(tmp_path / "a.txt", text))
    (row,) = csv.DictReader(io.StringIO(tca("search", "xyzzy", "--csv").stdout))
    assert row["headline"] == '\'=HYPERLINK("x") storm'
    assert row["snippet"].startswith("'+1 xyzzy")
    assert row["rank"] == "1"


def test_a_template_makes_the_lines(tca: Tca) -> None:
    result = tca("search", "belaz", "--format", "{rank}: {headline} ({place})")
    headline = "Belarusian machine builders keep a firm foothold in Kazakhstan"
    assert result.stdout == f"1: {headline} (Astana)\n"


@pytest.mark.parametrize(
    "template", ["{nothing}", "{", "{0}", "{id.__class__}", "{id[x]}", "}"]
)
def test_a_template_that_cannot_be_filled_is_told(tca: Tca, template: str) -> None:
    result = tca("search", "belaz", "--format", template)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "{headline}" in result.stderr


def test_pages_go_on_where_the_one_before_ended(tca: Tca) -> None:
    everything = tca("search", "the", "-n", "14").stdout.splitlines()
    pages = [
        tca("search", "the", "-n", "5", "--page", str(page)).stdout.splitlines()
        for page in (1, 2, 3)
    ]
    assert [line for page in pages for line in page] == everything
    second = tca("search", "the", "-n", "5", "--page", "2")
    assert "6 to 10 of" in second.stderr
    assert tca("search", "the", "--page", "9").exit_code == 1


def test_facets_count_all_matches(tca: Tca) -> None:
    result = tca("search", "kazakhstan", "-n", "1", "--facet", "place", "--json")
    places = json.loads(result.stdout)["facets"]["place"]
    total = json.loads(result.stdout)["complete"]
    assert places["Astana"] == 2
    assert sum(places.values()) <= total
    lines = tca("search", "kazakhstan", "--facet", "year").stdout.splitlines()
    assert all(line.split("\t")[0] == "year" for line in lines)


@pytest.mark.usefixtures("terminal")
def test_facets_are_bars_on_a_terminal(tca: Tca) -> None:
    page = tca("search", "--sort", "newest", "--facet", "author").stdout
    (line,) = (line for line in page.splitlines() if "█" in line and "Aigerim" in line)
    assert line.split()[:3] == ["Aigerim", "Sadykova", "3"]


def test_an_explanation_adds_up(tca: Tca) -> None:
    result = tca("search", "dump trucks -penguin", "--explain", "--json")
    value = json.loads(result.stdout)
    said = value["explanation"]
    assert said["understood"] == "dump trucks NOT penguin"
    assert [part["term"] for part in said["parts"]] == ["dump", "truck"]
    assert [part["articles"] for part in said["parts"]] == [1, 1]
    (hit,) = value["hits"]
    given = sum(part["scores"][hit["id"]] for part in said["parts"])
    assert given == pytest.approx(hit["score"])


def test_an_explanation_tells_the_words_within_a_part(tca: Tca) -> None:
    result = tca(
        "search", "(dumps w/5 trucks) OR headline:silks", "--explain", "--json"
    )
    terms = json.loads(result.stdout)["explanation"]["terms"]
    assert terms == {"dumps": ["dump", 1], "trucks": ["truck", 1], "silks": ["silk", 2]}


@pytest.mark.usefixtures("terminal")
def test_an_explanation_is_shown_with_each_hit(tca: Tca) -> None:
    page = tca("search", "dump trucks", "--explain").stdout
    assert "understood as  dump trucks" in page
    assert "trucks         1 article (as truck)" in page
    assert "score " in page


def test_a_concordance_in_a_pipe_is_tsv(tca: Tca) -> None:
    lines = tca("concordance", "belaz").stdout.splitlines()
    assert lines
    for line in lines:
        _, _, place, _, word, _ = line.split("\t")
        assert (place, word) == ("Astana", "BelAZ")
    found = json.loads(tca("concordance", "belaz", "--json").stdout)
    assert [item["word"] for item in found] == ["BelAZ"] * len(lines)
    assert tca("concordance", "penguin").exit_code == 1


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("columns", ["40", "80", "120"])
def test_a_concordance_is_aligned_on_the_word(
    tca: Tca, tmp_path: Path, columns: str
) -> None:
    from click.testing import CliRunner

    from tca_cli.cli import main

    env = {"COLUMNS": columns, "TCA_ARCHIVE": str(tmp_path / "archive"), "PAGER": ""}
    page = CliRunner(env=env).invoke(main, ["concordance", "dam"]).stdout
    lines = page.splitlines()
    assert len({line.index(" dam") for line in lines}) == 1
    assert {len(line) for line in lines} == {int(columns)}


def test_a_timeline_in_a_pipe_is_tsv(tca: Tca) -> None:
    lines = tca("timeline", "--since", "2000", "--by", "year").stdout.splitlines()
    assert lines == ["2014\t2", "2015\t2", "2016\t2", "2017\t1", "2018\t1"]
    value = json.loads(tca("timeline", "lake", "--json").stdout)
    assert value.keys() == {"query", "period", "counts", "undated"}
    assert tca("timeline", "penguin").exit_code == 1


@pytest.mark.usefixtures("terminal")
def test_a_timeline_is_a_chart_on_a_terminal(tca: Tca) -> None:
    result = tca("timeline", "--since", "2000", "--by", "year")
    assert result.stdout.splitlines()[0].startswith("2014  2  ████")
    assert "8 articles" in result.stderr


def test_articles_like_one_are_found_by_its_telling_words(tca: Tca) -> None:
    dam = tca("search", "headline:vakhsh", "--ids").stdout.strip()
    ids = [line[:12] for line in tca("related", dam).stdout.splitlines()]
    assert dam not in ids
    headlines = tca("related", dam).stdout.splitlines()
    assert "Kok-Aral dam" in headlines[0] + headlines[1]
    value = json.loads(tca("related", dam[:6], "-n", "2", "--json").stdout)
    assert len(value["hits"]) == 2
    assert tca("related", "ffff").exit_code == 1
    tca("search", "headline:vakhsh")
    assert tca("related", "@1", "-n", "1").stdout[:12] == ids[0]


def test_an_article_alone_is_like_no_other(tca: Tca, tmp_path: Path) -> None:
    archive = ("--archive", tmp_path / "other")
    tca("ingest", write(tmp_path / "a.txt", "Storm\n\nThe quay."), *archive)
    article_id = tca("search", "quay", "--ids", *archive).stdout.strip()
    result = tca("related", article_id, *archive)
    assert (result.exit_code, result.stderr) == (1, "No other article is like it.\n")


def test_a_name_is_found_in_another_alphabet(tca: Tca, tmp_path: Path) -> None:
    tca("ingest", write(tmp_path / "a.txt", "Визит\n\nПриехал Лукашенко."))
    for typed in ("Lukashenko", "lukashenka", "Łukašenka"):
        assert tca("search", typed, "--count").stdout == "1\n"
    assert tca("search", "Lukashenko", "--exact-spelling").exit_code == 1
    said = json.loads(tca("search", "Lukashenko", "--explain", "--json").stdout)
    assert said["explanation"]["understood"] == "Lukashenko"
    (part,) = said["explanation"]["parts"]
    assert (part["articles"], part["other_spellings"]) == (0, 1)
    (hit,) = said["hits"]
    assert "Лукашенко" in hit["snippet"]


def test_a_page_behind_the_last_says_how_many_articles_there_are(tca: Tca) -> None:
    done = tca("search", "dam", "--page", "99")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "on earlier pages" in done.stderr


def test_a_timeline_without_a_query_is_of_all_articles(tca: Tca) -> None:
    everything = tca("timeline", "--by", "year").stdout
    assert everything == tca("timeline", "*", "--by", "year").stdout
    assert everything
