"""Every rule finds its example, stays silent on its counter-example, and is described in docs/rules.md."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from announcements import reader
from announcements.document import Document, Finding, prepare
from announcements.rules import FIELDS, RULES
from announcements.rules.pacts import kind
from announcements.rules.parties import chosen as parties
from announcements.rules.registry import Rule
from tests.corpus.predict import ROOT, load_programme
from tests.corpus.rulebook import rulebook

PROGRAMME = load_programme()


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_rule_finds_something_in_its_example(rule_id: str) -> None:
    rule = RULES[rule_id]
    found = list(rule.read(prepare(rule.positive, PROGRAMME, rule.example_published)))
    assert [finding.rule_id for finding in found[:1]] == [rule_id]


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_a_rule_stays_silent_on_its_counter_example(rule_id: str) -> None:
    rule = RULES[rule_id]
    assert not list(rule.function(prepare(rule.negative, PROGRAMME, rule.example_published)))


def noting(rules: list[Rule], asked: list[str]) -> list[Rule]:
    """The rules, each of which notes that it was asked."""

    def note(rule: Rule) -> Callable[[Document], list[Finding]]:
        return lambda doc: asked.append(rule.id) or list(rule.read(doc))  # type: ignore[func-returns-value]

    return [replace(rule, function=note(rule), gate=None) for rule in rules]


@pytest.mark.parametrize(
    ("names", "wanted", "is_asked"),
    [
        ("㈜가나다, 라마바", 2, {"party.listed": False, "party.alone": False}),
        ("㈜가나다, 라마바", 3, {"party.listed": True, "party.alone": True}),
        ("㈜가나다, 라마바", None, {"party.listed": True, "party.alone": False}),
    ],
)
def test_lists_beside_the_signing_are_asked_where_its_own_clause_leaves_a_doubt(
    names: str, wanted: int | None, is_asked: dict[str, bool]
) -> None:
    doc = prepare(f"시는 3일 시청에서 {names}와 광주형 인공지능 비즈니스 협약을 체결했다.", PROGRAMME, date(2021, 4, 4))
    told = kind.decide(doc, kind.proposed(doc, FIELDS["signing"])).clauses
    asked: list[str] = []
    found = parties.proposed(doc, noting(FIELDS["party"], asked), told, wanted)
    assert [finding.organisation_text for finding in found] == ["㈜가나다", "라마바"]
    assert {rule_id: rule_id in asked for rule_id in is_asked} == is_asked


@pytest.mark.parametrize(("series", "is_asked"), [("광주형 인공지능 비즈니스 ", False), ("", True)])
def test_weaker_signs_of_a_signing_are_asked_where_nothing_else_explains_it(series: str, is_asked: bool) -> None:
    text = f"인공지능 기업이 광주에 둥지를 튼다. 광주시는 3일 시청에서 ㈜가나다와 {series}업무협약을 체결했다."
    asked: list[str] = []
    found = kind.proposed(prepare(text, PROGRAMME, None), noting(FIELDS["signing"], asked))
    assert found
    assert ("signing.topic" in asked) is is_asked


def test_the_rule_book_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rulebook(), "run `python -m tests.corpus.rulebook`"


def test_a_sector_whose_name_ends_like_a_sum_is_one_of_the_rows() -> None:
    doc = prepare("분야 | 기업 수\n빅데이터 | 32\n기계 | 18\n합계 | 50", PROGRAMME, None)
    assert [(f.member_text, f.value_count) for f in RULES["breakdown.table"].read(doc)] == [
        ("빅데이터", 32),
        ("기계", 18),
    ]


def test_a_change_of_any_rule_module_makes_new_readings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    room = Path(reader.__file__).parent
    shutil.copytree(room, tmp_path / "room", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(reader, "_HERE", tmp_path / "room")
    fingerprint = reader.ruleset_fingerprint.__wrapped__
    before = fingerprint(PROGRAMME)
    for module in sorted((tmp_path / "room" / "rules").rglob("*.py")):
        source = module.read_bytes()
        module.write_bytes(source + b"# changed\n")
        assert fingerprint(PROGRAMME) != before, module
        module.write_bytes(source)
    assert fingerprint(PROGRAMME) == before
