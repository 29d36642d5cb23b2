"""Files whose every part tries to drive the terminal that it is shown on."""

import io
import json
import re
import zipfile
from pathlib import Path

# A way to drive a terminal each, and between them a word that can be looked for.
DRIVES = (
    "\x1b[2J",
    "\x1b[5m",
    "\x1b]8;;https://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "\x1b]52;c;cm0gLXJm\x07",
    "\x1bP1$r\x1b\\",
    "\x9b5m\x9d0;title\x9c",
    "\x07\x08\x7f\x0b\x0c\x0e\x85",
    "\r",
    "\u202e\u202d\u202a\u202b\u202c\u2066\u2067\u2068\u2069",
    "\u2028\u2029",
    "\u200b\u2060\u2061\ufeff\ufff9\ufffa\ufffb",
    "\U000e0001\U000e0041\U000e007f",
)
MARKUP = "[bold]quay[/bold] [/x] [link=https://evil.example]:cat:[sic]"
HOSTILE = f"evil {' storm '.join(DRIVES)} {MARKUP}"
# What a name of a file can have.
NAME = "evil\x1b[2J\x9b5m\u202e\x07\n\t[bold]"
# Bytes that a name may hold, and that are no text.
BAD_BYTES = "\udce9"
# What must not be on standard output, whatever is in an archive.
_DRIVING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]|\r(?!\n)"
)
# What Rich itself sends: colours, of which none blinks, and what moves a bar.
_OF_RICH = re.compile(
    r"\x1b\[(?:[0-46-9]|[349]\d|1\d\d|[34]8;[0-9;]+|;)*m|\x1b\[\?25[lh]|\x1b\[(?:2K|1A)"
)


def driving(shown: str, *, on_terminal: bool = False) -> list[str]:
    """Return what in *shown* would drive a terminal, with what stands around it."""
    if on_terminal:
        shown = _OF_RICH.sub("", shown).replace("\r", "")
    return [
        repr(shown[max(0, found.start() - 40) : found.end() + 20])
        for found in _DRIVING.finditer(shown)
    ]


def write_hostile(folder: Path) -> Path:
    """Write files into *folder* whose every part is hostile; return the folder."""
    within = folder / NAME
    within.mkdir(parents=True)
    for name, data in _files().items():
        (within / name).write_bytes(data)
    return folder


def _files() -> dict[str, bytes]:
    text = f"{HOSTILE}\n\nBy Ada Moreau\n\nOSH (TCA) — {HOSTILE}\n\n{HOSTILE}\n"
    files = {
        f"{NAME}.txt": text.encode("utf-8", "surrogatepass"),
        f"{NAME}{BAD_BYTES}.txt": f"Quay\n\nThe storm. {text}".encode(),
        f"{NAME}.json": json.dumps([_by_tca(), _generic()]).encode(),
        f"keys{NAME}.json": json.dumps({HOSTILE: HOSTILE}).encode(),
        f"{NAME}.csv": f'title,text,"{HOSTILE}"\n"{HOSTILE}","{HOSTILE}",x\n'.encode(),
        f"columns{NAME}.csv": f'"{HOSTILE}","a"\nx,y\n'.encode(),
        f"{NAME}.md": f'---\ntitle: "x"\n{HOSTILE}: [\n---\n{HOSTILE}\n'.encode(),
        f"{NAME}.html": (
            f"<html><head><title>{HOSTILE}</title>"
            f'<meta name="author" content="{HOSTILE}"></head><body><article>'
            f"<h1>{HOSTILE}</h1><p>{HOSTILE} the storm came to the quay.</p>"
            "</article></body></html>"
        ).encode(),
        f"broken{NAME}.xml": f"<nitf><{HOSTILE}></nitf>".encode(),
        f"{NAME}.xml": _feed(HOSTILE),
        f"{NAME}.rss": _feed(HOSTILE),
        f"{NAME}.eml": _mail(),
        f"empty{NAME}.txt": b"",
        f"{NAME}.pdf": f"%PDF-1.4 {HOSTILE}".encode(),
        f"{NAME}.docx": f"PK\x03\x04{HOSTILE}".encode(),
        f"unknown.ev{NAME[4:]}": b"Storm",
        f"untold{NAME}": b"\0\1\2",
        f"{NAME}.rtf": b"{\\rtf1}",
        f"{NAME}.zip": _zip(text),
    }
    return {name.replace("/", "_"): data for name, data in files.items()}


def _by_tca() -> dict[str, object]:
    """Return an article as tca writes it, which is read as it is."""
    return {
        "id": "0123456789ab",
        "version": 1,
        "ingested": HOSTILE,
        "sources": [],
        "headline": HOSTILE,
        "byline": HOSTILE,
        "authors": [HOSTILE, f"{HOSTILE}\nBy Nobody\tat all"],
        "author_bio": HOSTILE,
        "agency": HOSTILE,
        "dateline": HOSTILE,
        "place": HOSTILE,
        "published": "2015-08-13",
        "language": HOSTILE,
        "keywords": [HOSTILE],
        "url": f"https://example.org/{HOSTILE}",
        "body": f"{HOSTILE}\n\n=1+1 {HOSTILE}",
    }


def _generic() -> dict[str, object]:
    return {
        "id": HOSTILE,
        "title": f"Another {HOSTILE}",
        "author": {"name": HOSTILE},
        "section": HOSTILE,
        "url": f"https://example.org/{HOSTILE}",
        "content": f"<p>{HOSTILE}</p>",
        "datePublished": "2016-01-01",
    }


def _feed(text: str) -> bytes:
    return (
        f"<rss version='2.0'><channel><title>{text}</title><item><title>{text}</title>"
        f"<guid>{text}</guid><description>{text}</description></item></channel></rss>"
    ).encode()


def _mail() -> bytes:
    return (
        f"From: {HOSTILE} <a@example.org>\nSubject: {HOSTILE}\n"
        f"Content-Type: text/plain; charset={HOSTILE}\n\n{HOSTILE}\n"
    ).encode()


def _zip(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in (
            (f"{NAME}.txt", text.replace("quay", "harbour")),
            (f"../{NAME}.txt", text),
            (f"empty{NAME}.txt", ""),
            (f"broken{NAME}.xml", f"<{HOSTILE}"),
            (f"{NAME}.doc", "x"),
            (f"{NAME}\n.ev{NAME}", "\0\1"),
        ):
            archive.writestr(name, data.encode("utf-8", "surrogatepass"))
    return file.getvalue()
