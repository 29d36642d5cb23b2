import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.newspaper.byline import byline, byline_at_end, is_person

ADA = ("Ada Moreau",)
BOTH = ("Ada Moreau", "Tom Reyes")


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        # The usual ones
        ("By Ada Moreau", ADA, None),
        ("by Ada Moreau", ADA, None),
        ("Written by Ada Moreau, TCA publisher", ADA, "TCA"),
        ("• Written by Ada Moreau, TCA publisher", ADA, "TCA"),
        ("BY ADA D'ARCANO, Reuters", ("ADA D'ARCANO",), "Reuters"),
        ("By Ada Moreau, Staff Reporter", ADA, None),
        ("By Ada Moreau and Tom Reyes", BOTH, None),
        ("Автор: Тимур Сагинов", ("Тимур Сагинов",), None),
        # Several persons
        ("By Ada Moreau, Tom Reyes", BOTH, None),
        ("By Ada Moreau & Tom Reyes", BOTH, None),
        ("BY ADA MOREAU AND TOM REYES", ("ADA MOREAU", "TOM REYES"), None),
        (
            "By Ada Moreau, Tom Reyes and Łukasz Wójcik",
            (*BOTH, "Łukasz Wójcik"),
            None,
        ),
        (
            "By Ada Moreau, Tom Reyes, and Łukasz Wójcik",
            (*BOTH, "Łukasz Wójcik"),
            None,
        ),
        ("By Ada Moreau and Tom Reyes, Staff Reporters", BOTH, None),
        ("By Ada Moreau in Osh and Tom Reyes in Minsk", BOTH, None),
        ("Авторы: Тимур Сагинов и Ада Моро", ("Тимур Сагинов", "Ада Моро"), None),
        ("Авторы: Тимур Сагинов, Ада Моро", ("Тимур Сагинов", "Ада Моро"), None),
        # Other beginnings
        ("BY ADA MOREAU", ("ADA MOREAU",), None),
        ("By: Ada Moreau", ADA, None),
        ("  By  Ada Moreau ", ADA, None),
        ("– By Ada Moreau", ADA, None),
        ("Written by: Ada Moreau", ADA, None),
        ("Reported by Ada Moreau", ADA, None),
        ("Story by Ada Moreau", ADA, None),
        ("Text by Ada Moreau, photos by Tom Reyes", ADA, None),
        ("Author: Ada Moreau", ADA, None),
        ("AUTHOR: Ada Moreau", ADA, None),
        ("Authors: Ada Moreau, Tom Reyes", BOTH, None),
        ("Author: Moreau", ("Moreau",), None),
        ("Текст: Тимур Сагинов", ("Тимур Сагинов",), None),
        ("Автор: Сагинов Т.", ("Сагинов Т.",), None),
        # What stands behind the names
        ("By Ada Moreau.", ADA, None),
        ("By Ada Moreau, TCA", ADA, "TCA"),
        ("By Ada Moreau, The Times of Central Asia", ADA, "The Times of Central Asia"),
        ("By Ada Moreau, special to The Gazette", ADA, None),
        ("By Ada Moreau in Bishkek", ADA, None),
        ("By Ada Moreau, Bishkek", ADA, None),
        ("By Ada Moreau, The Guardian", ADA, None),
        ("By Ada Moreau, Radio Free Europe", ADA, None),
        ("By Ada Moreau, Harbour Daily Monitor", ADA, None),
        ("By Ada Moreau and The Gazette", ADA, None),
        ("By Ada Moreau, Associated Press", ADA, "AP"),
        ("By Ada Moreau | TCA", ADA, "TCA"),
        ("By Ada Moreau / TCA", ADA, "TCA"),
        ("By Ada Moreau (Reuters)", ADA, "Reuters"),
        ("By Ada Moreau (@adamoreau)", ADA, None),
        ("By Ada Moreau, ada@example.com", ADA, None),
        ("By Ada Moreau, PhD", ADA, None),
        ("By Ada Moreau, editor of The Gazette", ADA, None),
        ("By Ada Moreau, professor at Osh State University", ADA, None),
        ("By Ada Moreau, Aug. 13, 2015", ADA, None),
        ("By Ada Moreau – 13 August 2015", ADA, None),
        ("By Ada Moreau | 13 August 2015", ADA, None),
        ("Автор: Тимур Сагинов, корреспондент", ("Тимур Сагинов",), None),
        # Names
        ("By J. R. Moreau", ("J. R. Moreau",), None),
        ("By J.R. Moreau", ("J.R. Moreau",), None),
        ("By Tom Reyes Jr.", ("Tom Reyes Jr.",), None),
        ("By Ada van der Moreau", ("Ada van der Moreau",), None),
        ("By Ada de la Reyes", ("Ada de la Reyes",), None),
        ("By Jean-Luc Moreau", ("Jean-Luc Moreau",), None),
        ("By Ada O’Moreau", ("Ada O’Moreau",), None),
        ("By Tom d'Arcano", ("Tom d'Arcano",), None),
        ("By Omar al-Tabari", ("Omar al-Tabari",), None),
        ("By Åsa Öberg", ("Åsa Öberg",), None),
        ("By Aibek Toktomat uulu", ("Aibek Toktomat uulu",), None),
        ("Автор: Қанат Әлібек", ("Қанат Әлібек",), None),
        ("Автор: Нурлан Асан уулу", ("Нурлан Асан уулу",), None),
        # 'by' and 'and' within names
        ("By Bybek Andersand", ("Bybek Andersand",), None),
        ("By Sandy Anders and Andrea Byron", ("Sandy Anders", "Andrea Byron"), None),
    ],
)
def test_a_byline_names_the_persons_and_the_agency(
    line: str, authors: tuple[str, ...], agency: str | None
) -> None:
    found = byline(line)
    assert found is not None
    assert found.authors == authors
    assert found.agency == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("By Staff", None),
        ("By Staff Reporter", None),
        ("BY STAFF REPORTER", None),
        ("By our correspondent", None),
        ("By Our Own Correspondent", None),
        ("By The Editorial Board", None),
        ("By Staff and Agencies", None),
        ("By TCA", "TCA"),
        ("By TCA staff", "TCA"),
        ("By Reuters", "Reuters"),
        ("By Reuters and TCA", "Reuters"),
        ("By The Associated Press", "AP"),
        ("By The Times of Central Asia", "The Times of Central Asia"),
        ("By Agence France-Presse", "AFP"),
        ("Written by TCA publisher", "TCA"),
        ("Автор: редакция", None),
        ("Автор: ТАСС", "ТАСС"),
    ],
)
def test_a_role_or_an_agency_is_no_author(line: str, agency: str | None) -> None:
    found = byline(line)
    assert found is not None
    assert found.authors == ()
    assert found.agency == agency


