"""The text of Markdown: CommonMark with tables, footnotes and links between notes.

Time and memory grow with the length of the text alone, whatever is in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from tca_cli.readers.markup import text_of_markup
from tca_cli.readers.newspaper.byline import byline
from tca_cli.readers.newspaper.dates import date_line

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Stands where a line of the file ends and the sentence may go on. It is a sign for
# private use, which no writer's text has.
SOFT_BREAK = "\ue000"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading of this *level*, a line of a list or of a table.

    *line* is where it begins, counted from 1. One that *is_close* stands in the line
    below the one before it; others have a blank line above them.
    """

    text: str
    line: int
    level: int = 0
    is_close: bool = False


def blocks_of(text: str) -> list[Block]:
    r"""Return the text of Markdown, block by block, with soft breaks still marked.

    >>> [block.text for block in blocks_of("# Storm\n\nThe *dam* [held](dam.md).")]
    ['Storm', 'The dam held.']
    """
    # The parser takes hundreds of bytes for each of some signs; this is a book.
    if len(text) > _LONGEST:
        return _blocks_of_lines(text)
    tokens = _parser().parse(text)
    # What is nested deeper than that is left out by the parser.
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return _blocks_of_lines(text)
    reading = _Reading()
    for token in tokens:
        reading.read(token)
    return reading.blocks


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """Return *blocks* as one text, with the lines of each paragraph joined."""
    pieces: list[str] = []
    for block in blocks:
        pieces += ["\n" if block.is_close else "\n\n", flowing(block.text)]
    return "".join(pieces[1:])


def flowing(text: str) -> str:
    """Return *text* with its lines joined, but for those that stand by themselves."""
    lines = text.split(SOFT_BREAK)
    pieces = lines[:1]
    for before, line in pairwise(lines):
        pieces += ["\n" if _is_alone(before) or _is_alone(line) else " ", line]
    return "".join(pieces)


# The parser's own for CommonMark: no text goes so deep, and each level costs time.
_DEEPEST = 20
_LONGEST = 500_000
# Lines that were broken to fit a window are shorter than this.
_LONG_LINE = 120
_IDENTIFIER = re.compile(r"\s*\{[#.][^{}]*\}$")
_CALLOUT = re.compile(r"\[!\w{1,30}\][+-]?[ \t]*")
# What a site builder puts something else for, and hints for it.
_SHORTCODES = re.compile(
    r"(?:\{\{[<%][^{}]*[%>]\}\}|\{%[^{}]*%\}|\{:[^{}]*\}|\[toc\]|[\s\ue000])+",
    re.IGNORECASE,
)
_LINE_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_QUOTE_MARKS = re.compile(r"^[ \t>]+", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]+")
_UNSEEN = re.compile("[\u200b\u2060\ufeff]")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,80}\]:[ \t]*")
_FOOTNOTE_MARK = re.compile(r"\[\^[^\[\]\s]{1,80}\]")
_NOTE_LINK = re.compile(
    r"(?P<embeds>!?)\[\[(?P<page>[^\[\]|\n]{1,300})(?:\|(?P<shown>[^\[\]\n]{1,300}))?"
    r"\]\](?!\()"
)


def _is_alone(line: str) -> bool:
    return len(line) > _LONG_LINE or bool(byline(line) or date_line(line))


def _blocks_of_lines(text: str) -> list[Block]:
    """Return what stands between blank lines, taken as plain text."""
    blocks: list[Block] = []
    is_blank = True
    for number, line in enumerate(_QUOTE_MARKS.sub("", text).split("\n"), start=1):
        if shown := line.strip():
            blocks.append(Block(shown, number, is_close=not is_blank))
        is_blank = not shown
    return blocks


def _parser() -> "MarkdownIt":
    # Imported when it is needed: most files are none of Markdown.
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    parser.enable(["table", "strikethrough"])
    ends = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("reference", "footnote", _footnote, {"alt": ends})
    parser.inline.ruler.before("link", "note_link", _note_link)
    return parser


