from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tca_cli.readers.newspaper.dateline import dateline, dateline_alone
from tca_cli.readers.newspaper.place_names import in_title_case

TEXT = "The dam held."


@pytest.mark.parametrize(
    ("beginning", "place", "agency", "published"),
    [
        # The usual ones
        ("ASTANA (TCA) — ", "Astana", "TCA", None),
        ("BISHKEK — ", "Bishkek", None, None),
        ("ASTANA – ", "Astana", None, None),
        ("OSH, Kyrgyzstan–", "Osh", None, None),
        ("HAYWARD, Calif. (AP) — ", "Hayward", "AP", None),
        ("WASHINGTON, Feb 26 - ", "Washington", None, None),
        ("MINSK, 5 March (BelTA) – ", "Minsk", "BelTA", None),
        (
            "BEIJING/MOSCOW, June 2, 2015 (Reuters) - ",
            "Beijing/Moscow",
            "Reuters",
            date(2015, 6, 2),
        ),
        ("АСТАНА (ТАСС) — ", "Астана", "ТАСС", None),
        # Slips of the wire
        ("CHEVY CHASE, Md., - March 4 - ", "Chevy Chase", None, None),
        ("ROCKVILLE, Md, - March 6 - ", "Rockville", None, None),
        ("EVANDALE, Ohio, April, 13 - ", "Evandale", None, None),
        ("PRINCETON, N.J., March 215 - ", "Princeton", None, None),
        ("COEUR D'ALENE, Idaho, March 2 - ", "Coeur d'Alene", None, None),
        ("DAR ES SALAAM, April 3 - ", "Dar es Salaam", None, None),
        # Dashes
        ("BISHKEK - ", "Bishkek", None, None),
        ("BISHKEK -- ", "Bishkek", None, None),
        ("BISHKEK— ", "Bishkek", None, None),
        ("BISHKEK —", "Bishkek", None, None),
        ("WASHINGTON—", "Washington", None, None),
        ("WASHINGTON, Feb 26- ", "Washington", None, None),
        ("ASTANA (TCA)—", "Astana", "TCA", None),
        ("ASTANA (TCA) -- ", "Astana", "TCA", None),
        ("ASTANA (TCA)--", "Astana", "TCA", None),
        ("ASTANA (TCA), – ", "Astana", "TCA", None),
        # Places
        ("UST-KAMENOGORSK — ", "Ust-Kamenogorsk", None, None),
        ("NEW YORK — ", "New York", None, None),
        ("ST. PETERSBURG — ", "St. Petersburg", None, None),
        ("RIO DE JANEIRO (AP) — ", "Rio de Janeiro", "AP", None),
        ("PORT-AU-PRINCE, Haiti — ", "Port-au-Prince", None, None),
        ("ROSTOV-ON-DON (TASS) — ", "Rostov-on-Don", "TASS", None),
        ("РОСТОВ-НА-ДОНУ (ТАСС) — ", "Ростов-на-Дону", "ТАСС", None),
        ("АЛМА-АТА — ", "Алма-Ата", None, None),
        ("ОШ — ", "Ош", None, None),
        ("ОШ (ТЦА) — ", "Ош", "ТЦА", None),
        ("ӨСКЕМЕН — ", "Өскемен", None, None),
        ("SÃO PAULO (Reuters) - ", "São Paulo", "Reuters", None),
        ("ŁÓDŹ, Poland — ", "Łódź", None, None),
        ("UNITED NATIONS (AP) — ", "United Nations", "AP", None),
        ("WASHINGTON, D.C. — ", "Washington", None, None),
        ("CHARLESTON, W.Va. (AP) — ", "Charleston", "AP", None),
        ("FARMINGTON Conn. (AP) — ", "Farmington", "AP", None),
        ("SEOUL, South Korea (AP) — ", "Seoul", "AP", None),
        ("McALLEN, Texas (AP) — ", "McAllen", "AP", None),
        ("Bishkek (AKIpress) - ", "Bishkek", "AKIpress", None),
        ("Tashkent, Uzbekistan (UzA) -- ", "Tashkent", "UzA", None),
        # Agencies
        ("BISHKEK (24.kg) — ", "Bishkek", "24.kg", None),
        ("ASTANA (REUTERS) - ", "Astana", "Reuters", None),
        ("ASTANA (Harbour News) — ", "Astana", "Harbour News", None),
        ("BOSTON (The Associated Press) — ", "Boston", "AP", None),
        ("ASTANA. KAZINFORM - ", "Astana", "Kazinform", None),
        ("LONDON (Reuters, 5 May) - ", "London", "Reuters", None),
        # Dates
        ("MOSCOW. May 5 (Interfax) - ", "Moscow", "Interfax", None),
        ("NEW DELHI, Aug. 13 (PTI) -- ", "New Delhi", "PTI", None),
        ("MINSK, 5 March 2015 (BelTA) – ", "Minsk", "BelTA", date(2015, 3, 5)),
        ("MINSK, 5 March, 2015 – ", "Minsk", None, date(2015, 3, 5)),
        ("MINSK, March 5 2015 – ", "Minsk", None, date(2015, 3, 5)),
        (
            "DUSHANBE, August 13, 2015, Asia-Plus -- ",
            "Dushanbe",
            "Asia-Plus",
            date(2015, 8, 13),
        ),
        (
            "ALMATY, Kazakhstan, Aug. 13, 2015 (TCA) — ",
            "Almaty",
            "TCA",
            date(2015, 8, 13),
        ),
        (
            "ТАШКЕНТ, 13 августа 2015 (Интерфакс) — ",
            "Ташкент",
            "Интерфакс",
            date(2015, 8, 13),
        ),
        ("МИНСК, 5 марта — ", "Минск", None, None),
        ("МОСКВА, 5 мая (ТАСС) — ", "Москва", "ТАСС", None),
        ("Astana, 13 August 2015 – ", "Astana", None, date(2015, 8, 13)),
        ("OSH, June 31, 2015 (TCA) — ", "Osh", "TCA", None),
    ],
)
def test_a_dateline_says_where_by_whom_and_when(
    beginning: str, place: str, agency: str | None, published: date | None
) -> None:
    found = dateline(f"{beginning}{TEXT}")
    assert found is not None
    assert found.place == place
    assert (found.agency, found.published) == (agency, published)
    assert found.rest == TEXT
    # As printed, without the dash
    assert found.printed == beginning.rstrip(" ,—–-")


