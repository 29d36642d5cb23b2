from base64 import b64encode
from contextlib import suppress
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.article import ArticleContent
from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers import read_articles
from tca_cli.readers.document import Document, FoundArticle
from tca_cli.readers.mail.mail import headline_in
from tca_cli.readers.mail.sender import persons_in

DAY = date(2015, 8, 13)
ADA = ("Ada Moreau",)
BODY = "The dam held.\n\nThe water went down by noon."
HEAD = b"""Return-Path: <ada.moreau@example.org>
Received: from mail.example.org by mx.example.org; Fri, 14 Aug 2015 08:00:00 +0600
From: Ada Moreau <ada.moreau@example.org>
To: The Desk <desk@example.org>
Subject: Storm over the quay
Date: Thu, 13 Aug 2015 23:30:00 -0700
Message-ID: <storm.1@example.org>
MIME-Version: 1.0
"""
PLAIN = f"OSH (TCA) — {BODY}".encode()
PAGE = f"<p>OSH (TCA) &mdash; {BODY}</p>".replace("\n\n", "</p><p>").encode()


def found_in(data: bytes, name: str = "a.eml") -> FoundArticle:
    (found,) = read_articles(Document(Path(name), data)).articles
    return found


def read(data: bytes) -> ArticleContent:
    found = found_in(data)
    assert found.key is None
    return found.content


def mail(body: bytes, *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\n" for header in headers) + b"\n" + body


def text(body: bytes, *headers: bytes) -> str:
    return read(mail(body, *headers)).body


def multipart(kind: bytes, *parts: bytes, head: bytes = HEAD) -> bytes:
    lines = b"".join(b"--=_b1\n" + part + b"\n" for part in parts)
    kind_line = b'Content-Type: multipart/%b; boundary="=_b1"\n\n' % kind
    return head + kind_line + b"preamble\n" + lines + b"--=_b1--\nepilogue\n"


def part(kind: bytes, body: bytes, *headers: bytes) -> bytes:
    return b"\n".join([b"Content-Type: " + kind, *headers, b"", body])


def test_a_mail_is_an_article() -> None:
    found = found_in(mail(PLAIN, b"Content-Type: text/plain; charset=utf-8"))
    assert found.content == ArticleContent(
        headline="Storm over the quay",
        authors=ADA,
        agency="TCA",
        dateline="OSH (TCA)",
        place="Osh",
        published=DAY,
        body=BODY,
    )
    assert found.key is None
    assert found.origins["headline"] == "Subject"
    assert found.origins["authors"] == "From"
    assert found.origins["published"] == "Date"


def test_byline_date_and_footer_in_the_text_are_taken_out_of_it() -> None:
    body = (
        f"Storm over the quay\n\nBy Tom Reyes\n\n12 August 2015\n\n{PLAIN.decode()}\n\n"
        "Ada Moreau\n\nTCA\n\nAda writes.\n\nView more articles fromTCA\n"
    )
    content = read(mail(body.encode()))
    assert (content.byline, content.authors) == ("By Tom Reyes", ADA)
    assert (content.author_bio, content.body) == ("Ada writes.", BODY)
    assert content.published == DAY


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        (b"=?utf-8?B?0JHRg9GA0Y8=?= =?utf-8?Q?_=D0=BD=D0=B0?=", "Буря на"),
        (b"=?koi8-r?B?4tXS0Q==?=", "Буря"),
        (b"=?utf-8?Q?Storm=E2=80=99s?= end", "Storm’s end"),
        ("Буря на море".encode(), "Буря на море"),
        (b"Storm over\n\tthe quay", "Storm over the quay"),
        (b"Fwd: RE: Storm over the quay", "Storm over the quay"),
        (b"Re[2]: Storm", "Storm"),
        (b"Report: the dam held", "Report: the dam held"),
        (b"[Analysis] The dam", "[Analysis] The dam"),
        (b"=?utf-8?B?broken", "=?utf-8?B?broken"),
        (b"=?utf-8?B?0?= over", "=?utf-8?B?0?= over"),
        (b"=?nonsense?Q?Storm?=", "Storm"),
    ],
)
def test_the_subject_is_the_headline(subject: bytes, headline: str) -> None:
    head = HEAD.replace(b"Storm over the quay", subject)
    assert read(head + b"\n" + PLAIN).headline == headline


