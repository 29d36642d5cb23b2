"""The page that explains what can be asked, with examples."""

from collections.abc import Iterable

# What is typed, and what it means. Each is read by a test.
SECTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "Words": (
        ("belaz trucks", "both, in headline or text, in any form; else most"),
        ('"dump trucks"', "side by side; for the shell: '\"dump trucks\"'"),
        ("Kazakhstan-Belarus", "side by side as well"),
        ("=Word", "exactly as written, capitals and ending too"),
        ("truck*", "words that begin so; b?laz: one letter there"),
        ("Lukashenko", "also Лукашенко and Łukašenka, but for --exact-spelling"),
        ("kobyakof~", "one letter may differ; kobyakof~2: two"),
    ),
    "Together": (
        ("belaz AND mine", "both; AND, OR and NOT in capitals only"),
        ("belaz OR maz", "either; binds looser than words beside each other"),
        ("trucks NOT mine", "the first without the second; -mine means the same"),
        ("(belaz OR maz) trucks", "parentheses, as you would think"),
    ),
    "Close": (
        ("belaz w/5 mine", "within five words of each other"),
        ("belaz pre/3 mine", "in this order, at most three words on"),
        ('"belaz mine"~5', "within five words of each other, too"),
        ("belaz w/s mine", "in the same sentence; w/p: in the same paragraph"),
        ("atleast3(belaz)", "three times or more"),
    ),
    "Where and who": (
        ("headline:belaz", "in the headline; body: in the text below it"),
        ("hlead:(belaz OR maz)", "in the headline or the first paragraph"),
        ("author:kwan", "also place: agency: keyword: language:"),
        ('author:"Sergey Kwan"', "names match in any case and order of words"),
        ("source:reports", "read from a file with this in its path"),
        ("id:3f9a", "the article whose id begins so"),
    ),
    "When": (
        ("published:2015", "also 2015-08, 2015-08-13"),
        ("published:2014..2015", "also 2014.. and ..2015, >=2015-08, <2016"),
    ),
}


def query_help() -> str:
    """Return the page, plain and at most 80 columns wide."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterable[str]:
    yield "What can be searched for"
    for title, examples in SECTIONS.items():
        yield from ("", title)
        for typed, meaning in examples:
            yield f"  {typed:<22}  {meaning}"
    yield ""
    yield "Common words (the, of) count in phrases, and where nothing else is asked"
    yield "for. US and IT in capitals are names. What is undated is in no span."