@pytest.mark.parametrize(
    "rest",
    ["“We held,” she said.", "300 people left.", '"We held."', "«Мы дома».", "I"],
)
def test_what_follows_a_place_alone_begins_a_sentence(rest: str) -> None:
    found = dateline(f"OSH — {rest} Then the water went.")
    assert found is not None
    assert found.place == "Osh"


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "—",
        "The dam held.",
        # The usual ones
        "NASA — the agency — said",
        "DEAR ABBY: The dam held.",
        "UPDATE 1 - The dam held.",
        "TCA: What comes next? The dam.",
        # Abbreviations and words in capitals
        "NASA — The agency has said nothing.",
        "UNESCO — The agency has said nothing.",
        "TCA - What comes next?",
        "USA — The country has said nothing.",
        "WHO — The organisation has said nothing.",
        "ASEAN — The ten countries have said nothing.",
        "AIIB — The bank has said nothing.",
        "INTERPOL — The police have said nothing.",
        "ISIS — The group has said nothing.",
        "ISAF — The force has said nothing.",
        "EXPO — The fair has opened.",
        "COVID-19 — The illness is gone.",
        "BelAZ — The works have said nothing.",
        "CASA-1000 — The line is not built.",
        "ООН — Организация молчит.",
        "США — Страна молчит.",
        "ЕАЭС — Союз молчит.",
        "ОБСЕ — Организация молчит.",
        "ЮНЕСКО — Организация молчит.",
        # Labels
        "CORRECTION — The dam held, it did not break.",
        "EDITOR'S NOTE — This story was changed on Friday.",
        "EDITOR’S NOTE — This story was changed on Friday.",
        "EXCLUSIVE - The dam held.",
        "BREAKING — The dam held.",
        "BREAKING NEWS — The dam held.",
        "OPINION — The dam must go.",
        "WARNING — The road is closed.",
        "CLARIFICATION — The road is open.",
        "WRAPUP 2 - The dam held.",
        "UPDATE 1-The dam held.",
        "Q - What comes next?",
        "A — The dam does.",
        "ВИДЕО — Плотина выдержала.",
        "ФОТО — Плотина выдержала.",
        "СРОЧНО — Плотина выдержала.",
        "МНЕНИЕ — Плотину надо снести.",
        "ВНИМАНИЕ — Дорога закрыта.",
        # Days
        "MONDAY — The dam held.",
        "MAY 5 — The dam held.",
        "AUGUST — The dam held.",
        "Friday, August 13 - The dam held.",
        "Last Monday, May 5 – the dam held.",
        "Yesterday, August 13 – the dam held.",
        "TODAY — The dam held.",
        "2015 — The year began.",
        "1990-1995 — The years of the drought.",
        # Sentences with dashes
        "The dam — the older of the two — held.",
        "Then, in May - when the snow had melted - they came.",
        "Prices, which fell in March — by half — rose again.",
        "Kazakhstan, in August — for the first time — sold gas.",
        "In Astana, in May – as every year – it rained.",
        "Farmers, who in June - before the rain - sowed, lost it all.",
        "Ada Moreau, aged 45 — a teacher — left.",
        "Ada Moreau, age 45 – a teacher – left.",
        "The army, about 30 - 40 men, left.",
        "The team, aged 15 – 18, won.",
        "Oil fell, down 3 - 4 percent, on Monday.",
        "Ada Moreau, of Osh, — a teacher — left.",
        "Osh, Kyrgyzstan — the second city — has a bazaar.",
        "WASHINGTON-based officials said nothing.",
        "KARAGANDA — the heart of the coalfield — has changed.",
        "ASTANA — the capital — grows.",
        "ASTANA, Kazakhstan — a young capital — grows.",
        "STOP — the sign said — or turn.",
        "— Да, — сказал он.",
        "- The first item - and more of it.",
        "I — We had not met before.",
        "IN ASTANA — The dam held.",
        "FROM OSH TO JALALABAD — The road is open.",
        # In parentheses, what is no agency
        "Kazakhstan (the largest of the five) — a land of steppe — sells oil.",
        "The European Union (EU) — the largest donor — said nothing.",
        "World Health Organization (WHO) – Health is a right, it says.",
        "Eurasian Economic Union (EAEU) — What it is, and what it is not.",
        "Shanghai Cooperation Organisation (SCO) - The leaders met.",
        "Ada Moreau (Green Party) — 34 percent.",
        "Ada Moreau (Osh) — Tom Reyes (Minsk) 3:1.",
        "Ada Moreau (Reuters) — a photographer — left.",
        "Russia (Moscow) – the largest country – sells gas.",
        "Astana (formerly Akmola) — the capital — grows.",
        # Far behind
        f"ASTANA {'and so on ' * 12}(TCA) — The dam held.",
    ],
)
def test_what_only_looks_like_a_dateline_is_none(paragraph: str) -> None:
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "is_bare"),
    [
        ("BISHKEK — The dam held.", True),
        ("BISHKEK (TCA) — The dam held.", False),
        ("OSH, Kyrgyzstan — The dam held.", False),
        ("OSH, May 5 — The dam held.", False),
    ],
)
def test_a_place_and_a_dash_alone_are_bare(paragraph: str, is_bare: bool) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert found.is_bare is is_bare


