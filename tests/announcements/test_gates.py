"""A gate may only spare searches that find nothing: whatever the pattern, whatever the text."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from announcements.document import prepare
from announcements.gates import Gate, needs, pairs
from announcements.rules import RULES
from tests.corpus.predict import invented_documents, labelled_documents, load_programme

LETTERS = "가나다1a\U0001f600"
_LITERALS = st.text(LETTERS, min_size=1, max_size=3)
_ATOMS = st.one_of(
    _LITERALS,
    st.sampled_from(("[가나]", "[^가]", ".", r"\d", r"[가-힣]", r"\w", "^", "$", r"\b", "(?i:a)")),
)


def _larger(smaller: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(smaller, min_size=1, max_size=3).map(lambda some: f"(?:{'|'.join(some)})")
    repeated = st.tuples(smaller, st.sampled_from(("?", "*", "+", "{2}", "{0,2}?", "{1,3}"))).map(
        lambda pair: f"(?:{pair[0]}){pair[1]}"
    )
    around = st.tuples(st.sampled_from(("(?=", "(?!", "(?>")), smaller).map(lambda pair: f"{pair[0]}{pair[1]})")
    behind = st.tuples(st.sampled_from(("(?<=", "(?<!")), st.sampled_from(LETTERS)).map(lambda p: f"{p[0]}{p[1]})")
    return st.one_of(st.lists(smaller, min_size=2, max_size=3).map("".join), branches, repeated, around, behind)


PATTERNS = st.recursive(_ATOMS, _larger, max_leaves=8)


@settings(max_examples=150, deadline=None)
@example("가((나)?다)", ["가다"])
@example("가(다(나)?)1", ["가다1"])
@example("가(?i:a)", ["가A"])
@given(PATTERNS, st.lists(st.text(LETTERS, max_size=8), min_size=1, max_size=4))
def test_a_pattern_that_matches_is_never_shut_out(source: str, texts: list[str]) -> None:
    pattern = re.compile(source)
    for text in texts:
        if pattern.search(text):
            assert [gated.pattern for gated in Gate(pattern).open(pairs(text))] == [pattern]


@pytest.mark.parametrize(
    ("source", "text", "is_open"),
    [
        ("협약식?", "업무협약을", True),
        ("협약식?", "협업 약속", False),
        ("기관|단체", "세 단체", True),
        ("기관|단체", "기업", False),
        ("사무(?:소|실)", "사무국", False),
        ("(?:본사|지사) ?이전", "지사 이전", True),
        ("(?:본사|지사) ?이전", "지사", False),
        ("(?:협약)?식", "개소식", True),
        (r"\d+곳", "3곳", True),
    ],
)
def test_what_a_pattern_needs_comes_from_its_own_words(source: str, text: str, is_open: bool) -> None:
    assert bool(Gate(re.compile(source)).open(pairs(text))) is is_open


def test_of_several_patterns_only_those_that_may_match_are_tried() -> None:
    signed, moved = re.compile("협약"), re.compile("이전")
    assert [gated.pattern for gated in Gate(signed, moved).open(pairs("본사 이전"))] == [moved]


def test_capitals_need_nothing_where_case_is_ignored() -> None:
    assert needs(re.compile("mou", re.IGNORECASE)) == ()


def test_a_rule_finds_nothing_where_its_gate_is_shut() -> None:
    programme = load_programme()
    for document in [*labelled_documents(), *invented_documents()]:
        doc = prepare(document.text, programme, document.published)
        for rule in RULES.values():
            if rule.gate and not rule.gate.open(doc.pairs):
                assert not list(rule.function(doc)), f"{rule.id} on {document.id}"
