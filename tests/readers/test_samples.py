from datetime import date

import pytest

from tca_cli.readers import read_articles
from tca_cli.readers.document import Document
from tests.support import SAMPLES

AIGERIM = ("Aigerim Sadykova",)
DANIYAR = ("Daniyar Omurov",)
ELENA = ("Elena Karpenko",)
RUSLAN = ("Ruslan Akhmetzhanov",)
# File: how its headline begins, authors, agency, place, published, paragraphs
TABLE = {
    "2016-05-20-saiga.txt": (
        *("Saiga calving", ELENA, None, "Astana", date(2016, 5, 20), 5),
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
    "charyn-ash-grove.html": (
        *("The ash grove", ELENA, "TCA", "Almaty", date(2017, 6, 14), 5),
    ),
    "issyk-kul.txt": ("Issyk-Kul, ", DANIYAR, None, "Bishkek", date(2014, 10, 7), 5),
    "khorog-garden.mhtml": (
        *("A garden", ("Nodira Yusupova",), "TCA", "Khorog", date(2016, 4, 26), 4),
    ),
    "manas-epic.txt": (
        *("The poem", ("AIGERIM SADYKOVA",), "TCA", None, date(2015, 9, 4), 5),
    ),
    "margilan-silk.txt": ("In Marg", ("Łukasz Wiśniewski",), None, None, None, 5),
    "rogun-nurek.txt": (
        *("Tajikistan's tall dams", ("Nodira Yusupova",), "TCA", "Dushanbe/Tashkent"),
        *(date(2015, 6, 16), 5),
    ),
    "samarkand-paper.txt": (
        *("“You can hear", ("Renée Courbaret",), None, None, date(2018, 3, 2), 4),
    ),
    "snow-leopards.txt": ("On the trail", ELENA, None, None, None, 5),
    "sulaiman-too.txt": ("A sacred mountain", (), None, "Osh", None, 5),
    "turksib-railway.txt": ("Turksib, the line", RUSLAN, None, "Almaty", None, 5),
}
FURNITURE = ("divider", "View more articles", "READ MORE", "Register", "Photo credit")


@pytest.mark.parametrize("name", TABLE)
def test_a_sample_is_read_as_the_table_says(name: str) -> None:
    path = SAMPLES / name
    (found,) = read_articles(Document(path, path.read_bytes())).articles
    beginning, *expected = TABLE[name]
    content = found.content
    assert found.key is None
    assert content.headline.startswith(str(beginning))
    assert [
        *(content.authors, content.agency, content.place, content.published),
        len(content.body.split("\n\n")),
    ] == expected
    assert not any(words in content.body for words in FURNITURE)


def test_every_sample_is_in_the_table() -> None:
    files = {path.name for path in SAMPLES.iterdir()}
    assert files == {*TABLE, "README.md"}
