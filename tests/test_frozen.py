import pickle
from typing import Any

import pytest

from tca_cli.frozen import Frozen


class Place(Frozen):
    city: str
    counts: tuple[int, ...] = ()


class Visit(Place, kw_only=True):
    day: int
    note: str = ""


class Stay(Frozen):
    city: str
    counts: tuple[int, ...] = ()


def test_values_are_equal_that_are_of_one_class_and_have_equal_fields() -> None:
    assert Place("Osh") == Place(city="Osh") != Place("Osh", (1,))
    assert Place("Osh") != Stay("Osh")
    visit = Visit("Osh", (), day=1)
    assert {visit, Visit(day=1, counts=(), city="Osh", note="")} == {visit}


def test_a_value_never_changes() -> None:
    place: Any = Place("Osh")
    with pytest.raises(AttributeError, match="city of a Place"):
        place.city = "Almaty"
    assert place.but(city="Almaty") == Place("Almaty")
    assert place == Place("Osh")


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        ((), {"city": "Osh", "county": "Osh"}),
        (("Osh", (), 1), {"day": 1}),
        (("Osh",), {}),
    ],
)
def test_fields_that_are_missing_or_unknown_are_refused(
    values: tuple[Any, ...], named: dict[str, Any]
) -> None:
    with pytest.raises(TypeError, match="Visit has the fields city, counts, day, note"):
        Visit(*values, **named)


def test_a_value_is_shown_matched_and_handed_to_another_process_with_its_fields() -> (
    None
):
    visit = Visit("Osh", day=1)
    assert repr(Place("Osh", (7,))) == "Place(city='Osh', counts=(7,))"
    assert Visit.field_names() == ("city", "counts", "day", "note")
    match visit:
        case Place(city, counts):
            assert (city, counts) == ("Osh", ())
    assert pickle.loads(pickle.dumps(visit.but(counts=(7,)))) == visit.but(counts=(7,))  # noqa: S301
