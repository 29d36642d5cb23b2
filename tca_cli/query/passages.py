"""What of an article words are looked for in."""

from functools import cached_property
from typing import TYPE_CHECKING

from tca_cli.article import Article
from tca_cli.query.tree import Passage
from tca_cli.text.words import Token, tokens

if TYPE_CHECKING:
    from tca_cli.text.sentences import Divisions


class NumberedPassage:
    """A text whose words are numbered."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[Token]:
        """Its words, in order."""
        return list(tokens(self.text))

    @cached_property
    def divisions(self) -> "Divisions":
        """Its sentences and paragraphs."""
        # Imported when it is needed: few queries ask for sentences.
        from tca_cli.text.sentences import Divisions

        return Divisions(self.text)

    @property
    def lead(self) -> "NumberedPassage":
        """Its first paragraph."""
        from tca_cli.text.sentences import lead_end

        return NumberedPassage(self.text[: lead_end(self.text)])


class PassagesOf:
    """The passages of an article that can be asked for."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @cached_property
    def headline(self) -> NumberedPassage:
        """The headline."""
        return NumberedPassage(self._article.headline)

    @cached_property
    def body(self) -> NumberedPassage:
        """The body."""
        return NumberedPassage(self._article.body)

    @property
    def everywhere(self) -> list[NumberedPassage]:
        """What is looked at where nothing else is said."""
        return [self.headline, self.body]

    def within(self, passage: Passage) -> list[NumberedPassage]:
        """Return what is looked at where this *passage* is asked for."""
        match passage:
            case "headline":
                return [self.headline]
            case "body":
                return [self.body]
            case "hlead":
                return [self.headline, self.body.lead]
