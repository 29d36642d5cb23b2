from collections.abc import Sequence
from datetime import date

import pytest

from tca_cli.article import ArticleContent
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tests.support import SAMPLES

AIGERIM = ("Aigerim Sadykova",)
DANIYAR = ("Daniyar Omurov",)
ELENA = ("Elena Karpenko",)
NODIRA = ("Nodira Yusupova",)
RUSLAN = ("Ruslan Akhmetzhanov",)
# File: how its headline begins, authors, agency, place, published, paragraphs
TABLE = {
    "2016-05-20-saiga.txt": (
        *("Saiga calving", ELENA, None, "Astana", date(2016, 5, 20), 5),
    ),
    "arslanbob-walnuts.odt": (
        *("Ореховый лес", ("Данияр Омуров",), "ТЦА", "Арсланбоб", date(2015, 10, 5), 5),
    ),
    "almaty-apples.txt": (
        *("Дикие яблони", ("Тимур Сагинов",), "ТЦА", "Алматы", date(2016, 9, 21), 5),
    ),
    "aral-kok-aral.txt": (
        *("Behind the", AIGERIM + DANIYAR, None, "Almaty", date(2014, 9, 9), 5),
    ),
    "baikonur-lease.txt": (
        *("UPDATE 1 - Baikonur", RUSLAN, "TCA", "Baikonur", date(2017, 4, 12), 5),
    ),
    "belaz-kazakhstan.txt": ("Belarusian", AIGERIM, "TCA", "Astana", None, 5),
    "casa-1000.txt": ("What CASA-1000 is", AIGERIM, "TCA", "Bishkek", None, 5),
    "issyk-kul.txt": ("Issyk-Kul, ", DANIYAR, None, "Bishkek", date(2014, 10, 7), 5),
    "lake-sarez.pdf": (
        *("Lake Sarez and", AIGERIM, "TCA", "Dushanbe", date(2014, 3, 14), 5),
    ),
    "manas-epic.txt": (
        *("The poem", ("AIGERIM SADYKOVA",), "TCA", None, date(2015, 9, 4), 5),
    ),
    "margilan-silk.txt": ("In Marg", ("Łukasz Wiśniewski",), None, None, None, 5),
    "medeu-dam.docx": ("The dam that", RUSLAN, "TCA", "Almaty", date(2016, 6, 28), 5),
    "rogun-nurek.txt": (
        *("Tajikistan's tall dams", NODIRA, "TCA", "Dushanbe/Tashkent"),
        *(date(2015, 6, 16), 5),
    ),
    "samarkand-paper.txt": (
        *("“You can hear", ("Renée Courbaret",), None, None, date(2018, 3, 2), 4),
    ),
    "snow-leopards.txt": ("On the trail", ELENA, None, None, None, 5),
    "sulaiman-too.txt": ("A sacred mountain", (), None, "Osh", None, 5),
    "turksib-railway.txt": ("Turksib, the line", RUSLAN, None, "Almaty", None, 5),
    "ulugh-beg.epub": (
        *("The prince who", NODIRA, "TCA", "Samarkand", date(2017, 10, 27), 4),
    ),
}
# File: by key, the same of each article in it
SEVERAL = {
    "pamir-highway.warc.gz": {
        "https://news.example/pamir-highway": (
            *("The Pamir Highway", ELENA, "TCA", "Khorog", date(2015, 8, 12), 4),
        ),
    },
}
FURNITURE = ("divider", "View more articles", "READ MORE", "Register", "Photo credit")


@pytest.mark.parametrize("name", TABLE)
def test_a_sample_is_read_as_the_table_says(name: str) -> None:
    path = SAMPLES / name
    (found,) = read_articles(Document(path, path.read_bytes())).articles
    assert found.key is None
    check_is_as_expected(found.content, TABLE[name])


@pytest.mark.parametrize("name", SEVERAL)
def test_the_articles_of_a_sample_are_read_as_the_table_says(name: str) -> None:
    path = SAMPLES / name
    articles = read_articles(Document(path, path.read_bytes())).articles
    assert [found.key for found in articles] == list(SEVERAL[name])
    for found in articles:
        check_is_as_expected(found.content, SEVERAL[name][str(found.key)])


def check_is_as_expected(content: ArticleContent, row: Sequence[object]) -> None:
    beginning, *expected = row
    assert content.headline.startswith(str(beginning))
    assert [
        *(content.authors, content.agency, content.place, content.published),
        len(content.body.split("\n\n")),
    ] == expected
    assert not any(words in content.body for words in FURNITURE)


def test_every_sample_is_in_the_table() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == {*TABLE, *SEVERAL, "README.md"}
