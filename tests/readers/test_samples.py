from datetime import date
from pathlib import Path
from typing import TypeAlias

import pytest

from tca_cli.archive.explain import ExplainedArticle, explain
from tca_cli.archive.reading import ReadingOptions
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tests.support import SAMPLES

AIGERIM = ("Aigerim Sadykova",)
DANIYAR = ("Daniyar Omurov",)
FARRUKH = ("Farrukh Nazarov",)
NODIRA = ("Nodira Yusupova",)
ELENA = ("Elena Karpenko",)
RUSLAN = ("Ruslan Akhmetzhanov",)
Row: TypeAlias = tuple[str, tuple[str, ...], str | None, str | None, date | None, int]
# File: how its headline begins, authors, agency, place, published, paragraphs
TABLE: dict[str, Row] = {
    "2016-05-20-saiga.txt": (
        *("Saiga calving", ELENA, None, "Astana", date(2016, 5, 20), 5),
    ),
    "almaty-apples.txt": (
        *("Дикие яблони", ("Тимур Сагинов",), "ТЦА", "Алматы", date(2016, 9, 21), 5),
    ),
    "aral-kok-aral.txt": (
        *("Behind the", AIGERIM + DANIYAR, None, "Almaty", date(2014, 9, 9), 5),
    ),
    "arslanbob-walnuts.json": (
        *("In Arslanbob", ELENA, "TCA", "Jalal-Abad", date(2013, 9, 27), 5),
    ),
    "baikonur-lease.txt": (
        *("UPDATE 1 - Baikonur", RUSLAN, "TCA", "Baikonur", date(2017, 4, 12), 5),
    ),
    "belaz-kazakhstan.txt": ("Belarusian", AIGERIM, "TCA", "Astana", None, 5),
    "casa-1000.txt": ("What CASA-1000 is", AIGERIM, "TCA", "Bishkek", None, 5),
    "charyn-ash-grove.html": (
        *("The ash grove", ELENA, "TCA", "Almaty", date(2017, 6, 14), 5),
    ),
    "khorog-garden.mhtml": (
        *("A garden", NODIRA, "TCA", "Khorog", date(2016, 4, 26), 4),
    ),
    "issyk-kul.txt": ("Issyk-Kul, ", DANIYAR, None, "Bishkek", date(2014, 10, 7), 5),
    "kalta-minor.eml": (
        *("Khiva’s short", ("Renée Courbaret",), "TCA", "Khiva", date(2018, 9, 4), 4),
    ),
    "arslanbob-walnuts.odt": (
        *("Ореховый лес", ("Данияр Омуров",), "ТЦА", "Арсланбоб", date(2015, 10, 5), 5),
    ),
    "lake-sarez.pdf": (
        *("Lake Sarez and", AIGERIM, "TCA", "Dushanbe", date(2014, 3, 14), 5),
    ),
    "medeu-dam.docx": ("The dam that", RUSLAN, "TCA", "Almaty", date(2016, 6, 28), 5),
    "ulugh-beg.epub": (
        *("The prince who", NODIRA, "TCA", "Samarkand", date(2017, 10, 27), 4),
    ),
    "manas-epic.txt": (
        *("The poem", ("AIGERIM SADYKOVA",), "TCA", None, date(2015, 9, 4), 5),
    ),
    "margilan-silk.txt": ("In Marg", ("Łukasz Wiśniewski",), None, None, None, 5),
    "nukus-museum.md": ("Nukus", ELENA, "TCA", "Nukus", date(2017, 10, 3), 7),
    "rogun-nurek.txt": (
        *("Tajikistan's tall dams", NODIRA, "TCA", "Dushanbe/Tashkent"),
        *(date(2015, 6, 16), 5),
    ),
    "samarkand-paper.txt": (
        *("“You can hear", ("Renée Courbaret",), None, None, date(2018, 3, 2), 4),
    ),
    "sarez-lake.xml": (
        *("A hundred years", ("Zarina Nazarova",), "TCA", "Khorog"),
        *(date(2011, 2, 18), 6),
    ),
    "snow-leopards.txt": ("On the trail", ELENA, None, None, None, 5),
    "sulaiman-too.txt": ("A sacred mountain", (), None, "Osh", None, 5),
    "turksib-railway.txt": ("Turksib, the line", RUSLAN, None, "Almaty", None, 5),
}
# The same for each article of a file that holds several, by its key.
SEVERAL: dict[str, dict[str | None, Row]] = {
    "aksu-zhabagly.xml": {
        "urn:newsml:example.org:20160714:aksu-zhabagly": (
            *(
                "Where the tulips",
                ("Saule Bektemirova", "Piotr Zieliński"),
                "TCA",
                "Shymkent",
            ),
            *(date(2016, 7, 14), 4),
        ),
    },
    "currencies.rss": {
        "example.org-money-1": (
            *(
                "The som, first",
                ("Jyldyz Toktosunova",),
                "TCA",
                "Bishkek",
                date(2013, 5, 10),
                3,
            ),
        ),
        "example.org-money-2": (
            *(
                "Why Kazakhstan’s",
                ("Farida Rahimova",),
                "TCA",
                "Almaty",
                date(2013, 11, 15),
                2,
            ),
        ),
    },
    "ekibastuz-kumtor.sgm": {
        "1": (
            *("EKIBASTUZ CHIMNEY", ("BAKHYT IMANOV",), "TCA", "Ekibastuz"),
            *(date(2007, 10, 12), 3),
        ),
        "2": ("KUMTOR <GOLD> DUG", (), "TCA", "Balykchy", date(2007, 10, 15), 2),
    },
    "archive-table.csv": {
        "101": ("Five thousand", NODIRA, "TCA", "Dushanbe", date(2013, 3, 18), 3),
        "102": ("The road over", FARRUKH + NODIRA, "TCA", "Osh", date(2013, 4, 2), 3),
    },
    "pamir-highway.warc.gz": {
        "https://news.example/pamir-highway": (
            *("The Pamir Highway", ELENA, "TCA", "Khorog", date(2015, 8, 12), 4),
        ),
    },
    "wire-items.jsonl": {
        "urn:example:tca:20120704:tash-rabat": (
            *("A stone inn", DANIYAR, "TCA", "Naryn", date(2012, 7, 4), 4),
        ),
        "urn:example:tca:20130612:khorgos": (
            *("Where the rails", RUSLAN + ELENA, "TCA", "Khorgos"),
            *(date(2013, 6, 12), 4),
        ),
    },
    "dispatches.mbox": {
        "burana@example.org": (
            *("Half a minaret", DANIYAR, "TCA", "Tokmok", date(2017, 7, 10), 3),
        ),
        "balkhash@example.org": (
            *("Балхаш", ("Тимур Сагинов",), "ТЦА", "Балхаш", date(2017, 8, 22), 3),
        ),
    },
}
FURNITURE = ("divider", "View more articles", "READ MORE", "Register", "Photo credit")


