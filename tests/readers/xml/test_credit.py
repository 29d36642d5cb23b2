from pathlib import Path

import pytest

from tca_cli.readers.document import Document
from tca_cli.readers.newspaper.article import article_of
from tca_cli.readers.xml.credit import credited


@pytest.mark.parametrize(
    ("text", "supplier", "agency"),
    [
        ("The dam held.", " The  Quay ", "The Quay"),
        ("The dam held.", "REUTER", "Reuters"),
        ("The dam held.", " ", None),
        ("The dam held.", None, None),
        ("OSH (TCA) — The dam held.", "Reuters", "TCA"),
    ],
)
def test_a_supplier_is_the_agency_where_the_text_names_none(
    text: str, supplier: str | None, agency: str | None
) -> None:
    article = article_of(Document(Path("a.xml"), b""), f"Storm\n\n{text}")
    found = credited(article, supplier, "provider")
    assert found.content.agency == agency
    assert (found.origins.get("agency") == "provider") == (agency not in {None, "TCA"})
