from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tca_cli.readers.newspaper.furniture import is_furniture

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
LONG = "The dam held through the night, and all who had carried sand went home. " * 3
NO_TEXT = "there is a headline but no text below it"


def read(text: str, *, name: str = "a.txt") -> ArticleContent:
    (found,) = read_articles(Document(Path(name), text.encode())).articles
    assert found.key is None
    return found.content


def test_a_headline_and_a_text_are_an_article() -> None:
    assert read(f"Storm over the quay\n\n{BODY}\n") == ArticleContent(
        headline="Storm over the quay", body=BODY
    )


def test_an_article_in_full_is_taken_apart() -> None:
    read_article = read(
        "\n\nStorm over the quay\n\n"
        "By Tom Reyes, Staff Reporter\n\n13 August 2015\n\n"
        f"OSH, Kyrgyzstan (TCA) — {BODY}\n\n"
        "READ MORE: How it was built\n\n"
        "Ada Moreau\n\nTCA\n\nAda Moreau writes.\ndivider\nShe sings.\n\n"
        "View more articles fromTCA"
    )
    assert read_article == ArticleContent(
        headline="Storm over the quay",
        byline="By Tom Reyes, Staff Reporter",
        authors=("Tom Reyes",),
        author_bio="Ada Moreau writes.\n\nShe sings.",
        agency="TCA",
        dateline="OSH, Kyrgyzstan (TCA)",
        place="Osh",
        published=DAY,
        body=BODY,
    )


