"""Every rule finds its example, stays silent on its counter-example, and is described in docs/rules.md."""

from __future__ import annotations

import pytest

from announcements.document import prepare
from announcements.rules import RULES
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


def test_the_rule_book_is_current() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rulebook(), "run `python -m tests.corpus.rulebook`"