def test_the_name_of_a_list_is_no_part_of_the_headline() -> None:
    assert headline_in("[Dam-News] Storm", "Dams <dam-news.example.org>") == "Storm"
    assert headline_in("Re: [Dam-News] Re: Storm", "<damnews.example.org>") == "Storm"
    assert headline_in("[Osh] Storm", "<dam-news.example.org>") == "[Osh] Storm"
    assert headline_in("Re: ", "") == "Re: "


def test_without_a_subject_the_first_line_is_the_headline() -> None:
    for subject in (b"Subject: (no subject)\n", b"Subject:\n", b""):
        head = HEAD.replace(b"Subject: Storm over the quay\n", subject)
        content = read(head + b"\nStorm\n\n" + PLAIN)
        assert (content.headline, content.body) == ("Storm", BODY)


@pytest.mark.parametrize(
    ("sender", "names"),
    [
        ("Ada Moreau <ada@example.org>", ["Ada Moreau"]),
        ('"Moreau, Ada" <a@example.org>', ["Moreau, Ada"]),
        ("ada@example.org (Ada Moreau)", ["Ada Moreau"]),
        ("'Ada Moreau' via Dams <dams@example.org>", ["Ada Moreau"]),
        ("Ada Moreau from The Gazette <ada@example.org>", ["Ada Moreau"]),
        ("Ada <a@b.org>, Tom <t@b.org>", ["Ada", "Tom"]),
        ("The Gazette <news@example.org>", []),
        ("Silk Road <no-reply@example.org>", []),
        ("Silk Road <newsletter+7@example.org>", []),
        ("ada@example.org", []),
        ("<ada@example.org>", []),
        ("", []),
    ],
)
def test_the_sender_is_a_person_or_a_paper(sender: str, names: list[str]) -> None:
    assert persons_in(sender, is_newsletter=False) == names


@pytest.mark.parametrize(
    ("sender", "authors"),
    [
        (b"Ada Moreau <ada@example.org>", ADA),
        (b"Ada Moreau <amoreau@example.org>", ADA),
        (b"Silk Road <silkroad@example.org>", ()),
        (b"Silk Road <hello@example.org>", ()),
        (b"Silk Road <gazette@example.org>", ()),
        (b"=?utf-8?Q?Ada_Moreau?= <ada@example.org>", ADA),
    ],
)
def test_a_brand_is_no_author(sender: bytes, authors: tuple[str, ...]) -> None:
    head = HEAD.replace(b"Ada Moreau <ada.moreau@example.org>", sender)
    data = head + b"List-Unsubscribe: <https://example.org/u>\n\n" + PLAIN
    assert read(data).authors == authors


def test_an_agency_that_sends_is_the_agency() -> None:
    head = HEAD.replace(b"Ada Moreau <ada.moreau@", b"REUTERS <news@")
    content = read(head + b"\nOSH - " + BODY.encode())
    assert (content.authors, content.agency) == ((), "Reuters")


def test_headers_say_address_language_and_keywords() -> None:
    content = read(
        mail(
            PLAIN,
            b"Archived-At: <https://example.org/2015/storm>",
            b"Content-Language: en_gb, ru",
            b"Keywords: dams, rain",
        )
    )
    assert content.url == "https://example.org/2015/storm"
    assert (content.language, content.keywords) == ("en-GB", ("dams", "rain"))


@pytest.mark.parametrize(
    "plain",
    [
        part(b"text/plain; charset=utf-8", PLAIN),
        part(b"text/plain", b"See your browser."),
        part(b"text/plain", b"https://example.org/" + b"x" * 300),
        part(b"text/plain", b""),
        part(b"image/png", b"AAAA", b"Content-Transfer-Encoding: base64"),
    ],
)
def test_the_plain_version_is_read_if_it_is_a_real_one(plain: bytes) -> None:
    page = part(b"text/html; charset=utf-8", PAGE)
    for parts in ((plain, page), (page, plain)):
        assert read(multipart(b"alternative", *parts)).body == BODY


