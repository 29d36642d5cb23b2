"""Articles such as no newspaper prints, for what must hold of any."""

from datetime import date

from hypothesis import strategies as st

from tca_cli.article import ArticleContent

signs = st.sampled_from(
    [
        *("Storm", "Ёлка", "嵐", "عاصفة", "🌊", "a", "1", "x.", "=1+1", "@x", "'", '"'),
        *("\n", "\n\n", "\n\n\n", " ", "  ", "\t", "\r", "\r\n", "\u00a0", "\u2028"),
        *(
            "#",
            "##",
            ">",
            "-",
            "---",
            "===",
            "+",
            "*",
            "**",
            "_",
            "__",
            "`",
            "```",
            "~",
        ),
        *("~~", "[", "]", "(", ")", "[^1]:", "[[", "]]", "!", "<", "</p>", "<br>", "|"),
        *(
            "&amp;",
            "&",
            ";",
            "; ",
            ",",
            ":",
            ": ",
            "\\",
            "\\\n",
            "1.",
            "1)",
            "{{<",
            "%",
        ),
        *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b", "\ufeff", "\u200b"),
        *(
            "\u202e",
            "\ufffd",
            "\uffff",
            "\ue000",
            "null",
            "yes",
            "2015-08-13",
            "{",
            "}",
        ),
    ]
)
odd = st.lists(signs, min_size=1, max_size=12).map("".join)
odd |= st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
lines = st.none() | st.just("") | odd
parts = st.lists(odd | st.just(""), max_size=3).map(tuple)
days = st.none() | st.dates() | st.just(date(2015, 8, 13))
contents = st.builds(
    ArticleContent,
    headline=odd,
    byline=lines,
    authors=parts,
    author_bio=lines,
    agency=lines,
    dateline=lines,
    place=lines,
    published=days,
    language=st.none() | st.sampled_from(["en", "ru", "sr-Latn", "no"]) | odd,
    keywords=parts,
    url=lines,
    body=odd | st.lists(odd, min_size=1, max_size=3).map("\n\n".join),
)
