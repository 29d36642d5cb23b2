r"""Plain text as Markdown, and back: what CommonMark would take for marks is escaped.

Paragraphs have a blank line between them, lines within one end in a backslash. Prose
as newspapers print it stands there as it is.
"""

import re


def escaped(text: str) -> str:
    r"""Return Markdown that shows *text*.

    White space around lines, more than one blank line and signs that no file of text
    has cannot be shown; who needs the very text compares what is `unescaped`.

    >>> escaped("# 1 *is* AT&T.\nSo [sic].")
    '\\# 1 \\*is\\* AT&T.\\\nSo [sic].'
    """
    text = _NO_SIGNS.sub("\ufffd", _LINE_ENDS.sub("\n", text))
    lines = [line.strip() for line in text.split("\n")]
    paragraphs = _BLANK_LINES.split("\n".join(lines).strip("\n"))
    return "\n\n".join(map(_escaped_paragraph, paragraphs))


def unescaped(markdown: str) -> str:
    r"""Return the text of which *markdown* is what `escaped` makes.

    >>> unescaped("\\# 1 \\*is\\* AT&T.\\\nSo [sic].")
    '# 1 *is* AT&T.\nSo [sic].'
    """
    return _ESCAPE.sub(r"\1", markdown)


def _escaped_paragraph(paragraph: str) -> str:
    return "\\\n".join(map(_escaped_line, paragraph.split("\n")))


def _escaped_line(line: str) -> str:
    if _MARKS.search(line):
        line = _MARKS.sub(r"\\\g<0>", line)
    if found := _AT_BEGINNING.match(line):
        line = f"{line[: found.end()]}\\{line[found.end() :]}"
    return line


_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n\n+")
_NO_SIGNS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufeff]")
_MARKS = re.compile(
    r"""
      [\\`*]
    | (?<![^\W_])_ | _(?![^\W_])              # not within a word
    | ~(?!\d)                                 # ~50 is no mark
    | <(?=[A-Za-z/!?])
    | &(?=(?:\#\d|\#[xX][\da-fA-F]|[A-Za-z])[\da-zA-Z]*;)
    | \[(?!\w[^\[\]\\`*_<&]*\](?![(\[:]))     # [sic] is no link
    """,
    re.VERBOSE,
)
# What is no mark but at the beginning of a line; the sign to escape comes next.
_AT_BEGINNING = re.compile(
    r"""
      (?=
          \#{1,6}(?:\s|$)
        | >
        | [-+](?:\s|$)
        | [-:|][-:|\s]*$                        # a rule, or one below a table's head
        | =+$
      )
    | \d{1,9}(?=[.)](?:\s|$))
    """,
    re.VERBOSE,
)
