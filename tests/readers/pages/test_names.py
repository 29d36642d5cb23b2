import pytest

from tca_cli.readers.newspaper.findings import Findings
from tca_cli.readers.pages.names import note_authors, note_organisation, persons_in

SITES = ("The Harbour Gazette", "Harbour Notes")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Moreau", ["Ada Moreau"]),
        ("By Ada Moreau and Tom Reyes", ["Ada Moreau", "Tom Reyes"]),
        ("Par Ada Moreau", ["Ada Moreau"]),
        ("Por: Ada Moreau", ["Ada Moreau"]),
        ("Von Ada Moreau und Tom Reyes", ["Ada Moreau", "Tom Reyes"]),
        ("Autor: Ada Moreau", ["Ada Moreau"]),
        ("Автор: Тимур Сагинов", ["Тимур Сагинов"]),
        ("Ada Moreau (with Tom Reyes)", ["Ada Moreau", "Tom Reyes"]),
        (
            "Ada Moreau (avec Tom Reyes et Zoé Katz)",
            ["Ada Moreau", "Tom Reyes", "Zoé Katz"],
        ),
        ("Ada (A.J.) Moreau", ["Ada (A.J.) Moreau"]),
        ("Ada Moreau (https://gazette.example/ada)", ["Ada Moreau"]),
        ("Ada Moreau @adamoreau", ["Ada Moreau"]),
        ("Ada Moreau, ada@example.com", ["Ada Moreau"]),
        ("Ada O&amp;#39;Moreau", ["Ada O'Moreau"]),
        ("Jimmy Page", ["Jimmy Page"]),
        ("Ada Read", ["Ada Read"]),
        ("王小明", ["王小明"]),
        ("김철수", ["김철수"]),
    ],
)
def test_persons_are_named_in_many_ways(text: str, names: list[str]) -> None:
    assert persons_in(text, SITES) == names


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "Ada",
            "admin",
            "Staff Reporter",
            "The Harbour Gazette",
            "Harbour Notes",
        ),
        *("https://gazette.example/ada", "ada@example.com", "gazette.example.com"),
        *("Follow Author", "Read More", "View Profile", "All Stories", "Latest News"),
        *(
            "Android Developers",
            "13 August 2015",
            "3 minutes read",
            "Подписаться Сейчас",
        ),
        *(
            "光明网",
            "新华社",
            "腾讯网",
            "记者小明",
            "Moreau, Ada van",
            "Name 名字",
            "{{author}}",
        ),
        "Ada Moreau " * 30,
    ],
)
def test_what_is_no_person_is_not_named(text: str) -> None:
    assert persons_in(text, SITES) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Zarina", ["Zarina"]),
        ("bell hooks", ["bell hooks"]),
        ("さくら", ["さくら"]),
        # A blog may be called by the name of who writes it.
        ("Harbour Notes", ["Harbour Notes"]),
        *((text, []) for text in ("admin", "Editor", "zarina77", "site admin", "NASA")),
        *(
            (text, [])
            for text in ("Guest Author", "https://gazette.example", "Reuters")
        ),
    ],
)
def test_what_a_page_calls_a_person_may_be_one_word(
    text: str, names: list[str]
) -> None:
    assert persons_in(text, SITES, is_said=True) == names


def test_an_agency_among_the_authors_is_the_agency() -> None:
    findings = Findings()
    note_authors(findings, ["Ada Moreau", "Reuters", "Ada Moreau"], SITES, "a tag")
    assert findings.values == {"authors": ("Ada Moreau",), "agency": "Reuters"}


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("The Associated Press", "AP"),
        ("Harbour News Service", "Harbour News Service"),
        ("Staff", None),
        ("admin", None),
        ("", None),
        ("https://gazette.example", None),
    ],
)
def test_an_organisation_is_the_agency(name: str, agency: str | None) -> None:
    findings = Findings()
    note_organisation(findings, name, "a tag")
    assert findings.values.get("agency") == agency