@pytest.mark.parametrize(
    "above",
    [
        "By Ada Moreau\n\n13 August 2015\n\n",
        "13 August 2015\n\nBy Ada Moreau\n\n",
        "By Ada Moreau\n13 August 2015\n\n",
        "13 August 2015\nBy Ada Moreau\n\n",
        "By Ada Moreau\n13 August 2015\n",
        "Published: Aug. 13, 2015\n\nBy Ada Moreau\n\n",
        "Thu, 2015-08-13 05:27\n\n\n\nBy Ada Moreau\n\n\n",
        "By Ada Moreau\n\nShare\n\n13 August 2015\n\n",
        "By\u00a0Ada\u00a0Moreau\n\n13\u00a0August\u00a02015\n\n",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
def test_byline_and_date_stand_in_either_order(above: str, gap: str) -> None:
    content = read(f"Storm{gap}{above}{BODY}")
    assert (content.byline, content.authors) == ("By Ada Moreau", ADA)
    assert content.published == DAY
    assert content.body == BODY


@pytest.mark.parametrize(
    "above",
    [
        "The night the river came, by Ada Moreau\n\n",
        "The night the river came. By Ada Moreau\n\n",
        "The night the river came\nby Ada Moreau\n\n",
        "The night the river came\n\nBy Ada Moreau\n\n",
        "The night the river came\nBy Ada Moreau\n13 August 2015\n\n",
        "The night the river came\n\n13 August 2015\n\nBy Ada Moreau\n\n",
        "13 August 2015\n\nThe night the river came, by Ada Moreau\n\n",
    ],
)
def test_a_standfirst_may_be_followed_by_its_byline(above: str) -> None:
    content = read(f"Storm\n\n{above}{BODY}")
    assert content.authors == ADA
    standfirst, _, body = content.body.partition("\n\n")
    assert standfirst.rstrip(".") == "The night the river came"
    assert body == BODY
    assert content.published == (DAY if "2015" in above else None)


def test_no_space_is_left_where_a_dash_led_to_the_byline() -> None:
    content = read(f"Storm\n\nThe night the river came — by Ada Moreau\n\n{BODY}")
    assert content.authors == ADA
    assert content.body == f"The night the river came\n\n{BODY}"


def test_a_byline_may_stand_below_the_text() -> None:
    content = read(f"Storm\n\nOSH (TCA) — {BODY}\n\nBy Ada Moreau\n")
    assert content.authors == ADA
    assert content.body == BODY


def test_a_byline_may_stand_between_text_and_footer() -> None:
    content = read(
        f"Storm\n\n{BODY}\n\nBy Tom Reyes\n\n"
        "Ada Moreau\n\nTCA\n\nBio.\n\nView more articles fromTCA"
    )
    assert content.authors == ("Tom Reyes",)
    assert content.body == BODY


def test_a_standfirst_may_stand_above_a_dateline() -> None:
    content = read(f"Storm\n\nThe night the river came\n\nOSH (TCA) — {BODY}")
    assert (content.place, content.agency) == ("Osh", "TCA")
    assert content.body == f"The night the river came\n\n{BODY}"


@pytest.mark.parametrize("between", ["By Ada Moreau\n\n", "13 August 2015\n\n"])
def test_a_place_alone_may_stand_below_standfirst_and_byline(between: str) -> None:
    content = read(f"Storm\n\nThe night the river came\n\n{between}OSH — {BODY}")
    assert content.place == "Osh"
    assert content.body == f"The night the river came\n\n{BODY}"


@pytest.mark.parametrize(
    ("dateline", "printed", "place", "agency"),
    [
        ("ASTANA (TCA) — ", "ASTANA (TCA)", "Astana", "TCA"),
        ("ASTANA\u00a0(TCA)\u00a0—\u00a0", "ASTANA (TCA)", "Astana", "TCA"),
        ("ASTANA (TCA) —\n", "ASTANA (TCA)", "Astana", "TCA"),
        ("ASTANA (TCA) —\n\n", "ASTANA (TCA)", "Astana", "TCA"),
        ("BISHKEK — ", "BISHKEK", "Bishkek", None),
        ("OSH, Kyrgyzstan–", "OSH, Kyrgyzstan", "Osh", None),
        ("MINSK, 5 March (BelTA) – ", "MINSK, 5 March (BelTA)", "Minsk", "BelTA"),
    ],
)
def test_a_dateline_is_no_part_of_the_body(
    dateline: str, printed: str, place: str, agency: str | None
) -> None:
    content = read(f"Storm\n\n{dateline}{BODY}")
    assert (content.dateline, content.place) == (printed, place)
    assert content.agency == agency
    assert content.published is None
    assert content.body == BODY


def test_an_agency_of_the_dateline_goes_before_that_of_byline_and_footer() -> None:
    content = read(
        f"Storm\n\nBy Tom Reyes, Reuters\n\nOSH (AKIpress) — {BODY}\n\n"
        "Ada Moreau\n\nTCA\n\nView more articles fromTCA"
    )
    assert content.agency == "AKIpress"


@pytest.mark.parametrize(
    ("dateline", "credit", "authors", "agency"),
    [
        ("ASTANA (TCA) — ", "TCA", ADA, "TCA"),
        ("", "TCA", ADA, "TCA"),
        ("", "Tom Reyes", ("Tom Reyes",), None),
        ("ASTANA (TCA) — ", "Tom Reyes", ("Tom Reyes",), "TCA"),
        ("MINSK, 5 March (BelTA) – ", "BelTA", ADA, "BelTA"),
        ("MINSK (Harbour Wire) – ", "Harbour Wire", ADA, "Harbour Wire"),
        ("MINSK (Harbour Wire) – ", "HARBOUR WIRE", ADA, "Harbour Wire"),
        ("OSH — ", "Łukasz Wiśniewski", ("Łukasz Wiśniewski",), None),
    ],
)
def test_a_footer_says_who_wrote_it(
    dateline: str, credit: str, authors: tuple[str, ...], agency: str | None
) -> None:
    content = read(
        f"Storm\n\n{dateline}{BODY}\n\nAda Moreau\n\n{credit}\n\nShe writes.\ndivider\n"
        f"She sings.\n\nView more articles from{credit}"
    )
    assert content.authors == authors
    assert content.agency == agency
    assert content.author_bio == "She writes.\n\nShe sings."
    assert content.byline is None
    assert content.body == BODY


def test_a_text_without_byline_and_footer_has_no_author() -> None:
    content = read(f"Storm\n\nOSH (TCA) — {BODY}\n\nAda Moreau said so.\n")
    assert content.authors == ()
    assert content.author_bio is None


def test_a_name_at_the_end_without_the_last_line_is_text() -> None:
    content = read(f"Storm\n\n{BODY}\n\nAda Moreau\n\nTCA\n")
    assert content.authors == ()
    assert content.body == f"{BODY}\n\nAda Moreau\n\nTCA"


def test_furniture_below_the_footer_hides_nothing() -> None:
    content = read(
        f"Storm\n\n{BODY}\n\nAda Moreau\n\nTCA\n\nView more articles fromTCA\n\nShare\n"
    )
    assert content.authors == ADA
    assert content.body == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Register to read more ...",
        "Continue reading",
        "READ MORE: How it was built",
        "Photo credit: Ada Moreau",
        "The post Storm appeared first on TCA.",
        "Facebook Twitter Email",
    ],
)
def test_furniture_is_left_out_where_it_is_a_line_of_its_own(line: str) -> None:
    assert read(
        f"Storm\n\n{line}\n\nThe dam.\n\n{line}\n\nIt held.\n\n{line}\n"
    ).body == ("The dam.\n\nIt held.")
    within = f"The dam. {line} It held."
    assert read(f"Storm\n\n{within}\n").body == within


