"""Each invented wording of tests/golden/ is read as it should be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from tests.corpus.predict import ROOT, Labelled, load_programme, predict

CASES: list[dict[str, Any]] = [
    case
    for name in ("wording", "variants", "strangers")
    for case in yaml.safe_load((ROOT / "tests" / "golden" / f"{name}.yml").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_wording_is_read_as_it_should_be(case: dict[str, Any]) -> None:
    published = case["published"]
    day = published if isinstance(published, date) or published is None else date.fromisoformat(published)
    predicted = predict(Labelled("case", case["text"], day, {}), load_programme())
    assert {key: predicted[key] for key in case["expect"]} == case["expect"]