@pytest.mark.parametrize("name", [*TABLE, *SEVERAL])
def test_a_sample_is_read_as_the_table_says(name: str) -> None:
    path = SAMPLES / name
    contents = read_articles(Document(path, path.read_bytes()))
    expected = SEVERAL.get(name) or {None: TABLE[name]}
    assert not contents.unread
    assert [found.key for found in contents.articles] == list(expected)
    for found in contents.articles:
        content = found.content
        beginning, *rest = expected[found.key]
        assert content.headline.startswith(beginning)
        assert [
            *(content.authors, content.agency, content.place, content.published),
            len(content.body.split("\n\n")),
        ] == rest
        assert not any(words in content.body for words in FURNITURE)


def test_a_sample_of_several_files_is_read_as_each_of_them_would_be() -> None:
    path = SAMPLES / "water-works.zip"
    found = [
        (Path(one.path).name, one.content.authors, one.content.place)
        for one in explain(path, ReadingOptions())
        if isinstance(one, ExplainedArticle)
    ]
    assert found == [
        ("water-works.zip!charvak.txt", ELENA, "Tashkent"),
        ("fergana-canal.html", DANIYAR, "Fergana"),
    ]


def test_every_sample_is_in_the_table() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == {*TABLE, *SEVERAL, "README.md", "water-works.zip"}
