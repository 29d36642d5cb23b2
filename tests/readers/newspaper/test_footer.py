import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.newspaper.footer import Footer, footer

TEXT = ["The dam held.", "", "The water went.", ""]


def below_text(*lines: str, agency: str | None = None) -> Footer | None:
    return footer([*TEXT, *lines], agency=agency)


@pytest.mark.parametrize("credit", ["TCA", "HNS", "RFE/RL", "ITAR-TASS", "ТЦА"])
def test_a_credit_in_capitals_is_an_agency_and_the_author_is_above_it(
    credit: str,
) -> None:
    found = below_text(
        "Ada Moreau",
        "",
        credit,
        "",
        "She writes.",
        "",
        f"View more articles from{credit}",
    )
    assert found == Footer(
        begin=4, author="Ada Moreau", agency=credit, bio="She writes."
    )


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("BelTA", "BelTA"),
        ("Interfax", "Interfax"),
        ("REUTERS", "Reuters"),
        ("The Times of Central Asia", "The Times of Central Asia"),
        ("Times of Central Asia", "The Times of Central Asia"),
    ],
)
def test_a_known_agency_in_mixed_case_is_one(credit: str, agency: str) -> None:
    found = below_text("Ada Moreau", "", credit, "", f"View more articles from{credit}")
    assert found == Footer(begin=4, author="Ada Moreau", agency=agency, bio=None)


@pytest.mark.parametrize("credit", ["Harbour News Service", "Gulf Wire", "HarbourNews"])
def test_a_credit_that_is_the_agency_of_the_dateline_is_no_person(credit: str) -> None:
    found = below_text(
        "Ada Moreau",
        "",
        credit,
        "",
        f"View more articles from{credit}",
        agency=credit.upper(),
    )
    assert found == Footer(begin=4, author="Ada Moreau", agency=credit, bio=None)


@pytest.mark.parametrize(
    "guest",
    [
        "Tom Reyes",
        "Łukasz Wiśniewski",
        "Omar al-Tabari",
        "Тимур Сагинов",
        "J. R. Moreau",
    ],
)
def test_a_guest_is_the_author_and_who_posted_it_is_not(guest: str) -> None:
    found = below_text(
        "Ada Moreau", "", guest, "", "A guest.", "", f"View more articles from{guest}"
    )
    assert found == Footer(begin=4, author=guest, agency=None, bio="A guest.")


def test_the_guest_may_have_posted_it() -> None:
    found = below_text(
        "Tom Reyes", "", "Tom Reyes", "", "Bio.", "View more articles fromTom Reyes"
    )
    assert found == Footer(begin=4, author="Tom Reyes", agency=None, bio="Bio.")


@pytest.mark.parametrize(
    "last",
    [
        "View more articles fromTCA",
        "View more articles from TCA",
        "View all articles from TCA",
        "VIEW MORE ARTICLES FROMTCA",
        "  View more articles from  TCA  ",
    ],
)
def test_the_last_line_may_be_set_in_other_ways(last: str) -> None:
    found = below_text("Ada Moreau", "", "TCA", "", "Bio.", "", last, "", " ")
    assert found == Footer(begin=4, author="Ada Moreau", agency="TCA", bio="Bio.")


def test_the_paragraphs_of_a_bio_are_kept_and_the_divider_is_not() -> None:
    found = below_text(
        *("Ada Moreau", "", "TCA", "", "Ada Moreau has written.", "divider"),
        *("Moreau studied.", "", "She sings.", "Divider", "View more articles fromTCA"),
    )
    assert found is not None
    assert found.bio == "Ada Moreau has written.\n\nMoreau studied.\n\nShe sings."


def test_a_footer_without_blank_lines_is_one() -> None:
    found = below_text("Ada Moreau", "TCA", "Bio.", "View more articles fromTCA")
    assert found == Footer(begin=4, author="Ada Moreau", agency="TCA", bio="Bio.")


def test_a_footer_may_have_no_bio() -> None:
    found = below_text("Ada Moreau", "", "TCA", "", "View more articles fromTCA")
    assert found == Footer(begin=4, author="Ada Moreau", agency="TCA", bio=None)


def test_a_footer_may_name_nobody() -> None:
    found = below_text("TCA", "", "About us.", "", "View more articles fromTCA")
    assert found == Footer(begin=4, author=None, agency="TCA", bio="About us.")


def test_the_last_line_alone_is_a_footer() -> None:
    found = below_text("View more articles fromTCA")
    assert found == Footer(begin=4, author=None, agency="TCA", bio=None)


@pytest.mark.parametrize("account", ["TCA", "Staff Writer", "Admin"])
def test_an_account_that_posted_it_is_no_author_and_no_text(account: str) -> None:
    found = below_text(account, "", "TCA", "", "Bio.", "", "View more articles fromTCA")
    assert found == Footer(begin=4, author=None, agency="TCA", bio="Bio.")


def test_a_sentence_above_the_credit_is_no_name() -> None:
    found = below_text("TCA", "", "View more articles fromTCA")
    assert found is not None
    assert found.begin == 4
    assert found.author is None


def test_a_credit_within_the_text_is_not_where_the_footer_begins() -> None:
    lines = ["Text.", "", "TCA", "", "More text.", "", "Ada Moreau", "", "TCA", ""]
    found = footer([*lines, "View more articles fromTCA"], agency=None)
    assert found is not None
    assert found.begin == 6


def test_a_bio_may_be_headed_by_the_credit_again() -> None:
    found = below_text(
        *("Ada Moreau", "", "TCA", "", "TCA", "", "A weekly.", ""),
        "View more articles fromTCA",
    )
    assert found is not None
    assert (found.begin, found.author) == (4, "Ada Moreau")


def test_a_role_in_the_place_of_the_guest_is_no_author() -> None:
    found = below_text(
        *("Ada Moreau", "", "Guest Contributor", "", "Bio.", ""),
        "View more articles fromGuest Contributor",
    )
    assert found is not None
    assert found.author is None
    assert found.begin == 4


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["", " "],
        TEXT,
        [*TEXT, "Ada Moreau", "", "TCA"],
        [*TEXT, "View more articles"],
        [*TEXT, "View more articles from"],
        [*TEXT, "View more articles fromTCA", "", "The water came back."],
        [*TEXT, "You can view more articles from TCA"],
    ],
)
def test_a_text_without_the_last_line_has_no_footer(lines: list[str]) -> None:
    assert footer(lines, agency=None) is None


pieces = st.sampled_from(
    ["", "TCA", "Ada Moreau", "divider", "Text.", "View more articles fromTCA"]
)


@given(st.lists(pieces), st.none() | st.sampled_from(["TCA", "Ada Moreau"]))
def test_a_footer_begins_within_the_lines(lines: list[str], agency: str | None) -> None:
    if found := footer(lines, agency=agency):
        assert 0 <= found.begin < len(lines)
        assert lines[found.begin]
