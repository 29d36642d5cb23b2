import pytest
from hypothesis import given
from hypothesis import strategies as st

from tca_cli.readers.newspaper.furniture import is_furniture


@pytest.mark.parametrize(
    "line",
    [
        # The usual ones
        "Register to read more ...",
        "Register to read more of our reporting",
        "Continue reading",
        "READ MORE: How the dam held",
        "Photo credit: Ada Moreau",
        "The post Storm appeared first on TCA.",
        "The post The dam that held appeared first on The Gazette",
        "Share full article",
        "Subscribe to continue reading.",
        "A version of this article appears in print on page 3.",
        "Updated Sept. 5, 2022, 9:14 a.m. ET",
        "Last updated: 13 August 2015",
        # Variants
        "REGISTER TO READ MORE",
        "Continue reading …",
        "Continue reading →",
        "Continue reading »",
        "Continue reading the main story",
        "Keep reading",
        "Read more",
        "Read more...",
        "Read more »",
        "Read More:",
        "Read more : How the dam held",
        "Read next: How the dam held",
        "Read also: How the dam held",
        "READ ALSO: How the dam held",
        "Photo credit : Ada Moreau",
        "Photo credits: Ada Moreau / TCA",
        "  Advertisement  ",
        "ADVERTISEMENT",
        "Advertisements",
        "Sponsored content",
        "Sign up for our newsletter",
        "Sign up for our daily newsletter!",
        "Subscribe to our newsletter.",
        # Share buttons
        "Share",
        "SHARE",
        "Tweet",
        "Share this",
        "Share this:",
        "Share this article",
        "Tweet this story",
        "Print this page",
        "Email this article",
        "Share on Facebook",
        "Share via email",
        "Facebook Twitter Email Print",
        "Facebook | Twitter | Telegram | WhatsApp",
        "Share 12 Tweet 3 Pin 1",
        "0 Comments",
        "12 comments",
        "Copy link",
        "+1 Like",
        # Russian
        "Читать далее",
        "Читать далее…",
        "Читайте также:",
        "Читайте также: Как выдержала плотина",
        "Поделиться",
        "Реклама",
        "РЕКЛАМА",
    ],
)
def test_a_line_of_the_site_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "2015",
        "1 2 3",
        "* * *",
        "---",
        "X",
        "The dam held.",
        "The post office was the first to reopen.",
        "The post he had held since 1992 was given to another.",
        "The post of governor, which appeared first on a list of 1867, was abolished.",
        "It appeared first on Monday.",
        "Read more books, the minister said.",
        "Read more slowly.",
        "Read next to the stove, his poems moved them.",
        "He asked the people to register to read more.",
        "People had to continue reading by candlelight when the power went.",
        "Continue reading, she told them.",
        "Keep reading to your children.",
        "“Continue reading”",
        "Photo credits were missing.",
        "Photo: credit is due to her.",
        "Share of coal in the mix",
        "Share prices fell on Monday.",
        "Share and share alike, she said.",
        "Share with your neighbours.",
        "Share via the exchange rose.",
        "Shares",
        "Shareholders left.",
        "Tweets",
        "Like most towns, Osh has a bazaar.",
        "Facebook said nothing.",
        "Twitter, Facebook and Telegram were shut.",
        "Print is not dead.",
        "Email this to me, he said.",
        "Comments were few.",
        "Advertisements in the paper doubled.",
        "Advertisement revenue fell.",
        "Sign up for the army, the posters in Osh say.",
        "Sign up for the army.",
        "Subscribe to the view that dams are good.",
        "Рекламация была отклонена.",
        "Реклама подорожала.",
        "Поделиться хлебом было законом.",
        "Читать далее десяти строк он не стал.",
    ],
)
def test_a_line_of_the_text_is_none(line: str) -> None:
    assert not is_furniture(line)


@given(st.text())
def test_any_line_is_furniture_or_not(line: str) -> None:
    assert is_furniture(line) == is_furniture(f" {line.strip()} ")


def test_a_long_line_is_told_at_once() -> None:
    assert not is_furniture("1" * 4000 + " metres")
    assert not is_furniture("share " * 4000 + "prices")
