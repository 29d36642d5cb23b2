"""What is read of any format comes back the same from the JSON that ``show`` prints."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import Article
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import READERS, read_articles, suffix_of
from tca_cli.readers.document import Document
from tca_cli.render.article_text import article_json
from tests.support import SAMPLES

FILES = [
    path
    for path in sorted(SAMPLES.iterdir())
    if path.name != "README.md" and suffix_of(path) in READERS
]
DATA = {path.name: path.read_bytes() for path in FILES}


@pytest.mark.parametrize("name", DATA)
def test_an_article_comes_back_from_its_json(name: str) -> None:
    for found in read_articles(Document(Path(name), DATA[name])).articles:
        article = Article.of(
            found.content, id=found.content.digest.hex()[:12], ingested="2026-11-25"
        )
        text = article_json(article).encode()
        (back,) = read_articles(Document(Path("a.json"), text)).articles
        assert back.content == found.content


def test_there_is_a_sample_of_every_format() -> None:
    read = {READERS[str(suffix_of(path))] for path in FILES}
    assert read == set(READERS.values())


flips = st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(1, 255)), max_size=5)


@pytest.mark.parametrize("name", DATA)
@given(cut=st.none() | st.integers(0, 1_000_000), flips=flips)
def test_a_damaged_sample_is_articles_or_refused(
    name: str, cut: int | None, flips: list[tuple[int, int]]
) -> None:
    data = bytearray(DATA[name])
    for place, bits in flips:
        data[place % len(data)] ^= bits
    damaged = bytes(data if cut is None else data[: cut % len(data)])
    try:
        articles = read_articles(Document(Path(name), damaged)).articles
    except UnreadableFileError as error:
        reason = error.reason
        articles = ()
    else:
        reason = ""
    assert bool(articles) != bool(reason)
