import codecs
import gzip
import io
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.errors.files import UnreadableFileError
from tca_cli.readers.encoding import decoded

PATH = Path("a.txt")
ENGLISH = (
    "The café by the quay opened again on Monday, after the flood had gone down.\n\n"
    "“We lost the chairs, not the tables,” its owner said. The dam – the older of two –"
    " didn’t break, and the naïve hope of spring is back.\n"
)
RUSSIAN = (
    "Вода в реке поднялась ночью, и к утру мост был закрыт.\n\n"
    "Жители города вышли на набережную с лопатами и мешками песка. «Плотина"
    " выдержала», — сказал дежурный инженер, и все пошли домой.\n"
)
POLISH = (
    "Żółta łódź wróciła do portu późnym wieczorem, gdy wiatr już ucichł.\n\n"
    "Mieszkańcy miasta długo czekali na nabrzeżu. „Najgorsze już za nami”, powiedział"
    " rybak i zaczął wyładowywać skrzynie pełne śledzi.\n"
)
TURKISH = (
    "Şehrin eski köprüsü dün gece yeniden hizmete girdi ve işçiler evlerine döndü.\n\n"
    "Belediye meclisi üyesi, güzel bir gün geçirdik, dedi. Çocuklar sevinçle güldü,"
    " rüzgâr ise öğleden sonra dindi; herkes gece geç vakte kadar eğlendi.\n"
)
NOT_TEXT = "it is not a text file, or a damaged one"
EMPTY = "the file is empty"


def outcome(data: bytes) -> str:
    try:
        return decoded(PATH, data)
    except UnreadableFileError as error:
        return error.reason


def noise(seed: int, size: int = 4096) -> bytes:
    blocks = (sha256(f"{seed} {at}".encode()).digest() for at in range(size // 32))
    return b"".join(blocks)


def zipped() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("storm.txt", ENGLISH * 20)
    return data.getvalue()


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x06\0\0\0" + noise(1)
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0" + noise(2)
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0\x3e\0\x01\0\0\0" + noise(3)
PDF = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Length 4096 >>\nstream\n" + noise(4)


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, POLISH, TURKISH])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_in_every_form(mark: bytes, encoding: str, text: str) -> None:
    assert decoded(PATH, mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")),
        ("cp866", RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-")),
        ("cp1250", POLISH),
        ("cp1254", TURKISH),
    ],
)
def test_encodings_of_old_are_told_apart(encoding: str, text: str) -> None:
    assert decoded(PATH, text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "A “naïve” plan\n\nThe dam didn’t hold.\n"),
        ("cp1252", "The quay\n\nIt’s open again – at last.\n"),
        ("cp1252", "Renée’s harbour\n\nThe café is open.\n"),
        ("cp1251", "Вода ушла\n\nМост снова открыт для движения.\n"),
        ("cp1251", "МОСТ ОТКРЫТ\n\nАСТАНА (ТЦА) — Мост через реку открыт.\n"),
        ("cp1250", "Łódź wróciła\n\nŻeglarze są już w porcie, źródło wyschło.\n"),
        ("cp1251", "Мост открыт\n\nКомпания BelAZ поставит 20 машин до 2016 г.\n"),
    ],
)
def test_short_texts_in_encodings_of_old_are_read_too(encoding: str, text: str) -> None:
    assert decoded(PATH, text.encode(encoding)) == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b"])
def test_every_line_end_becomes_a_plain_one(end: str) -> None:
    text = end.join(["Storm", "", "The dam held.", "", ""])
    assert decoded(PATH, text.encode()) == "Storm\n\nThe dam held.\n\n"


def test_line_ends_of_two_kinds_may_stand_in_one_file() -> None:
    assert decoded(PATH, b"Storm\r\n\nThe dam\rheld.\n") == "Storm\n\nThe dam\nheld.\n"


@pytest.mark.parametrize("space", "\u00a0\u2002\u2003\u2009\u202f\u3000")
def test_a_space_of_another_width_becomes_a_plain_one(space: str) -> None:
    assert decoded(PATH, f"The{space}dam".encode()) == "The dam"


