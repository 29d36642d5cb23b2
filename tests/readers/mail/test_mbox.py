from contextlib import suppress
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import Contents, read_articles
from tca_cli.readers.document import Document

FROM = b"From ada@example.org Thu Aug 13 09:00:00 2015\n"


def contents(data: bytes) -> Contents:
    return read_articles(Document(Path("2015-08-13.mbox"), data))


def mail(number: int, body: str = "The dam held.") -> bytes:
    return (
        f"Message-ID: <{number}@example.org>\nFrom: Ada Moreau <ada@example.org>\n"
        f"Subject: Storm {number}\nDate: {number} Aug 2015 09:00:00 +0600\n\n{body}\n\n"
    ).encode()


def test_each_mail_of_a_box_is_an_article() -> None:
    found = contents(FROM + mail(1) + FROM + mail(2, "The water went down."))
    assert [article.key for article in found.articles] == [
        *("1@example.org", "2@example.org")
    ]
    assert [article.content.body for article in found.articles] == [
        *("The dam held.", "The water went down.")
    ]
    assert [str(article.content.published) for article in found.articles] == [
        *("2015-08-01", "2015-08-02")
    ]


@pytest.mark.parametrize(
    "line",
    [
        b"From - Thu Aug 13 09:00:00 2015\n",
        b"From 1509@list Thu Aug 13 09:00:00 +0000 2015\n",
        b"From ada@example.org  Thu Aug 13 9:00 2015\n",
        b"From MAILER-DAEMON Thu Aug 13 09:00:00 2015\r\n",
    ],
)
def test_the_line_above_a_mail_may_have_several_forms(line: bytes) -> None:
    assert len(contents(line + mail(1) + line + mail(2)).articles) == 2


def test_a_line_of_the_text_begins_no_mail() -> None:
    body = (
        "From Osh we went on.\n\n>From here at 9:00 in 2015 it was far.\n\n"
        ">>From it.\n\n"
        "From 9:00 on, in 2015, it rained.\nAnd so on."
    )
    (found,) = contents(FROM + mail(1, body)).articles
    assert found.content.body == body.replace(">From", "From").replace(">From", "From")


def test_a_mail_without_an_id_is_known_by_its_headline() -> None:
    data = FROM + mail(1).replace(b"Message-ID: <1@example.org>\n", b"")
    (found,) = contents(data).articles
    assert found.key == "Storm 1"


def test_two_mails_with_one_id_are_told_apart() -> None:
    other = mail(1).replace(b"Subject: ", b"Subject: Calm, ")
    found = contents(FROM + mail(1) + FROM + other).articles
    first, second = [str(article.key) for article in found]
    assert first != second
    assert first.startswith("1@example.org (")


def test_keys_do_not_depend_on_what_stands_before() -> None:
    both = contents(FROM + mail(1) + FROM + mail(2)).articles
    (second,) = contents(FROM + mail(2)).articles
    assert both[1] == second


def test_a_broken_mail_does_not_stop_the_others() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
        for number in range(30)
    )
    data = FROM + mail(1) + FROM + b"Subject: x\n" + nested + b"\n\n" + FROM + mail(3)
    found = contents(data)
    assert len(found.articles) == 2
    assert [unread.where for unread in found.unread] == ["message 2"]
    assert "nested" in found.unread[0].reason


def test_a_mail_without_a_text_is_named() -> None:
    found = contents(FROM + mail(1) + FROM + mail(2, ""))
    assert [unread.where for unread in found.unread] == ["2@example.org"]


def test_the_name_of_the_box_dates_none_of_its_mails() -> None:
    data = FROM + mail(1).replace(b"Date: 1 Aug", b"X-Date: 1 Aug")
    (found,) = contents(data).articles
    assert found.content.published is None


def test_a_box_that_begins_without_its_line_is_read() -> None:
    assert len(contents(mail(1) + FROM + mail(2)).articles) == 2
    assert len(contents(b"\xef\xbb\xbf\n" + FROM + mail(1)).articles) == 1


@pytest.mark.parametrize("data", [b"", b"\n\n", b"From \n", b"Storm\n\nText", FROM])
def test_what_is_no_box_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        contents(data)


@pytest.mark.parametrize(
    "data",
    [
        b"From \n" * 100_000,
        b"From a 9:00 2015\n" * 50_000,
        b"From a 9:00 2015\nSubject: x\n\nText\n" * 5_000,
        b"From " + b"9:00" * 100_000,
        FROM + mail(1) + b"From " + b"9:00 2015" * 50_000 + b"\n",
        FROM + mail(1, ">From \n" * 50_000),
    ],
)
def test_a_box_that_is_hard_to_read_is_read_in_time(data: bytes) -> None:
    begin = process_time()
    with suppress(UnreadableFileError):
        contents(data)
    assert process_time() - begin < 5


BOX = FROM + mail(1) + FROM + mail(2)


@given(st.integers(0, len(BOX) - 1), st.integers(0, 7), st.booleans())
def test_a_damaged_box_gives_articles_or_is_refused(
    at: int, bit: int, is_cut: bool
) -> None:
    damaged = bytearray(BOX)
    damaged[at] ^= 1 << bit
    with suppress(UnreadableFileError):
        assert contents(bytes(damaged[:at] if is_cut else damaged)).articles