def test_furniture_between_two_lines_parts_two_paragraphs() -> None:
    assert read("Storm\n\nThe dam.\nREAD MORE: Dams\nIt held.").body == (
        "The dam.\n\nIt held."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Storm over the quay",
        "\n\nStorm over the quay\n\n",
        "Storm\n\nBy Ada Moreau",
        "Storm\n\n13 August 2015",
        "Storm\n\nBy Ada Moreau\n\n13 August 2015\n",
        "Storm\n\nOSH (TCA) —",
        "Storm\n\nShare\n\nContinue reading",
        "Storm\n\nAda Moreau\n\nTCA\n\nBio.\n\nView more articles fromTCA",
        "Storm\n\n\u200b\n",
    ],
)
def test_a_headline_alone_is_no_article(text: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read(text)
    assert refused.value.reason == NO_TEXT


def test_news_in_brief_keep_their_places_in_the_text() -> None:
    body = "OSH — The dam held.\n\nMINSK — The quay is open.\n\nASTANA — It snowed."
    content = read(f"News in brief\n\n{body}")
    assert content.body == body
    assert (content.dateline, content.place) == (None, None)


def test_news_in_brief_below_a_first_paragraph_keep_theirs() -> None:
    body = "What else there was.\n\nOSH — The dam held.\n\nMINSK — It snowed."
    assert read(f"News in brief\n\n{body}").body == body


def test_news_in_brief_of_several_paragraphs_each_have_no_dateline() -> None:
    for rule in ("- - - -", "More of the first."):
        body = (
            f"OSH — The dam held.\n\n{rule}\n\nMINSK — It snowed.\n\nThen it"
            " rained.\n\nASTANA — The roads are open."
        )
        content = read(f"News in brief\n\n{body}")
        assert (content.dateline, content.body) == (None, body)


def test_a_dateline_with_a_day_stays_above_what_only_looks_like_others() -> None:
    body = "The dam held.\n\nWHEAT - Much was sold.\n\nENQUIRIES - Few were made."
    content = read(f"Storm\n\nOSH, April 9 - {body}")
    assert (content.place, content.body) == ("Osh", body)


def test_an_interview_keeps_who_is_asking() -> None:
    body = "TCA: Did the dam hold?\n\nIt did.\n\nTCA: And the quay?\n\nIt, too."
    content = read(f"Storm\n\nBy Ada Moreau\n\n{body}")
    assert content.body == body
    assert content.agency is None


@pytest.mark.parametrize(
    ("dateline", "line", "name", "day"),
    [
        ("OSH, June 2, 2015 — ", "13 August 2015", "2016-01-01.txt", date(2015, 6, 2)),
        ("OSH, June 2, 2015 — ", "", "2016-01-01.txt", date(2015, 6, 2)),
        ("OSH, June 2 — ", "13 August 2015", "2016-01-01.txt", DAY),
        ("", "13 August 2015", "2016-01-01.txt", DAY),
        ("OSH, June 2 — ", "", "2016-01-01.txt", date(2016, 1, 1)),
        ("", "", "storm-20160101.txt", date(2016, 1, 1)),
        ("", "31 June 2015", "2016-01-01.txt", date(2016, 1, 1)),
        ("", "03/04/2015", "2016-01-01.txt", date(2016, 1, 1)),
        ("OSH, June 2 — ", "", "a.txt", None),
        ("", "August 13", "a.txt", None),
        ("", "03/04/2015", "03-04-2015.txt", None),
        ("", "", "2015-02-30.txt", None),
    ],
)
def test_the_day_is_that_of_dateline_then_line_then_name(
    dateline: str, line: str, name: str, day: date | None
) -> None:
    content = read(f"Storm\n\n{line}\n\n{dateline}{BODY}", name=name)
    assert content.published == day
    assert content.body.endswith(BODY)


@pytest.mark.parametrize("line", ["03/04/2015", "August 13", "31 June 2015"])
def test_a_line_that_is_no_full_date_stays_in_the_text(line: str) -> None:
    assert read(f"Storm\n\n{line}\n\n{BODY}").body == f"{line}\n\n{BODY}"


def test_a_day_within_the_text_is_not_that_of_publication() -> None:
    body = "On 13 August 2015 the dam held.\n\nIt was built.\n\n14 August 2015\n\nRain."
    content = read(f"Storm\n\n{body}")
    assert content.published is None
    assert content.body == body


def test_the_days_of_a_chronology_stay_in_the_text() -> None:
    body = (
        "How the dam was built, day by day:\n\n13 August 2015\nThe first stone.\n\n"
        "14 August 2015\nThe second.\n\n15 August 2015\nThe last."
    )
    content = read(f"Storm\n\n{body}")
    assert content.published is None
    assert content.body == body


@pytest.mark.parametrize(
    "sentence",
    [
        "By Lake Balkhash, fishermen mend their nets.",
        "By New Year, prices had doubled.",
        "By Monday the river had risen.",
        "Then, in May - when the snow had melted - they came.",
        "Prices, which fell in March — by half — rose again.",
        "Ada Moreau, aged 45 — a teacher — left.",
        "The European Union (EU) — the largest donor — said nothing.",
        "NASA — the agency — said nothing.",
        "ООН — Организация Объединённых Наций — молчит.",
        "DEAR ABBY: The dam held.",
        "UPDATE 1 - The dam held.",
        "— Да, — сказал он.",
        "Fishermen mend their nets by Lake Balkhash",
        "Prices may double by New Year",
        "A letter sent by Ada Moreau",
        "The quay was opened\nby Ada Moreau and Tom Reyes.",
        "Keep reading to your children.",
        "Sign up for the army, the posters say.",
        "The post of governor, which appeared first on a list of 1867, is gone.",
        "divider",
    ],
)
@pytest.mark.parametrize("where", ["first", "second", "last"])
def test_a_sentence_of_the_text_is_never_taken_out_of_it(
    sentence: str, where: str
) -> None:
    paragraphs = ["The dam held.", "The water went.", "It was noon."]
    paragraphs.insert({"first": 0, "second": 1, "last": 3}[where], sentence)
    content = read("\n\n".join(["Storm", *paragraphs]))
    assert content.body == "\n\n".join(paragraphs)
    assert content.authors == ()
    assert content.place is None


def test_long_lines_without_blank_ones_are_paragraphs() -> None:
    lines = [f"{number} {LONG}".strip() for number in range(3)]
    assert read("\n".join(["Storm", *lines])).body == "\n\n".join(lines)


def test_lines_of_a_column_stay_one_paragraph() -> None:
    column = "The dam held through\nthe night, and all who\nhad carried sand went home."
    assert read(f"Storm\n\n{column}\n\nThe water went.").body.split("\n\n") == [
        column,
        "The water went.",
    ]


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.text"])
def test_the_suffix_may_be_written_in_other_ways(name: str) -> None:
    assert read(f"Storm\n\n{BODY}", name=name).body == BODY


def test_a_headline_that_looks_like_something_else_is_the_headline() -> None:
    for headline in ("By Ada Moreau", "13 August 2015", "OSH — The dam held", "Share"):
        content = read(f"{headline}\n\n{BODY}")
        assert content.headline == headline
        assert (content.authors, content.published, content.place) == ((), None, None)
        assert content.body == BODY


plain_words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9)
plain_paragraphs = (
    st.lists(plain_words, min_size=1, max_size=40)
    .map(" ".join)
    .filter(lambda paragraph: not is_furniture(paragraph))
)