def test_a_page_within_its_pictures_is_read() -> None:
    inner = multipart(
        b"related", part(b"text/html", PAGE), part(b"image/png", b"AAAA"), head=b""
    ).replace(b"=_b1", b"=_b2")
    data = multipart(b"alternative", part(b"text/plain", b"See it."), inner)
    assert read(data).body == BODY


def test_what_is_attached_is_left_out_unless_it_is_a_text() -> None:
    data = multipart(
        b"mixed",
        part(b"text/plain; charset=utf-8", PLAIN),
        part(b"text/plain; name=log.csv", b"a,b", b"Content-Disposition: attachment"),
        part(b"text/html", b"no", b"Content-Disposition: attachment; filename=a.html"),
        part(b"application/pdf", b"no"),
        part(b"text/calendar", b"no"),
        part(
            b"text/plain; name=b.txt", b"At dusk.", b"Content-Disposition: attachment"
        ),
    )
    assert read(data).body == f"{BODY}\n\nAt dusk."


INNER = HEAD.replace(b"Ada Moreau <ada.moreau@", b"Tom Reyes <tom@")


def test_a_mail_in_a_mail_is_part_of_the_text_and_says_who_wrote_it() -> None:
    forwarded = part(b"message/rfc822", INNER + b"\n" + PLAIN)
    head = HEAD.replace(b"Subject: Storm", b"Subject: Fwd: Storm")
    head = head.replace(b"13 Aug 2015", b"20 Sep 2015")
    data = multipart(b"mixed", part(b"text/plain", b"See below."), forwarded, head=head)
    content = read(data)
    assert content.headline == "Storm over the quay"
    assert (content.authors, content.published) == (("Tom Reyes",), DAY)
    assert content.body.startswith("See below.")
    assert content.body.endswith(BODY)


@pytest.mark.parametrize(
    "marker",
    [
        b"---------- Forwarded message ---------",
        b"Begin forwarded message:\n",
        b"-----Original Message-----",
        "-------- Пересылаемое сообщение --------".encode(),
    ],
)
def test_a_forwarded_text_is_by_whom_it_says(marker: bytes) -> None:
    headers = (
        b"\nFrom: Tom Reyes <tom@example.org>\nDate: Wed, Aug 12, 2015 at 9:00 AM\n"
        b"Subject: Storm\nTo: <ada@example.org>\n\n\n"
    )
    head = HEAD.replace(b"Subject: Storm", b"Subject: FW: Storm")
    content = read(head + b"\n" + marker + headers + PLAIN)
    assert content.authors == ("Tom Reyes",)
    assert content.published == date(2015, 8, 12)
    assert content.body == BODY


def test_who_forwards_is_no_author_and_the_day_of_it_no_date() -> None:
    head = HEAD.replace(b"Subject: Storm", b"Subject: Fwd: Storm")
    content = read(head + b"\n" + PLAIN)
    assert (content.authors, content.published) == ((), None)


def test_flowed_lines_are_joined() -> None:
    body = (
        b"The dam \nheld.\n \n Two \nlines.\n> Quoted \n> too\n>> and deeper\n-- \nAda"
    )
    kind = b"Content-Type: text/plain; format=flowed"
    assert text(body, kind) == "The dam held.\n\nTwo lines.\nQuoted too\nand deeper"
    body = "Плот \nина  \nстояла.".encode()
    kind = b'Content-Type: text/plain; charset=utf-8; format="flowed"; DelSp=yes'
    assert text(body, kind) == "Плотина стояла."


def test_flowed_lines_are_not_joined_to_those_of_another() -> None:
    kind = b"Content-Type: text/plain; format=flowed"
    assert text(b"The dam \n> held \nfast ", kind) == "The dam\nheld\nfast"


def test_a_signature_is_cut_off() -> None:
    assert text(b"The dam held.\n\n-- \nAda\n+1 555\n") == "The dam held."


