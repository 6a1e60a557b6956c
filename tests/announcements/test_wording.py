"""Each invented wording of tests/golden/ is read as it should be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from tests.corpus.predict import ROOT, Labelled, load_programme, predict

CASES: list[dict[str, Any]] = [
    case
    for name in ("wording", "variants", "strangers", "neighbours")
    for case in yaml.load((ROOT / "tests" / "golden" / f"{name}.yml").read_text("utf-8"), yaml.CSafeLoader)
]


# Reading a case takes less than starting a test.
TOGETHER = 25


@pytest.mark.parametrize("first", range(0, len(CASES), TOGETHER))
def test_wordings_are_read_as_they_should_be(first: int) -> None:
    wrong = {}
    for case in CASES[first : first + TOGETHER]:
        published = case["published"]
        day = published if isinstance(published, date) or published is None else date.fromisoformat(published)
        predicted = predict(Labelled("case", case["text"], day, {}), load_programme())
        found = {key: predicted[key] for key in case["expect"]}
        if found != case["expect"]:
            wrong[case["case"]] = (found, case["expect"])
    assert wrong == {}
