"""The articles that are invented to measure with."""

import re
from collections import Counter
from math import log
from pathlib import Path
from statistics import correlation, linear_regression, median

import pytest

from benchmarks.corpus import (
    article_files,
    copy_articles,
    kept_articles,
    write_articles,
)
from benchmarks.newsroom import Newsroom
from tests.support import archive_in, take_in, write


def articles(number: int, **seed: int) -> list[str]:
    newsroom = Newsroom.founded(**seed)
    return [newsroom.article() for _ in range(number)]


def test_a_seed_gives_the_same_articles_and_another_one_gives_others() -> None:
    assert articles(20) == articles(20)
    assert len(set(articles(20)) | set(articles(20, seed=7))) == 40


def test_words_follow_the_law_of_zipf() -> None:
    words = Counter(re.findall(r"[a-z]+", " ".join(articles(500)).lower()))
    ranked = sorted(words.values(), reverse=True)[10:1000]
    ranks = [log(rank) for rank in range(11, 11 + len(ranked))]
    counts = [log(count) for count in ranked]
    assert correlation(ranks, counts) < -0.99
    assert -1.3 < linear_regression(ranks, counts).slope < -0.9


def test_there_are_always_new_words() -> None:
    some = set(" ".join(articles(500)).split())
    more = set(" ".join(articles(1000)).split())
    assert len(more - some) > 500


def test_lengths_are_spread_as_those_of_news_are() -> None:
    lengths = [len(article.split()) for article in articles(500)]
    assert 120 < median(lengths) < 220
    assert min(lengths) < 60
    assert max(lengths) > 600


def test_most_have_what_newspapers_print(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", number=40)
    with archive_in(tmp_path / "archive") as archive:
        take_in(archive, tmp_path / "in")
        found = list(archive.store.articles.all())
    assert len(found) == 40
    for field in ("authors", "place", "agency", "published"):
        assert 15 < sum(bool(getattr(one, field)) for one in found) < 40


def test_fewer_are_the_first_of_more(tmp_path: Path) -> None:
    for number in (3, 1002):
        write_articles(tmp_path / str(number), number=number)
    texts = {
        number: {
            path.relative_to(tmp_path / str(number)): path.read_text("utf-8")
            for path in article_files(tmp_path / str(number))
        }
        for number in (3, 1002)
    }
    assert len(texts[1002]) == 1002
    assert texts[3].items() <= texts[1002].items()


def test_kept_articles_are_not_written_again(tmp_path: Path) -> None:
    folder = kept_articles(tmp_path, number=3)
    first, *_ = article_files(folder)
    write(first, "changed")
    assert kept_articles(tmp_path, number=3) == folder
    assert first.read_text("utf-8") == "changed"
    assert kept_articles(tmp_path, number=2) != folder


def test_what_was_not_finished_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(self: Newsroom) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Newsroom, "article", interrupt)
        with pytest.raises(KeyboardInterrupt):
            kept_articles(tmp_path, number=3)
    assert len(article_files(kept_articles(tmp_path, number=3))) == 3


def test_copies_leave_out_what_is_hidden_or_no_text(tmp_path: Path) -> None:
    source, copies = tmp_path / "in", tmp_path / "out"
    for name in ("a.txt", "b/c.txt", ".d/e.txt", "f.html"):
        write(source / name, name)
    copy_articles(article_files(source), source, copies)
    assert {
        path.relative_to(copies): path.read_text("utf-8")
        for path in copies.rglob("*")
        if path.is_file()
    } == {Path("a.txt"): "a.txt", Path("b/c.txt"): "b/c.txt"}