RUSSIAN = "Плотина выдержала, и к полудню вода ушла из города."


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", RUSSIAN.encode()),
        ("windows-1251", RUSSIAN.encode("cp1251")),
        ("KOI8-R", RUSSIAN.encode("koi8-r")),
        ('"utf-16"', RUSSIAN.encode("utf-16")),
        ("us-ascii", RUSSIAN.encode()),
        ("iso-8859-1", RUSSIAN.encode()),
        ("utf-8", RUSSIAN.encode("cp1251")),
        ("x-nonsense", RUSSIAN.encode()),
        ("x-nonsense", RUSSIAN.encode("cp1251")),
        ("punycode", RUSSIAN.encode()),
    ],
)
def test_a_text_is_read_whatever_its_charset_claims(charset: str, data: bytes) -> None:
    kind = f"Content-Type: text/plain; charset={charset}".encode()
    coded = b64encode(data)
    assert text(coded, kind, b"Content-Transfer-Encoding: Base64") == RUSSIAN


@pytest.mark.parametrize("end", [b"", b"=", b"==", b"!", b"\n--", b"A"])
def test_a_damaged_end_of_base64_costs_no_more_than_itself(end: bytes) -> None:
    coded = b64encode(b"The dam held. ").rstrip(b"=") + end
    assert text(coded, b"Content-Transfer-Encoding: base64").startswith("The dam held")


def test_quoted_printable_is_read() -> None:
    body = b"The dam=E2=80=99s gate h=\neld=\n."
    assert text(body, b"Content-Transfer-Encoding: quoted-printable") == (
        "The dam’s gate held."
    )


def test_line_ends_of_the_network_are_line_ends() -> None:
    data = multipart(b"alternative", part(b"text/plain; charset=utf-8", PLAIN))
    assert read(data.replace(b"\n", b"\r\n")).body == BODY


def test_what_newsletters_put_around_the_text_is_cut_off() -> None:
    body = (
        "View this email in your browser <https://example.org/v?u=1>\n"
        "https://track.example.org/open/1\n* * *\n\n"
        f"{PLAIN.decode()}\n\n"
        "Forward to a friend | Share this with a colleague\n"
        "Copyright © 2015 The Gazette, All rights reserved.\n\n"
        "You are receiving this because you signed up.\n"
        "Want less? \n"
    )
    content = read(mail(body.encode().replace(b"Want less? \n", b"Unsubscribe here\n")))
    assert content.body == BODY


def test_what_a_mailing_list_puts_below_the_text_is_cut_off() -> None:
    below = f"{'_' * 47}\nDam-News mailing list\nDam-News@lists.example.org\n"
    below += "https://lists.example.org/mailman/listinfo/dam-news\n"
    assert text(f"{BODY}\n\n{below}".encode()) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Change takes time.",
        "In the end he left the mailing list",
        "The message was sent to the pilots at noon.",
        "Unsubscribed as they were, they read on.",
        "See the sea and read.",
        "You are on your own, said the mayor.",
        "Open the web of gates, said the mayor, and let the online world in.",
    ],
)
def test_a_last_line_of_the_article_stays(line: str) -> None:
    assert text(f"{BODY}\n\n{line}".encode()).endswith(line)


def test_furniture_within_the_text_stays() -> None:
    body = "The dam held.\n\nUnsubscribe\n\nThe water went down."
    assert text(body.encode()) == body


def test_a_boundary_that_is_nowhere_costs_nothing() -> None:
    assert text(BODY.encode(), b"Content-Type: multipart/mixed; boundary=x") == BODY
    assert text(BODY.encode(), b"Content-Type: multipart/mixed") == BODY
    data = multipart(b"mixed", part(b"text/plain", BODY.encode()))
    assert read(data.replace(b"--=_b1--\nepilogue\n", b"")).body == BODY


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "headers"),
        (b"Storm\n\nThe dam held.\n", "headers"),
        (b"Note: this\n\nThe dam held.\n", "headers"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "headers"),
        (HEAD, "no text below"),
        (HEAD + b"Content-Type: application/pdf\n\n%PDF", "no text below"),
        (b"From: a@example.org\n\n", "no text"),
    ],
)
def test_what_is_no_mail_or_has_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        read(data)