def _footnote(state: "StateBlock", start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read the text of a footnote, which else is taken for the target of a link."""
    begin = state.bMarks[start] + state.tShift[start]
    found = _FOOTNOTE.match(state.src, begin, state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if silent:
        return True
    after = start + 1
    while after < end and not (state.isEmpty(after) or _begins_footnote(state, after)):
        after += 1
    state.push("paragraph_open", "p", 1).map = [start, after]
    inline = state.push("inline", "", 0)
    rest = state.getLines(start + 1, after, state.blkIndent, keepLastLF=False)
    inline.content = f"{state.src[found.end() : state.eMarks[start]]}\n{rest}".strip()
    inline.map = [start, after]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = after
    return True


def _begins_footnote(state: "StateBlock", line: int) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    return bool(_FOOTNOTE.match(state.src, begin, state.eMarks[line]))


def _note_link(state: "StateInline", silent: bool) -> bool:  # noqa: FBT001 - the parser calls it so
    """Read ``[[Page|text]]`` as Obsidian and Zettlr have it; pass over ``[^1]``."""
    if mark := _FOOTNOTE_MARK.match(state.src, state.pos, state.posMax):
        state.pos = mark.end()
        return True
    found = _NOTE_LINK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent and not found["embeds"]:
        state.pending += found["shown"] or found["page"]
    state.pos = found.end()
    return True


@dataclass(slots=True)
class _Reading:
    """What was read so far, and what the next token stands in."""

    blocks: list[Block] = field(default_factory=list)
    level: int = 0
    # The number of an item, until its text comes.
    number: str = ""
    is_hidden: bool = False
    was_hidden: bool = False
    # The cells of the row so far, its line, and how many rows are above it.
    row: list[str] | None = None
    line: int = 1
    rows: int = 0

    def read(self, token: "Token") -> None:
        """Take one more token."""
        kind = token.type
        if kind == "inline":
            self._read_inline(token)
        elif kind == "html_block":
            self._add(text_of_markup(token.content), token)
        elif kind in ("fence", "code_block"):
            self._add(_clean(token.content).strip(), token)
        elif kind == "list_item_open":
            self.number = f"{token.info}{token.markup} " if token.info else ""
        elif kind in ("bullet_list_open", "ordered_list_open"):
            # A list within an item stands in the line below its text.
            self.was_hidden = self.was_hidden and token.level > 0
        elif kind == "paragraph_open":
            self.is_hidden = token.hidden
        elif kind == "heading_open":
            self.level = int(token.tag.removeprefix("h"))
        elif kind == "heading_close":
            self.level = 0
        else:
            self._read_table(token)

    def _read_table(self, token: "Token") -> None:
        if token.type == "table_open":
            self.rows = 0
        elif token.type == "tr_open":
            self.row = []
            self.line = _line_of(token)
        elif token.type == "tr_close" and self.row is not None:
            shown = " | ".join(filter(None, map(str.strip, self.row)))
            self.row = None
            self._add(shown, None, is_close=self.rows > 0)
            self.rows += bool(shown)

    def _read_inline(self, token: "Token") -> None:
        text = _text_of(token.children or ())
        if self.row is not None:
            self.row.append(flowing(text))
        elif self.level:
            self._add(_IDENTIFIER.sub("", text), token)
        elif callout := _CALLOUT.match(text):
            title, _, below = text[callout.end() :].partition(SOFT_BREAK)
            self._add(title, token)
            self._add(below, token)
        else:
            self._add(text, token)

    def _add(self, text: str, token: "Token | None", *, is_close: bool = False) -> None:
        is_inline = token is not None and token.type == "inline"
        text = _SPACES.sub(" ", text).strip(f" \n{SOFT_BREAK}")
        if not text or (is_inline and _SHORTCODES.fullmatch(text)):
            return
        self.line = _line_of(token) if token else self.line
        is_hidden = is_inline and self.is_hidden and not self.level
        is_close = is_close or (is_hidden and self.was_hidden)
        text = f"{self.number}{text}"
        self.blocks.append(Block(text, self.line, self.level, is_close))
        self.number = ""
        self.was_hidden = is_hidden


def _line_of(token: "Token") -> int:
    return token.map[0] + 1 if token.map else 1


def _text_of(children: Sequence["Token"]) -> str:
    return "".join(_texts_of(children))


def _texts_of(children: Sequence["Token"]) -> Iterator[str]:
    for token in children:
        if token.type == "softbreak":
            yield SOFT_BREAK
        elif token.type == "hardbreak":
            yield "\n"
        elif token.type == "html_inline":
            yield "\n" if _LINE_BREAK.match(token.content) else ""
        elif token.type != "image":
            yield _clean(token.content).replace("\n", " ")


def _clean(text: str) -> str:
    """Return *text* with plain spaces: entities bring others in."""
    return _UNSEEN.sub("", _SPACES.sub(" ", text))