@given(
    st.lists(plain_paragraphs, min_size=1, max_size=8),
    st.integers(min_value=1, max_value=4),
)
@example(["by the river", "by the sea"], 1)
@example(["by", "may", "divider"], 1)
def test_a_body_keeps_every_paragraph_in_order(
    paragraphs: list[str], blank_lines: int
) -> None:
    gap = "\n" * (blank_lines + 1)
    content = read(gap.join(["Storm", *paragraphs]))
    assert content.body == "\n\n".join(paragraphs)


parts = st.sampled_from(
    [
        *("", "", "Storm", "The dam held.", LONG, "By Ada Moreau", "13 August 2015"),
        *("OSH (TCA) — The dam held.", "OSH — It held.", "The sea, by Ada Moreau"),
        *("Ada Moreau", "TCA", "divider", "View more articles fromTCA", "Share"),
        *("  The quay. ", "Автор: Тимур Сагинов", "a\u2028b", "a\u00a0b"),
    ]
)


printed = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20)


@given(st.lists(parts | printed, max_size=12))
def test_line_ends_make_no_difference(lines: list[str]) -> None:
    lines = ["Storm", *lines, "It was noon."]
    outcomes = [_outcome(end.join(lines).encode()) for end in ("\n", "\r\n", "\r")]
    assert outcomes[0] == outcomes[1] == outcomes[2]