def test_parts_nested_without_end_are_refused() -> None:
    levels = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
        for number in range(20_000)
    )
    begin = process_time()
    with pytest.raises(UnreadableFileError, match="nested"):
        read(HEAD + b"".join(levels) + b"\nText")
    with pytest.raises(UnreadableFileError, match="nested"):
        read(HEAD + b"Content-Type: message/rfc822\n\nSubject: x\n" * 20_000)
    assert process_time() - begin < 4


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"A: b\n" * 200_000 + b"\nText",
        HEAD + b" x\n" * 200_000 + b"\nText",
        HEAD + b"From: " + b"(<" * 200_000 + b"\n\nText",
        HEAD + b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\n\nText",
        HEAD + b"Content-Type: text/plain" + b';a="b' * 200_000 + b"\n\nText",
        HEAD
        + b"Content-Type: multipart/mixed; boundary="
        + b"b" * 500_000
        + b"\n\nText",
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\n\nT\n" * 20_000,
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 20_000
        + b"\nText",
        HEAD + b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 200_000,
        HEAD + b"\n" + b" " * 1_000_000 + b"x",
        HEAD + b"\n" + b">" * 1_000_000 + b"x",
        HEAD + b"\n" + b"Begin forwarded message:\nFrom: x\n" * 50_000,
        HEAD + b"\ntext\n" + b"to unsubscribe from " * 50_000,
        HEAD + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+AGE" * 200_000,
        HEAD + b"\n" + b"<https://x" * 100_000,
    ],
)
def test_a_mail_that_is_hard_to_read_is_read_in_time(data: bytes) -> None:
    begin = process_time()
    with suppress(UnreadableFileError):
        read(data)
    assert process_time() - begin < 5


SAMPLE = multipart(
    b"mixed",
    multipart(
        b"alternative",
        part(b"text/plain; charset=utf-8; format=flowed", PLAIN),
        part(b"text/html", PAGE, b"Content-Transfer-Encoding: quoted-printable"),
        head=b"",
    ).replace(b"=_b1", b"=_b2"),
    part(b"message/rfc822", INNER + b"\n" + PLAIN),
)


@given(st.integers(0, len(SAMPLE) - 1), st.integers(0, 7), st.booleans())
def test_a_damaged_mail_is_an_article_or_refused(
    at: int, bit: int, is_cut: bool
) -> None:
    damaged = bytearray(SAMPLE)
    damaged[at] ^= 1 << bit
    with suppress(UnreadableFileError):
        assert read(bytes(damaged[:at] if is_cut else damaged)).headline


pieces = st.sampled_from(
    [
        *(
            b"Subject: Storm\n",
            b"From: ",
            b"Ada Moreau <a@b>\n",
            b"\n",
            b"\n\n",
            b"--b",
        ),
        *(
            b"--b--\n",
            b"Content-Type: multipart/alternative; boundary=b\n",
            b" ",
            b"Text",
        ),
        *(
            b"Content-Type: text/plain; charset=utf-16\n",
            b"Content-Type: message/rfc822\n",
        ),
        *(
            b"Content-Transfer-Encoding: base64\n",
            b"=?utf-8?B?0?=",
            b";\n boundary*0=b\n",
        ),
        *(b"Content-Type: text/html; charset*=a'b'%c\n", b"\xff\xfe", b"-- \n", b"> "),
        *(b"Begin forwarded message:\n", b"Date: Thu, 99 Foo 2015 1\n", b"<p>"),
    ]
)


@given(st.lists(pieces, max_size=30).map(b"".join))
def test_any_order_of_what_mails_hold_is_an_article_or_refused(data: bytes) -> None:
    with suppress(UnreadableFileError):
        assert read(b"Subject: Storm\n" + data).headline


def test_a_mail_of_very_many_pages_is_read_whole() -> None:
    parts = "".join(
        f"--x\r\nContent-Type: text/html\r\n\r\n<p>The dam held {number}.</p>\r\n"
        for number in range(2000)
    )
    data = (
        "From: Ada Moreau <ada@example.org>\r\nSubject: Storm\r\n"
        f"Content-Type: multipart/mixed; boundary=x\r\n\r\n{parts}--x--\r\n"
    )
    (found,) = read_articles(Document(Path("a.eml"), data.encode())).articles
    assert found.content.body.count("The dam held") == 2000