@pytest.mark.parametrize(
    "line",
    [
        "Author: Admin",
        "Author: admin",
        "Author: Anonymous",
        "Author: Editor",
        "Author: Guest",
        "Author: Email The Author",
        "Автор: Администратор",
        "Автор: Пресс-служба",
        "Автор: неизвестен",
        "Text by Monday",
        "By Admin",
        "By Anonymous",
        "By Email The Author",
        "By https://example.com/ada",
        "By ada.moreau@example.com",
    ],
)
def test_an_account_of_the_site_is_no_author(line: str) -> None:
    found = byline(line)
    assert found is None or found.authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "By",
        "By ",
        "By:",
        "Author:",
        "By Monday the river had risen",
        "By Monday",
        "By Monday, the river had risen.",
        "By Friday Night",
        "By August the wells were dry.",
        "By 2015",
        "By law, the dam is public.",
        "By the time he left, it was dark.",
        "By the Amu Darya, cotton is white again.",
        "By and large, the dam held.",
        "By his own account, the mayor was asleep.",
        "By contrast, Tashkent stayed calm.",
        "By Train to Osh",
        "By Rail and Road",
        "By Land, Sea and Air",
        "By Lake Balkhash, fishermen mend their nets.",
        "By New Year, prices had doubled.",
        "By Victory Day, the bridge was open again.",
        "By Soviet Standards, it was a small dam.",
        "By Lake Balkhash and Lake Zaysan, fishermen mend their nets.",
        "By Kazakh standards, it was warm.",
        "By Ada Moreau's count, 30 had left.",
        "By President Ada Moreau, they had been told nothing.",
        "By-election in Osh",
        "By-law 13",
        "Bylaws are dull",
        "BYD Electric Cars",
        "Bybek Moreau",
        "Photos by Tom Reyes",
        "Photo by Tom Reyes",
        "Translated by Tom Reyes",
        "Edited by Tom Reyes",
        "Reported by police, the theft was the third.",
        "Reported by Friday, the losses were small.",
        "Standing by Ada Moreau",
        "Ada Moreau",
        "Authors meet in Osh",
        "Author: the man who wrote it all down in a week",
        f"By Ada Moreau {'and Tom Reyes ' * 20}",
    ],
)
def test_what_only_begins_like_a_byline_is_none(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("By Ada Moreau, Staff Reporter", "By Ada Moreau, Staff Reporter"),
        (" • Written by Ada Moreau ", "Written by Ada Moreau"),
        ("BY ADA MOREAU", "BY ADA MOREAU"),
        ("Автор: Тимур Сагинов", "Автор: Тимур Сагинов"),
    ],
)
def test_a_byline_is_kept_as_printed_without_its_bullet(
    line: str, printed: str
) -> None:
    found = byline(line)
    assert found is not None
    assert found.printed == printed


