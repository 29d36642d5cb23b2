"""The language of queries, each asked of every engine.

What is expected is what the language means, worked out by hand: the letters of the ids.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from tca_cli.article import Article
from tca_cli.errors.asked import EmptyQueryError, UnreadableQueryError
from tca_cli.index import ENGINES, SearchIndex, open_index
from tca_cli.query.parser import parse
from tests.support import article, settings_for

ARTICLES = (
    article(
        "a",
        "Mr. Tom Reyes saw the trucks arrive. The drivers were tired.\n\n"
        "The convoy crossed a bridge at dawn. It stopped twice.",
        headline="Yellow dump trucks reach the mine",
        authors=("Ada Moreau",),
        place="Osh",
        agency="HNS",
        keywords=("mining", "transport"),
        language="en",
        published=date(2015, 8, 13),
    ),
    article(
        "b",
        "The truck is cheap. A second truck is cheaper. The third truck costs 1,250"
        " dollars.\n\nFarmers praised the plan.",
        headline="A truck for every farmer",
        authors=("Tom Reyes",),
        place="Minsk",
        agency="TCB",
        keywords=("farming",),
        language="en",
        published=date(2014, 12, 31),
    ),
    article(
        "c",
        "The U.S. Embassy praised the plant. US engineers will train workers.\n\n"
        "Workers told us that pay is low.",
        headline="U.S. sends engineers to Kazakhstan-Belarus plant",
        authors=("Ada Moreau", "Tom Reyes"),
        place="Astana",
        agency="HNS",
        keywords=("industry", "aid"),
        language="en",
        published=date(2015, 1, 1),
    ),
    article(
        "d",
        "The IT sector grows in May. WHO officials visited. Gen. Reyes opened the"
        " fair.\n\nNurse Will Harker may leave. It rained.",
        headline="IT firms hire in May",
        authors=("Harker, Will",),
        place="Almaty",
        keywords=("technology",),
        language="en",
        published=date(2016, 5, 1),
    ),
    article(
        "e",
        "Nobody told us who will come. They may wait. It was cold. The storm passed"
        " over the quay.\n\nA storm, then another storm: three in a week.",
        headline="It may rain, they said",
        language="en",
    ),
    article(
        "f",
        "Новый мост открыли весной. К мосту привезли ёлку.\n\n"
        "Мэр поблагодарил рабочих.",
        headline="Мост через реку",
        authors=("Лев Кораблин",),
        place="Ош",
        language="ru",
        published=date(2010, 3, 20),
    ),
    article(
        "g",
        "Дети увидели елку. Мосты закрыты.\n\nГазеты пишут о празднике.",
        headline="Ёлка на площади",
        authors=("Семён Лужин",),
        place="Минск",
        language="ru",
        published=date(1999, 12, 31),
    ),
    article(
        "h",
        "Łukasz Wójcik and Қайрат Әлімов sell coffee. The café is near the Żabka"
        " river.\n\nA resumé helps, said Mr. Wójcik's cousin.",
        headline="Łukasz Wójcik opens a café in Łódź",
        authors=("Łukasz Wójcik", "Қайрат Әлімов"),
        place="Łódź",
        keywords=("food", "Café culture"),
        language="en",
        published=date(2017, 6, 30),
    ),
    article(
        "i",
        "The belaz plant and the maz plant compete. Kobyakov, the director, blamed"
        " nobody. Turkmenistan and Uzbekistan buy both.\n\nThe trucking firm"
        " Truckline, of J. Brandt and Sons Ltd. in Talas, closed.",
        headline="Two rivals",
        language="en",
        published=date(2015, 2, 28),
    ),
    article(
        "j",
        "Copper beside tin beside old silver fell. Zinc rose at the exchange in Port"
        " Ellen. Iron held.\n\nNickel lost. Nobody in Port Vila wept.",
        headline="Metals",
        authors=("Jean O'Neill",),
        place="Port Ellen",
        agency="Metal Wire",
        keywords=("metals", "mining"),
        language="en",
        published=date(2001, 9, 1),
    ),
    article(
        "k",
        "O’Neill wrote the company's report. The companies' owners paid 1,250,000"
        " francs at 12:30. See https://example.org/report for the file(s).\n\n"
        "C++ programmers wrote it - 🙂 - in a week.",
        headline="O’Neill’s report on N’Djamena",
        authors=("J.R. D’Afflisio",),
        language="en",
    ),
    article(
        "l",
        "In the capital thousands marched. To be or not to be, a poster said. Police"
        " counted 3000 people; organisers, 12500.\n\n"
        "The AND gate and the NOT gate were shut.",
        headline="Thousands march",
        language="en",
        published=date(2008, 2, 29),
    ),
    article(
        "m",
        "The wind fell. Quay workers slept.\n\nThe storm returned.",
        headline="Storm",
        authors=("Nora Quill",),
        place="Osh",
        agency="HNS",
        language="en",
        published=date(2016, 1, 1),
    ),
    article("n", "A quiet day."),
)
RECORD: dict[str, Article] = {kept.id: kept for kept in ARTICLES}
ALL = "abcdefghijklmn"


@pytest.fixture(scope="module", params=ENGINES)
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchIndex]:
    settings = settings_for(tmp_path_factory.mktemp("language") / "index", RECORD)
    with closing(open_index(request.param, settings)) as opened:
        opened.add(RECORD.values())
        yield opened


def assert_found(index: SearchIndex, typed: str, expected: str) -> None:
    query = parse(typed)
    assert "".join(sorted(set(index.ids(query)))) == "".join(sorted(expected))
    assert index.search(query, limit=0).total == len(expected)
    assert parse(str(query)) == query


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("truck", "abi"),
        ("trucks", "abi"),
        ("TRUCKS", "abi"),
        ("Trucking", "abi"),
        ("engineer", "c"),
        ("farmer", "b"),
        ("marching", "l"),
        ("thousand", "l"),
        ("company", "k"),
        ("companies", "k"),
        ("company's", "k"),
        ("company’s", "k"),
        ("companies'", "k"),
        ("report's", "k"),
        ("workers'", "cm"),
        ("O'Neill", "k"),
        ("o’neill", "k"),
        ("neill", "k"),
        ("oneill", "k"),
        ("djamena", "k"),
        ("N'DJAMENA", "k"),
        ("Kazakhstan-Belarus", "c"),
        ("kazakhstan", "c"),
        ("belarus-kazakhstan", ""),
        ("1250", "b"),
        ("1,250", "b"),
        ("1250000", "k"),
        ("1,250,000", "k"),
        ("3,000", "l"),
        ("12,500", "l"),
        ("250", ""),
        ("wójcik", "h"),
        ("wojcik", "h"),
        ("WÓJCIK", "h"),
        ("lukasz lodz", "h"),
        ("cafe", "h"),
        ("cafés", "h"),
        ("zabka", "h"),
        ("кайрат", "h"),
        ("Қайрат", "h"),
        ("мост", "fg"),
        ("мосту", "fg"),
        ("МОСТЫ", "fg"),
        ("ёлка", "fg"),
        ("елки", "fg"),
        ("ЁЛКУ", "fg"),
        ("газета", "g"),
        ("рабочий", "f"),
        ("storming", "em"),
        ("stork", ""),
        ("plan", "b"),
        ("mining", "a"),
    ],
)
def test_a_word_is_found_in_any_form(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("US", "c"),
        ("U.S.", "c"),
        ("U.S", "c"),
        ("us", "ce"),
        ("US storm", ""),
        ("us storm", "em"),
        ("U.S. storm", ""),
        ("IT", "d"),
        ("it", "adek"),
        ("IT rain", "d"),
        ("it rain", "de"),
        ("IT storm", ""),
        ("WHO", "d"),
        ("who", "de"),
        ("WHO told", ""),
        ("who told", "ce"),
        ("May", "de"),
        ("may", "de"),
        ("May storm", "e"),
        ("may storm", "em"),
        ("Will", "cde"),
        ("Will storm", "e"),
        ("will storm", "em"),
        ("the storm", "em"),
        ("over", "e"),
        ("over storm", "em"),
        ("over AND storm", "e"),
        ("storm -over", "m"),
        ("over published:2016", ""),
        ("over language:en", "e"),
        ("to be or not to be", "l"),
        ("in the capital", "l"),
        ('storm "over"', "e"),
        ("через", "f"),
        ("через мост", "fg"),
        ("к мосту", "fg"),
    ],
)
def test_common_words_are_left_out_unless_they_are_names_or_alone(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("truck mine", "a"),
        ("truck AND mine", "a"),
        ("truck and mine", "a"),
        ("truck AND storm", ""),
        ("truck OR storm", "abeim"),
        ("truck or storm", ""),
        ("truck NOT mine", "bi"),
        ("truck -mine", "bi"),
        ("truck AND NOT mine", "bi"),
        ("truck not mine", "a"),
        ("NOT mine", "bcdefghijklmn"),
        ("-mine", "bcdefghijklmn"),
        ("NOT NOT mine", "a"),
        ("NOT -mine", "a"),
        ("NOT truck plant", "c"),
        ("-truck plant", "c"),
        ("truck NOT mine NOT farmers", "i"),
        ("truck NOT mine OR storm", "beim"),
        ("storm OR truck NOT plant", "abem"),
        ("plant truck OR storm", "eim"),
        ("storm OR plant truck", "eim"),
        ("plant (truck OR embassy)", "ci"),
        ("plant NOT (truck OR storm)", "c"),
        ("praised -(truck OR storm)", "c"),
        ("-(truck OR storm) praised", "c"),
        ("truck AND plant OR storm AND quay", "eim"),
        ("truck AND (plant OR storm) AND compete", "i"),
        ("truck OR (storm AND wind)", "abim"),
        ("(truck OR storm) (plant OR wind)", "im"),
        ("(truck)(mine)", "a"),
        ("((truck))", "abi"),
        ('truck -"dump trucks"', "bi"),
        ('NOT "dump trucks" truck', "bi"),
        ("truck OR storm OR copper", "abeijm"),
        ("truck OR NOT language:en", "abfgin"),
        ("NOT (truck OR language:en)", "fgn"),
        ("NOT truck NOT language:en", "fgn"),
        ("truck -headline:truck", "i"),
        ("=trucks -author:kwan", "a"),
        ("-=trucks truck", "bi"),
        ("well-known OR storm", "em"),
    ],
)
def test_and_or_not_and_parentheses_bind_as_documented(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"dump trucks"', "a"),
        ("“dump trucks”", "a"),
        ("„Dump Truck“", "a"),
        ("«dump trucks»", "a"),
        ("dump-trucks", "a"),
        ('"trucks dump"', ""),
        ('"reach the mine"', "a"),
        ('"reach a mine"', ""),
        ('"reach mine"', ""),
        ('"to be or not to be"', "l"),
        ('"AND gate"', "l"),
        ('"NOT gate"', "l"),
        ('"kazakhstan belarus plant"', "c"),
        ('"told us"', "ce"),
        ('"told US"', ""),
        ('"US embassy"', "c"),
        ('"U.S. Embassy"', "c"),
        ('"us embassy"', "c"),
        ('"arrive the drivers"', "a"),
        ('"fell quay"', "m"),
        ('"fell zinc"', "j"),
        ('"the mine mr"', ""),
        ('"storm the wind"', ""),
        ('"metals copper"', ""),
        ('"второй мост"', ""),
        ("«Новый мост»", "f"),
        ('"через реку"', "f"),
        ('"dump truck*"', "a"),
        ('"=Port Ellen"', "j"),
        ('"=port Ellen"', ""),
        ('"lukasz wojcik"', "h"),
        ('"port vila" "port ellen"', "j"),
    ],
)
def test_a_phrase_is_found_where_its_words_stand_side_by_side(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("copper w/5 silver", "j"),
        ("copper w/4 silver", ""),
        ("silver w/5 copper", "j"),
        ("silver w/4 copper", ""),
        ("COPPER W/5 SILVER", "j"),
        ("copper pre/5 silver", "j"),
        ("copper PRE/5 silver", "j"),
        ("copper pre/4 silver", ""),
        ("silver pre/5 copper", ""),
        ('"copper silver"~5', "j"),
        ('"copper silver"~4', ""),
        ('"silver copper"~5', "j"),
        ("“silver copper”~4", ""),
        ("old w/1 silver", "j"),
        ("silver pre/1 old", ""),
        ("silver w/2 zinc", "j"),
        ("silver w/1 zinc", ""),
        ('zinc w/6 "port ellen"', "j"),
        ('zinc w/5 "port ellen"', ""),
        ('"port ellen" w/1 iron', "j"),
        ('iron pre/9 "port ellen"', ""),
        ("copper w/2 tin w/3 silver", "j"),
        ("copper w/2 tin w/2 silver", ""),
        ("(copper OR zinc) w/1 rose", "j"),
        ("rose w/1 (copper OR lead)", ""),
        ("truck w/5 truck", "b"),
        ("truck w/4 truck", ""),
        ("mine w/1 mr", ""),
        ("yellow w/99 tired", ""),
        ("copper w/1 silver OR storm", "em"),
        ("nobody copper w/5 silver", "j"),
        ("dump w/1 truck*", "a"),
        ("b?laz w/1 plnat~", "i"),
    ],
)
def test_near_counts_words_to_the_very_last(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("copper w/s silver", "j"),
        ("silver w/s copper", "j"),
        ("copper w/s zinc", ""),
        ("copper w/p zinc", "j"),
        ("zinc W/P copper", "j"),
        ("copper w/p nickel", ""),
        ("iron w/s nickel", ""),
        ("storm w/s quay", "e"),
        ("storm w/p quay", "e"),
        ("storm AND quay", "em"),
        ("storm w/p wind", ""),
        ("mr w/s trucks", "a"),
        ("reyes w/s drivers", ""),
        ("reyes w/p drivers", "a"),
        ("U.S. w/s embassy", "c"),
        ("embassy w/s engineers", ""),
        ("embassy w/p engineers", "c"),
        ("gen w/s fair", "d"),
        ("officials w/s fair", ""),
        ("resume w/s cousin", "h"),
        ("brandt w/s closed", "i"),
        ("truckline w/s talas", "i"),
        ("owners w/s francs", "k"),
        ("francs w/s file", ""),
        ("мост w/s елка", "f"),
        ("мост w/p елка", "fg"),
        ('"port ellen" w/s zinc', "j"),
        ("yellow w/p drivers", ""),
    ],
)
def test_sentences_and_paragraphs_bound_what_is_near(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("atleast1(truck)", "abi"),
        ("atleast2(truck)", "ab"),
        ("atleast3(truck)", "b"),
        ("atleast4(truck)", "b"),
        ("atleast5(truck)", ""),
        ("atleast2(truck*)", "abi"),
        ("ATLEAST3(storm)", "e"),
        ("atleast2(storm)", "em"),
        ("atleast3(storm OR quay)", "em"),
        ("atleast4(storm OR quay)", "e"),
        ('atleast2("truck is")', "b"),
        ('atleast3("truck is")', ""),
        ("atleast3(storm) OR copper", "ej"),
        ("storm -atleast3(storm)", "m"),
        ("body:atleast2(storm)", "e"),
        ("headline:atleast1(storm)", "m"),
        ("body:(atleast2(storm))", "e"),
        ("atleast2(storm) w/2 another", "e"),
    ],
)
def test_atleast_counts_in_headline_and_body_together(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("truck*", "abi"),
        ("TRUCK*", "abi"),
        ("trucks*", "a"),
        ("trucki*", "i"),
        ("storms*", ""),
        ("b?laz", "i"),
        ("B?LAZ", "i"),
        ("b?az", ""),
        ("m?z", "i"),
        ("?uay", "em"),
        ("*stan", "ci"),
        ("*line", "i"),
        ("st*m", "em"),
        ("k?b*v", "i"),
        ("compan*", "k"),
        ("мост*", "fg"),
        ("мосты*", "g"),
        ("ёлк*", "fg"),
        ("wójci*", "h"),
        ("wojci*", "h"),
        ("1250*", "bkl"),
        ("truck* -trucki*", "ab"),
        ("headline:truck*", "ab"),
        ("truck NOT *stan", "ab"),
        ("truck -*stan", "ab"),
        ("truck -?elaz", "ab"),
        ("truck -b?laz", "ab"),
        ("truck -balaz~", "ab"),
        ("belaz~", "i"),
        ("belas~", "i"),
        ("kobyakof~", "i"),
        ("kobyakovv~", "i"),
        ("kobykov~", "i"),
        ("kobyaokv~", "i"),
        ("kabyakav~", ""),
        ("kabyakav~2", "i"),
        ("kabyakaf~2", ""),
        ("KOBYAKOF~", "i"),
        ("quya~", "em"),
        ("qua~", "em"),
        ("nickle~1", "j"),
        ("stroms~", ""),
        ("stroms~2", "em"),
        ("trucky~", "ab"),
        ("мосту~", "fg"),
        ("wojcek~", "h"),
        ("=trucks", "a"),
        ("=Trucks", ""),
        ("=truck", "b"),
        ("=Storm", "m"),
        ("=storm", "em"),
        ("=May", "d"),
        ("=may", "de"),
        ("=US", "c"),
        ("=us", "ce"),
        ("=U.S.", "c"),
        ("=Wójcik", "h"),
        ("=Wojcik", ""),
        ("=Ёлка", "g"),
        ("=елка", ""),
        ("headline:=Storm", "m"),
    ],
)
def test_patterns_fuzzy_and_exact_words_are_not_stemmed(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("headline:truck", "ab"),
        ("Headline:truck", "ab"),
        ("body:truck", "abi"),
        ("headline:storm", "m"),
        ("body:storm", "em"),
        ("hlead:storm", "em"),
        ("hlead:silver", "j"),
        ("hlead:nickel", ""),
        ("hlead:(storm OR nickel)", "em"),
        ('headline:"dump trucks"', "a"),
        ('body:"dump trucks"', ""),
        ("headline:(truck mine)", "a"),
        ("headline:truck mine", "a"),
        ("headline:truck drivers", "a"),
        ("headline:(truck drivers)", ""),
        ("headline:storm body:storm", "m"),
        ("body:(storm w/s quay)", "e"),
        ("author:reyes", "bc"),
        ("author:REYES", "bc"),
        ('author:"Reyes, Tom"', "bc"),
        ('author:"ada moreau"', "ac"),
        ('author:"ada reyes"', ""),
        ("author:rey", ""),
        ("author:moreau author:reyes", "c"),
        ("author:moreau -author:reyes", "a"),
        ("author:moreau OR quill", "ac"),
        ("author:(moreau OR quill)", "acm"),
        ("author:(tom reyes OR quill)", "bcm"),
        ("author:o'neill", "j"),
        ("author:oneill", "j"),
        ("author:dafflisio", "k"),
        ("author:wojcik", "h"),
        ("author:семен", "g"),
        ("author:кайрат", "h"),
        ('author:"Will Harker"', "d"),
        ("reyes", "ad"),
        ("place:osh", "am"),
        ("place:ош", "f"),
        ("place:lodz", "h"),
        ("place:port", "j"),
        ('place:"PORT ELLEN"', "j"),
        ("place:(osh OR minsk)", "abm"),
        ("agency:hns", "acm"),
        ('agency:"metal wire"', "j"),
        ("agency:wire", "j"),
        ("keyword:mining", "aj"),
        ("keyword:culture", "h"),
        ('keyword:"cafe culture"', "h"),
        ("keyword:truck", ""),
        ("language:ru", "fg"),
        ("language:EN", "abcdehijklm"),
        ("NOT language:en", "fgn"),
        ("storm place:osh", "m"),
        ("truck agency:hns", "a"),
        ("id:a", "a"),
        ("id:A", "a"),
        ("id:a OR id:f", "af"),
        ("id:aa", ""),
        ("truck -id:a", "bi"),
    ],
)
def test_fields_ask_in_one_place_alone(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("published:2015", "aci"),
        ("published:2015-08", "a"),
        ("published:2015-8", "a"),
        ("published:2015-08-13", "a"),
        ("published:2015-08-14", ""),
        ("published:1999", "g"),
        ("published:1998", ""),
        ("published:2008-02", "l"),
        ("published:2008-02-29", "l"),
        ("published:2014..2015", "abci"),
        ("published:2014-12-31..2015-01-01", "bc"),
        ("published:2015-02..2015-08", "ai"),
        ("published:2016-01-02..2016-05-01", "d"),
        ("published:2016..", "dhm"),
        ("published:..2001", "gj"),
        ("published:>=2015-08", "adhm"),
        ("published:>2015", "dhm"),
        ("published:>2014-12-31", "acdhim"),
        ("published:<2015", "bfgjl"),
        ("published:<2014-12-31", "fgjl"),
        ("published:<=2014", "bfgjl"),
        ("published:<=1999-12-31", "g"),
        ('published:">= 2016-05"', "dh"),
        ("published:2015..2014", ""),
        ("published:(2014 OR 2016)", "bdm"),
        ("NOT published:..2017", "ekn"),
        ("NOT published:1999..", "ekn"),
        ("storm published:2016", "m"),
        ("storm -published:2016", "e"),
        ("*", ALL),
        ("* NOT language:en", "fgn"),
        ("storm *", "em"),
        ("truck OR *", ALL),
        ("NOT *", ""),
        ("storm NOT *", ""),
        ("storm -*", ""),
    ],
)
def test_dates_hold_nothing_undated_and_a_star_everything(
    index: SearchIndex, typed: str, expected: str
) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("C++", "k"),
        ("storm - quay", "em"),
        ("storm – quay", "em"),
        ("storm --quay", "em"),
        ("storm 🙂", "em"),
        ("🙂 storm", "em"),
        ("12:30", "k"),
        ("12:45", ""),
        ("https://example.org/report", "k"),
        ("https://example.org/storm", ""),
        ("storm.", "em"),
        ("storm, quay; ", "em"),
        ("storm!", "em"),
        ("who built the truck?", ""),
        ("where is the truck?", "abi"),
        ("storm...", "em"),
        ("'storm'", "em"),
        ("‘storm’", "em"),
        ("' storm", "em"),
        ("Belarus'", "c"),
        ("file(s)", "k"),
        ("(file(s))", "k"),
        ("(file(s) OR storm)", "ekm"),
        ("storm )", "em"),
        ("storm :)", "em"),
        ("storm: quay", "em"),
        ("storm () quay", "em"),
        ('storm "" quay', "em"),
        ("storm & quay", "em"),
        ("storm + quay", "em"),
        ("storm/quay", ""),
        ("#storm @quay", "em"),
        ("[storm]", "em"),
        ("storm\t\nquay ", "em"),
        ("storm ~ quay", "em"),
        ("storm = quay", "em"),
        ("storm\\quay", ""),
        ("'; DROP TABLE storm", ""),
        ("storm\u00adquay", ""),
        ("st\u00adorm", "em"),
        ("cafe\u0301", "h"),
    ],
)
def test_oddities_break_nothing(index: SearchIndex, typed: str, expected: str) -> None:
    assert_found(index, typed, expected)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ('"dump trucks', '(") at the beginning has no partner'),
        ('big "dump trucks', "(\") after 'big' has no partner"),
        ('"dump" trucks"', "has no partner"),
        ("“dump trucks", "has no partner"),
        ("?!", "there is no word in it"),
        ("...", "there is no word in it"),
        ("🙂", "there is no word in it"),
        (" - ", "there is no word in it"),
        ("()", "there is no word in it"),
        ('""', "there is no word in it"),
        ("truck AND", "AND needs something to look for on both sides"),
        ("AND truck", "AND needs something to look for on both sides"),
        ("truck AND AND mine", "AND needs something to look for on both sides"),
        ("truck AND OR mine", "AND needs something to look for on both sides"),
        ("(truck AND)", "AND needs something to look for on both sides"),
        ("OR truck", "OR needs something to look for on both sides"),
        ("truck OR", "OR needs something to look for on both sides"),
        ("truck OR OR mine", "OR needs something to look for on both sides"),
        ("truck OR ()", "OR needs something to look for on both sides"),
        ("NOT", "NOT needs something to leave out after it"),
        ("truck NOT", "NOT needs something to leave out after it"),
        ("(truck NOT)", "NOT needs something to leave out after it"),
        ("truck -()", "- needs something to leave out after it"),
        ("truck w/5", "w/5 needs a word on both sides"),
        ("w/5 truck", "w/5 needs a word on both sides"),
        ("truck pre/3", "pre/3 needs a word on both sides"),
        ("truck w/s", "w/s needs a word on both sides"),
        ("truck w/p w/s mine", "needs a word on both sides"),
        ("author:x w/5 truck", "w/5 stands between words only"),
        ("truck w/p NOT mine", "w/p stands between words only"),
        ("truck pre/2 headline:mine", "pre/2 stands between words only"),
        ("* w/5 truck", "w/5 stands between words only"),
        ("(truck", "the parenthesis ( has no partner"),
        ("truck (mine OR (quay)", "the parenthesis ( has no partner"),
        ("headline:(truck", "the parenthesis ( has no partner"),
        ("atleast2(truck", "has no partner"),
        ("foo:bar", "there is no field foo"),
        ("foo:bar", 'quote it: "foo:bar"'),
        ("truck Title:mine", "there is no field Title"),
        ("published:13.08.2015", "'13.08.2015' is no date"),
        ("published:2015-13", "is no date"),
        ("published:2015-02-29", "is no date"),
        ("published:soon", "is no date"),
        ("published:..", "is no date"),
        ("published:2015..soon", "is no date"),
        ("published:>=", "is no date"),
        ("id:xyz", "'xyz' is no id"),
        ("id:1234567890abc", "is no id"),
        ("atleast2(author:x)", "atleast needs words in its parentheses"),
        ("atleast0(truck)", "atleast needs words in its parentheses"),
        ("atleast2()", "atleast needs words in its parentheses"),
        ("atleast2(NOT truck)", "atleast needs words in its parentheses"),
        ("headline:(published:2015)", "headline: takes words"),
        ("headline:*", "headline: takes words"),
        ("headline:author:x", "headline: needs something right after it"),
        ("author:()", "author:( takes names, OR between them"),
        ("author:(moreau", "author:( takes names, OR between them"),
        ("author:(moreau OR)", "author:( takes names, OR between them"),
        ("author:?!", "author: needs a name right after it"),
        ("(" * 60 + "x" + ")" * 60, "too many parentheses within each other"),
        ("storm " * 1001, "it has more than 1000 words; type fewer"),
        ('"' + "storm " * 101 + '"', "a phrase has more than 100 words; type fewer"),
    ],
)
def test_what_cannot_be_read_is_answered_in_one_line(typed: str, said: str) -> None:
    with pytest.raises(UnreadableQueryError) as refused:
        parse(typed)
    message = str(refused.value)
    assert message.startswith("cannot read the query ")
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize("typed", ["", " ", "\t\n"])
def test_nothing_typed_is_another_fault(typed: str) -> None:
    with pytest.raises(EmptyQueryError):
        parse(typed)