def test_a_day_without_its_year_gives_no_date_and_the_text_may_have_one() -> None:
    found = dateline("OSH, May 5 (TCA) — On June 2, 2015, the dam held.")
    assert found is not None
    assert found.published is None
    assert found.rest == "On June 2, 2015, the dam held."


def test_a_dash_in_the_text_ends_no_dateline() -> None:
    found = dateline("OSH (TCA) — The dam — the older one (TCA) — held.")
    assert found is not None
    assert (found.printed, found.rest) == (
        "OSH (TCA)",
        "The dam — the older one (TCA) — held.",
    )


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("ASTANA", "Astana"),
        ("NUR-SULTAN", "Nur-Sultan"),
        ("BEIJING/MOSCOW", "Beijing/Moscow"),
        ("RIO DE JANEIRO", "Rio de Janeiro"),
        ("FRANKFURT AM MAIN", "Frankfurt am Main"),
        ("LA PAZ", "La Paz"),
        ("ST. JOHN'S", "St. John's"),
        ("ST. JOHN’S", "St. John’s"),
        ("O'FALLON", "O'Fallon"),
        ("N'DJAMENA", "N'Djamena"),
        ("L'AQUILA", "L'Aquila"),
        ("SANA'A", "Sana'a"),
        ("XI'AN", "Xi'an"),
        ("WASHINGTON D.C.", "Washington D.C."),
        ("LaFox", "LaFox"),
        ("Osh", "Osh"),
        ("PORT-AU-PRINCE", "Port-au-Prince"),
        ("ROSTOV-ON-DON", "Rostov-on-Don"),
        ("РОСТОВ-НА-ДОНУ", "Ростов-на-Дону"),
        ("НИЖНИЙ НОВГОРОД", "Нижний Новгород"),
        ("ЙОШКАР-ОЛА", "Йошкар-Ола"),
        ("İSTANBUL", "İstanbul"),
    ],
)
def test_a_place_is_written_as_in_a_text(printed: str, place: str) -> None:
    assert in_title_case(printed) == place


