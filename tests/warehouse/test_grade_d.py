"""What a reading itself doubts (grade D) reaches no fact and no published table."""

import re
from datetime import date

import pytest

from tests.warehouse.rows import PROGRAMME

DAY = date(2021, 7, 20)
FACTS = ("signing", "agreement", "stated_total", "stated_breakdown", "goal", "commitment")
DOUBTED = [
    [{"predicate": "signed_date", "as_of_date": date(2023, 3, 3), "signing_ref": "s1"}],
    [
        {"predicate": "ordinal_first", "value_count": 661, "signing_ref": "s1"},
        {"predicate": "ordinal_last", "value_count": 661, "signing_ref": "s1"},
    ],
    [{"predicate": "party", "organisation_text": "의심상사", "signing_ref": "s1"}],
    [
        {
            "predicate": "commitment",
            "organisation_text": "의심약속",
            "value_text": "의심약속은 온다",
            "signing_ref": "s1",
        }
    ],
    [{"predicate": "stated_total", "measure_code": "companies", "value_count": 662, "scope": "including"}],
    [{"predicate": "sector_count", "member_text": "빅데이터", "value_count": 663}],
    [{"predicate": "site_count", "member_text": "아이플렉스", "value_count": 664}],
    [{"predicate": "goal", "measure_code": "jobs", "value_count": 665, "target_date": date(2030, 12, 31)}],
]
# What would show that each of them had been believed.
MARKS = ["datetime.date(2023, 3, 3)", "661", "의심상사", "의심약속", "662", "663", "664", "665"]


def plant(written, grade):
    written.signing("sound", DAY, parties=["㈜솔트룩스"])
    for number, statements in enumerate(DOUBTED, 1):
        document, day = f"doubted-{number}", date(2021, number, 1)
        written.signing(document, None if number == 1 else day)
        for fields in statements:
            written.statement(document, grade=grade, **{"qualifier": "exact", "as_of_date": day, **fields})


def published(store):
    """All that the facts and the published tables hold, as text."""
    tables = store.rows(
        "select table_schema || '.' || table_name from information_schema.tables"
        " where table_schema = 'kpi' or table_name like 'fact_%' or table_name = 'dim_organisation'"
    )
    assert {f"star.fact_{name}" for name in FACTS} <= {table for (table,) in tables}
    return "\n".join(str(store.rows(f"from {table}")) for (table,) in sorted(tables))


@pytest.mark.parametrize(("grade", "shown"), [("D", False), ("C", True)])
def test_what_is_doubted_is_nowhere_published(written, believe, grade, shown):
    plant(written, grade)
    text = published(believe())
    assert PROGRAMME in text
    assert [mark for mark in MARKS if re.search(rf"\b{re.escape(mark)}", text)] == (MARKS if shown else [])
