import pytest

from tca_cli.readers.pages.headline import (
    is_alike,
    is_beginning,
    is_cut,
    is_same,
    without_last_part,
    without_site,
)

STORM = "Storm over the quay"
SITES = ("The Harbour Gazette", "gazette.example", "harbourgazette")


@pytest.mark.parametrize(
    "title",
    [
        STORM,
        f"{STORM} - The Harbour Gazette",
        f"{STORM} – Harbour Gazette",
        f"{STORM} | THE HARBOUR GAZETTE",
        f"{STORM} :: gazette.example",
        f"{STORM} » HarbourGazette",
        f"The Harbour Gazette: {STORM}",
        f"The Harbour Gazette | {STORM} | gazette.example",
    ],
)
def test_a_title_loses_the_name_of_its_site(title: str) -> None:
    assert without_site(title, SITES, []) == STORM


@pytest.mark.parametrize(
    "title",
    [
        f"{STORM} - Ada Moreau - Medium",
        f"{STORM} | World news | Unknown Paper",
        f"Unknown Paper - {STORM}",
    ],
)
def test_a_title_loses_all_but_the_heading_in_it(title: str) -> None:
    assert without_site(title, [], [STORM]) == STORM


@pytest.mark.parametrize(
    "title",
    [
        *(
            "Storm - what we know",
            "Oil: the price of peace",
            "A | B",
            "",
            "The Harbour Gazette",
        ),
        *("«Harbour», «Quay»…", "Kok-Aral", "2015-16: a year of storms"),
    ],
)
def test_what_is_set_apart_in_a_headline_stays(title: str) -> None:
    assert without_site(title, SITES, []) == title


def test_a_part_that_looks_like_the_name_of_a_site_is_taken_off() -> None:
    assert without_last_part(f"{STORM} | Harbour Gazette") == STORM
    assert without_last_part("Плотина у гавани выстояла — Вестник") == (
        "Плотина у гавани выстояла"
    )
    assert without_last_part("大坝夜里没有垮_探索者_光明网") == "大坝夜里没有垮"
    for title in (STORM, "Storm - what we know", "Storm | The Harbour Gazette Weekly"):
        assert without_last_part(title) == title


def test_titles_are_compared_by_their_words() -> None:
    assert is_alike(STORM, ["News", "Storm hits the quay | Gazette"])
    assert not is_alike(STORM, ["Latest news", ""])
    assert is_same("STORM over the quay!", STORM)
    assert is_cut("Storm over...")
    assert is_beginning("Storm ov…", of=STORM)
    assert not is_beginning("…", of=STORM)