@given(st.text())
@example("—")
@example("A, — B")
@example("(TCA) — B")
@example(", May — B")
@example("OSH, \u017fept. 3, 2015 — B")
@example("OSH (,) — B")
def test_any_paragraph_is_its_dateline_and_the_rest(paragraph: str) -> None:
    if found := dateline(paragraph):
        assert found.place
        assert found.printed in paragraph
        assert paragraph.endswith(found.rest)
        assert not found.printed.endswith(("—", "–", "-"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "OSH STATE UNIVERSITY — The students are back.",
        "THE ECONOMY — It grew by half.",
        "FOOTBALL — Osh have won again.",
        "USD/KZT - The rate rose.",
        "Talks with Iran, March 4 - the first in years - failed.",
    ],
)
def test_a_section_a_body_and_a_sentence_are_no_place(paragraph: str) -> None:
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("THE HAGUE — The court has ruled.", "The Hague"),
        ("UNION, N.J., March 12 - Profit rose.", "Union"),
        ("La paz, march 4 - about 1,000 people left.", "La Paz"),
        ("ASTANA, 5–6 March (TCA) — The forum opened.", "Astana"),
        ("ASTANA, 2015-03-05 (TCA) — The forum opened.", "Astana"),
    ],
)
def test_a_place_is_one_where_more_stands_beside_it(paragraph: str, place: str) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert found.place == place


@pytest.mark.parametrize("slip", ["****", "c    ", "RPT --", "RPT - "])
def test_what_a_wire_left_before_a_dateline_is_no_part_of_it(slip: str) -> None:
    found = dateline(f"{slip}OSH, Kyrgyzstan, March 30 - {TEXT}")
    assert found is not None
    assert (found.printed, found.place) == ("OSH, Kyrgyzstan, March 30", "Osh")


@pytest.mark.parametrize(
    ("printed", "place", "agency"),
    [
        ("ASTANA (TCA) —", "Astana", "TCA"),
        ("    WASHINGTON, Feb 26 - ", "Washington", None),
        ("Chevy Chase, Md.,", "Chevy Chase", None),
        ("Issyk-Kul", "Issyk-Kul", None),
        ("St. Petersburg, Russia", "St. Petersburg", None),
        ("АЛМАТЫ (ТАСС) —", "Алматы", "ТАСС"),
        ("NEW YORK, March 119", "New York", None),
    ],
)
def test_a_dateline_in_a_tag_of_its_own_needs_nothing_beside_the_place(
    printed: str, place: str, agency: str | None
) -> None:
    found = dateline_alone(printed)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert found.printed == printed.strip(" -—")


@pytest.mark.parametrize(
    "printed",
    [
        *("", "—", "13 August 2015", "April 7", "in Osh", "osh", "42", "UPDATE 1"),
        "A sentence of the text, which has nothing of the kind in it",
        f"OSH, {'x' * 90}",
    ],
)
def test_what_names_no_place_is_no_dateline_in_a_tag_either(printed: str) -> None:
    assert dateline_alone(printed) is None