@pytest.mark.parametrize(
    ("standfirst", "before", "authors"),
    [
        ("The sea is coming back, by Ada Moreau", "The sea is coming back", ADA),
        ("The sea is coming back by Ada Moreau", "The sea is coming back", ADA),
        ("The sea is coming back. By Ada Moreau", "The sea is coming back.", ADA),
        ("Is the sea coming back? By Ada Moreau", "Is the sea coming back?", ADA),
        ("The sea is coming back — by Ada Moreau", "The sea is coming back", ADA),
        ("The sea is coming back – by Ada Moreau", "The sea is coming back", ADA),
        ("The sea is coming, by Ada Moreau and Tom Reyes", "The sea is coming", BOTH),
        ("The dam was built, by Ada Moreau", "The dam was built", ADA),
        ("The sea is coming back, by Ada Moreau, TCA", "The sea is coming back", ADA),
        ("The sea\nis coming back,\nby Ada Moreau", "The sea\nis coming back", ADA),
        ("Step by step it returns, by Ada Moreau", "Step by step it returns", ADA),
    ],
)
def test_a_standfirst_may_end_in_its_byline(
    standfirst: str, before: str, authors: tuple[str, ...]
) -> None:
    found = byline_at_end(standfirst)
    assert found is not None
    assert found[0] == before
    assert found[1].authors == authors


@pytest.mark.parametrize(
    "standfirst",
    [
        "",
        "by Ada Moreau",
        "The sea is coming back",
        "The sea is coming back, step by step",
        "The sea is coming back, by Monday",
        "The sea is coming back, by TCA",
        "The dam was built by Ada Moreau",
        "The mine was bought by Vostok Zoloto",
        "The party is led by Ada Moreau",
        "The photos by Ada Moreau",
        "A new book by Ada Moreau",
        "New books by Ada Moreau",
        "An exhibition of paintings by Ada Moreau",
        "The poems by Ada Moreau",
        "Old songs sung by Ada Moreau",
        "A letter sent by Ada Moreau",
        "A village struck by Cyclone Ada",
        "The home left by Ada Moreau",
        "A seat lost by Ada Moreau",
        "The crown worn by Ada Moreau",
        "Fishermen mend their nets by Lake Balkhash",
        "Prices may double by New Year",
        "The bridge will be open by Victory Day",
        "The sea is coming back by Ada Moreau’s count",
        "The sea is coming back. By Ada Moreau it was seen first.",
    ],
)
def test_a_deed_is_no_byline(standfirst: str) -> None:
    assert byline_at_end(standfirst) is None


@pytest.mark.parametrize(
    "name",
    [
        "Ada Moreau",
        "ADA MOREAU",
        "A. Moreau",
        "Łukasz Wiśniewski",
        "Тимур Сагинов",
        "Ada van der Moreau",
        "Ada Maria Sofia de la Reyes",
        "Ada D’Arcano",
        "Omar al-Tabari",
        "Renée Courbaret",
    ],
)
def test_two_words_in_capitals_are_a_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ada",
        "the sea",
        "The sea",
        "Staff Reporter",
        "STAFF REPORTER",
        "TCA Editor",
        "Guest Contributor",
        "Ada Moreau 2",
        "Ada, Moreau",
        "Ada Moreau reports.",
        "van der",
        "World Bank",
        "The Guardian",
        "The Times of Central Asia",
        "RIA Novosti",
        "Al Jazeera",
        "Monday Morning",
        "Один Два Три Четыре Пять Шесть Семь",
    ],
)
def test_another_text_is_no_person(text: str) -> None:
    assert not is_person(text)


@given(st.text())
def test_any_line_is_a_byline_or_none(line: str) -> None:
    if found := byline(line):
        assert found.printed in line
        assert all(author in line for author in found.authors)