@given(st.lists(parts, max_size=12))
def test_paragraphs_are_parted_by_one_blank_line(lines: list[str]) -> None:
    content = read("\n".join(["Storm", *lines, "It was noon."]))
    assert "\n\n\n" not in content.body
    assert content.body == content.body.strip()


@given(st.lists(parts, max_size=12))
def test_an_encoding_makes_no_difference(lines: list[str]) -> None:
    text = "\n".join(["Storm over the quay", *lines, "It was noon."])
    outcomes = [
        _outcome(text.encode(name)) for name in ("utf-8", "utf-8-sig", "utf-16")
    ]
    assert outcomes[0] == outcomes[1] == outcomes[2]


def _outcome(data: bytes) -> object:
    try:
        return read_articles(Document(Path("a.txt"), data)).articles
    except UnreadableFileError as error:
        return error.reason


def test_day_and_byline_may_stand_in_one_line() -> None:
    for line in (
        "Posted on 13 August 2015 by Ada Moreau",
        "13 August 2015 | By Ada Moreau",
        "By Ada Moreau | 13 August 2015",
        "By Ada Moreau · Published: 13 August 2015",
    ):
        content = read(f"Storm\n\n{line}\n\n{BODY}")
        assert (content.authors, content.published) == (ADA, DAY), line
        assert content.body == BODY


def test_bylines_below_each_other_are_one_and_a_role_is_none() -> None:
    content = read(
        f"Storm\n\nBy Ada Moreau\nStaff Writer\n\nBy Tom Reyes\n\nOSH — {BODY}"
    )
    assert content.authors == ("Ada Moreau", "Tom Reyes")
    assert content.byline == "By Ada Moreau\nBy Tom Reyes"
    assert content.body == BODY


def test_news_in_brief_with_agencies_keep_their_places_too() -> None:
    body = "OSH (TCA) — The dam held.\n\nMINSK (TCA) — The quay is open."
    content = read(f"News in brief\n\n{body}")
    assert (content.body, content.place) == (body, None)


def test_a_text_of_signs_alone_is_none() -> None:
    with pytest.raises(UnreadableFileError, match="no text below"):
        read("Storm\n\n***\n\n----\n")


def test_a_long_text_of_equal_lines_is_read_at_once() -> None:
    lines = ["TCA"] * 40_000
    content = read("\n".join(["Storm", "Text.", *lines, "View more articles fromTCA"]))
    assert content.agency == "TCA"


def test_a_byline_with_a_word_before_it_is_kept_as_printed() -> None:
    content = read(f"Storm\n\n• Written by Ada Moreau, TCA publisher\n\n{BODY}")
    assert content.byline == "Written by Ada Moreau, TCA publisher"
    assert (content.authors, content.body) == (ADA, BODY)


def test_the_day_may_stand_behind_the_name() -> None:
    for line in ("By Ada Moreau, 13 August 2015", "By Ada Moreau, August 13, 2015"):
        content = read(f"Storm\n\n{line}\n\n{BODY}")
        assert (content.authors, content.published) == (ADA, DAY)


def test_when_it_was_changed_is_no_part_of_it() -> None:
    content = read(
        "Storm\n\nPublished Aug. 13, 2015\n\nUpdated Aug. 14, 2015, 9:14 a.m. ET\n\n"
        f"OSH, Kyrgyzstan — {BODY}"
    )
    assert (content.published, content.place, content.body) == (DAY, "Osh", BODY)


def test_the_dash_of_an_american_wire_is_one() -> None:
    content = read(f"Storm\n\nBy ADA MOREAU\n\nOSH, Kyrgyzstan (AP) _ {BODY}")
    assert (content.place, content.agency, content.body) == ("Osh", "AP", BODY)


@pytest.mark.parametrize("line", [f"A{' ' * 200_000}b", "a" + "\u0301\u0323" * 100_000])
def test_a_long_line_of_any_signs_is_read_at_once(line: str) -> None:
    assert read(f"Storm\n\n{line}\n\nIt was noon.").body.endswith("noon.")
