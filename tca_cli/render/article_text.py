"""The parts of an article's page as text, and the page as text for a pipe."""

from collections.abc import Iterator

from tca_cli.article import Article, Correction
from tca_cli.render.credits import spoken_date
from tca_cli.render.machine import json_text
from tca_cli.render.printable import on_one_line, printable


def article_text(article: Article, versions: int | None = None) -> str:
    """Return the page as plain text, neither wrapped nor cut."""
    lines = [on_one_line(article.headline)]
    if signed := signature(article):
        lines.append(signed)
    lines += ["", f"{opening(article)}{printable(article.body)}"]
    if article.author_bio:
        lines += ["", about_title(article), printable(article.author_bio)]
    return "\n".join([*lines, "", *imprint(article, versions)]) + "\n"


def article_json(article: Article | None) -> str:
    """Return *article* with every word that there is about it, or null."""
    if article is None:
        return json_text(None)
    values = vars(article)
    last = ("sources", "version", "ingested", "corrections")
    names = [name for name in values if name not in ("id", *last)]
    return json_text({name: values[name] for name in ("id", *names, *last)})


def signature(article: Article) -> str:
    """Return who wrote and supplied *article*, where and when; "" if unknown."""
    day = spoken_date(article.published) if article.published else None
    by = f"By {_listed(article.authors)}" if article.authors else None
    return on_one_line(
        " · ".join(filter(None, [by, article.agency, article.place, day]))
    )


def opening(article: Article) -> str:
    """Return the dateline as it runs into the first paragraph; "" if there is none."""
    return f"{on_one_line(article.dateline)} — " if article.dateline else ""


def about_title(article: Article) -> str:
    """Return the title of the biography."""
    return "About the authors" if len(article.authors) > 1 else "About the author"


def imprint(article: Article, versions: int | None = None) -> Iterator[str]:
    """Yield the lines that say what *article* is in the archive.

    Of how many *versions* it is one, where one was asked for.
    """
    of_all = f" of {versions}" if versions else ""
    is_told = of_all or article.version > 1
    version = f" · version {article.version}{of_all}" if is_told else ""
    yield f"{article.id}{version} · taken in {article.ingested[:10]}"
    if article.url:
        yield on_one_line(article.url)
    for source in article.sources:
        yield on_one_line(
            f"{source.path} · {source.key}" if source.key else source.path
        )
    for correction in article.corrections:
        yield _corrected(correction)


def corrections_text(article: Article) -> str:
    """Return what is corrected in *article*, and what its file says there."""
    lines = [on_one_line(article.headline), *map(_corrected, article.corrections)]
    if not article.corrections:
        lines.append("nothing is corrected; all is as the file has it")
    return "\n".join(lines) + "\n"


def _corrected(correction: Correction) -> str:
    was = correction.was
    said = "; ".join(was) if isinstance(was, tuple) else str(was or "")
    if len(said) > _LONGEST_SAID:
        said = f"{said[:_LONGEST_SAID]}…"
    file_says = (
        f"the file says {on_one_line(said)}" if said else "the file says nothing"
    )
    day = correction.corrected[:10]
    return f"{correction.field} corrected on {day}; {file_says}"


_LONGEST_SAID = 80


def _listed(names: tuple[str, ...]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
