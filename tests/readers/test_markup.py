import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.markup import is_markup, text_of_markup

signs = st.sampled_from(
    ["<", ">", "!--", "-->", "p", "/p", '"', "'", "=", " ", "&lt;", "\n"]
)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("The dam held.", "The dam held."),
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<DIV>One</DIV>Two", "One\n\nTwo"),
        ("One<br>two<br/>three", "One\ntwo\nthree"),
        ("One<br><br>Two", "One\n\nTwo"),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("a <a href='x>y'>link</a> here", "a link here"),
        ('<img alt="5 > 4">Text', "Text"),
        ("<p>it's</p><p>Ada's</p>", "it's\n\nAda's"),
        ("A<script>if (a < b) { '</p>' }</script>B", "AB"),
        ("A<!-- <p>hidden</p> -->B", "AB"),
        ("A<!-- never ended", "A"),
        ("<tr><td>One</td><td>2</td></tr>", "One 2"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("&laquo;&#1044;&#x430;&raquo;&nbsp;!", "«Да» !"),
        ("<![CDATA[x]]>y", "y"),
        ("", ""),
    ],
)
def test_the_text_of_markup(markup: str, text: str) -> None:
    assert text_of_markup(markup) == text


@given(st.lists(signs, max_size=60).map("".join))
def test_any_signs_have_a_text(markup: str) -> None:
    assert len(text_of_markup(markup)) <= 2 * len(markup)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", '<a "', "<a b='", "<p>", "&", "< ", "</"]
)
def test_a_long_text_of_broken_tags_is_read_to_its_end(piece: str) -> None:
    assert text_of_markup(piece * 100_000 + "<p>end") is not None


def test_markup_is_told_from_text() -> None:
    assert is_markup("The <em>dam</em> held")
    assert is_markup("One<br/>two")
    assert not is_markup("a <- b, <ada@example.org> and 5 < 6 > 4")