@pytest.mark.parametrize("sign", "\u200b\u2060\ufeff")
def test_what_has_no_width_is_no_part_of_the_text(sign: str) -> None:
    assert decoded(PATH, f"The {sign}dam{sign}".encode()) == "The dam"


def test_no_break_spaces_of_windows_become_plain_ones() -> None:
    text = "Renée’s “café”\n\nThe café is open on 13\u00a0August.\n"
    read = decoded(PATH, text.encode("cp1252"))
    assert read == text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n\t\r\n ",
        b"\x0c",
        codecs.BOM_UTF8,
        codecs.BOM_UTF8 + b"\n \n",
        codecs.BOM_UTF16_LE,
        codecs.BOM_UTF16_BE + "\n".encode("utf-16-be"),
        "\u00a0\u2028\u3000".encode(),
        "\u200b".encode(),
        "\ufeff\ufeff\n\u2060".encode(),
        " \n".encode("utf-16-le"),
    ],
)
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        decoded(PATH, data)
    assert refused.value.reason == EMPTY
    assert refused.value.path == PATH


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        JPEG,
        ELF,
        PDF,
        zipped(),
        gzip.compress(noise(5), mtime=0),
        bytes(512),
        b"\xff\xfea",
        codecs.BOM_UTF16_BE + b"\xd8\x00\x00a",
        codecs.BOM_UTF8 + b"The caf\xe9",
        *(noise(seed) for seed in range(6, 26)),
        # Long enough to be a text by its size, and short
        noise(26, size=65_536),
        noise(27, size=64),
        # Without a single NUL
        *(noise(seed).replace(b"\0", b"") for seed in range(28, 38)),
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        decoded(PATH, data)
    assert refused.value.reason == NOT_TEXT
    assert refused.value.path == PATH


def test_a_stray_control_character_does_not_make_a_text_unreadable() -> None:
    assert "dam" in decoded(PATH, b"The dam held. " * 20 + b"\x01")


@pytest.mark.parametrize(
    "data",
    [
        (RUSSIAN * 3).encode()[:-2],
        RUSSIAN.encode().replace("мост".encode(), b"\xd0\xbc\xd0", 1),
        # Cut within a letter, as a copy that broke off leaves it
        (RUSSIAN * 9).encode()[:1001],
    ],
)
def test_damaged_utf8_is_refused_or_read_but_never_taken_for_another_encoding(
    data: bytes,
) -> None:
    assert "Жители города" in outcome(data) or outcome(data) == NOT_TEXT


@given(st.text())
def test_utf8_text_is_read_without_loss(text: str) -> None:
    read = outcome(text.encode())
    if read not in (EMPTY, NOT_TEXT):
        seen = "".join(text.split())
        for invisible in "\u200b\u2060\ufeff":
            seen = seen.replace(invisible, "")
        assert "".join(read.split()) == seen


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    assert outcome(data).strip()
    assert "\r" not in outcome(data)


@pytest.mark.parametrize("times", [1, 10, 100])
@pytest.mark.parametrize("damage", [b"\x93", b"\xa0", b"\xe2\x80", b"\xff"])
def test_utf_8_with_a_damaged_place_stays_utf_8(times: int, damage: bytes) -> None:
    sound = "It’s a “café” in Łódź. "
    data = (sound * times).encode() + damage + b" closed.\n"
    assert decoded(Path("a.txt"), data).startswith(sound * times)


def test_a_russian_text_that_was_cut_in_a_letter_is_read() -> None:
    data = "Мост закрыт.\n\nВ Бишкеке закрыли мост".encode()[:-1]
    assert decoded(Path("a.txt"), data).startswith("Мост закрыт.")


def test_a_stray_empty_byte_makes_no_utf_16() -> None:
    data = b"Ordinary headline\n\nThe mayor said \0 nothing at all to us now.\n"
    assert decoded(Path("a.txt"), data).startswith("Ordinary headline")


@pytest.mark.parametrize("times", [1, 1000])
def test_a_short_russian_text_is_not_taken_for_hebrew(times: int) -> None:
    text = "Президент подписал указ о мерах поддержки.\n" * times
    assert decoded(Path("a.txt"), text.encode("cp1251")) == text
