"""How much two texts have in common, whatever their language and script."""


def resemblance(one: str, other: str) -> float:
    """Return the share of what is in either text that is in both, 0 to 1.

    That of short pieces of them, in small letters and without white space (Broder's
    resemblance of shingles).

    >>> resemblance("The dam held all night.", "The dam held  all day.") > 0.3
    True
    >>> resemblance("The dam held all night.", "Apples come from Almaty.")
    0.0
    """
    first, second = _pieces(one), _pieces(other)
    either = len(first | second)
    return len(first & second) / either if either else 1.0


_LENGTH = 8


def _pieces(text: str) -> set[str]:
    text = "".join(text.casefold().split())
    return {text[at : at + _LENGTH] for at in range(max(1, len(text) - _LENGTH + 1))}