@given(st.text(), st.sampled_from(["", ",", ".", " —"]))
def test_any_standfirst_may_stand_before_a_byline(text: str, sign: str) -> None:
    standfirst = f"{text}{sign} by Ada Moreau"
    if found := byline_at_end(standfirst):
        before, credited = found
        assert standfirst.strip().startswith(before)
        assert credited.authors


@pytest.mark.parametrize("line", ["Author:", "by", "Written by"])
def test_a_line_of_spaces_is_told_at_once(line: str) -> None:
    assert byline(f"{line}{' ' * 20_000}{'x' * 200}") is None


@pytest.mark.parametrize(
    "line", ["By Royal Decree", "By Popular Demand", "By Any Means"]
)
def test_an_idiom_is_no_byline(line: str) -> None:
    assert byline(line) is None


@pytest.mark.parametrize(
    ("line", "authors", "agency"),
    [
        ("By Ada Moreau, Reuters", ("Ada Moreau",), "Reuters"),
        ("By Ada Moreau", ("Ada Moreau",), None),
        ("By ADA MOREAU, Reuters", ("ADA MOREAU",), "Reuters"),
        ("by Ada Moreau, Reuters", ("Ada Moreau",), "Reuters"),
        ("By Ada Moreau, Reuter", ("Ada Moreau",), "Reuters"),
        ("BY ADA MOREAU, REUTERS", ("ADA MOREAU",), "Reuters"),
        ("BY ADA MOREAU, Reuters", ("ADA MOREAU",), "Reuters"),
        (
            "By Ada Moreau and Tom Reyes, Reuters",
            ("Ada Moreau", "Tom Reyes"),
            "Reuters",
        ),
        (
            "By ADA MOREAU AND TOM REYES, REUTERS",
            ("ADA MOREAU", "TOM REYES"),
            "Reuters",
        ),
        ("By ADA MOREAU, REUTERS", ("ADA MOREAU",), "Reuters"),
        ("by ADA MOREAU, REUTERS", ("ADA MOREAU",), "Reuters"),
        ("By Ada Moreau, Reuters.", ("Ada Moreau",), "Reuters"),
        ("BY ADA MOREAU", ("ADA MOREAU",), None),
        ("By ADA MOREAU", ("ADA MOREAU",), None),
        ("By Jean-Loup Ferrand, Reuters", ("Jean-Loup Ferrand",), "Reuters"),
        ("By Kim Yun-jeong, Reuters", ("Kim Yun-jeong",), "Reuters"),
        ("By NADINE CHOU-WEST, Reuters", ("NADINE CHOU-WEST",), "Reuters"),
        ("By Mark O'Neal, Reuters", ("Mark O'Neal",), "Reuters"),
        ("BY TED D'AMICO, Reuters", ("TED D'AMICO",), "Reuters"),
        ("By Ian MacKenna, Reuters", ("Ian MacKenna",), "Reuters"),
        ("By Maisie McAdam, Reuters", ("Maisie McAdam",), "Reuters"),
        ("By Tay Liam Hock, Reuters", ("Tay Liam Hock",), "Reuters"),
        ("By Al Ng, Reuters", ("Al Ng",), "Reuters"),
    ],
)
def test_every_kind_of_byline_of_a_newswire_of_1987_is_read(
    line: str, authors: tuple[str, ...], agency: str | None
) -> None:
    found = byline(line)
    assert found is not None
    assert (found.authors, found.agency) == (authors, agency)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Par Hélène Marchand, envoyée spéciale à Lorient", ("Hélène Marchand",)),
        ("Von Anke Lüders und Jens Petersen", ("Anke Lüders", "Jens Petersen")),
        ("Por Lucía Ortega, redacción", ("Lucía Ortega",)),
        ("Interview by Ada Moreau; photographs by Tom Reyes", ("Ada Moreau",)),
        ("By Ada Moreau; illustrations by Tom Reyes", ("Ada Moreau",)),
    ],
)
def test_bylines_of_other_papers_are_read(line: str, authors: tuple[str, ...]) -> None:
    found = byline(line)
    assert found is not None
    assert found.authors == authors


@pytest.mark.parametrize(
    "line", ["Par contre, il pleut", "Von Anfang an", "Por la noche", "Door to Door"]
)
def test_what_only_begins_like_a_byline_of_other_papers_is_none(line: str) -> None:
    assert byline(line) is None
