"""Another city's programme is a file: the same code reads it, and each programme leaves the other's reports alone.

The second programme (``configs/programmes/saebit-robot.yml``, ``samples/saebit-robot``) is invented and says so.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from announcements.programme import Programme as Cues
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.records import Reading, Statement
from flows.configuration import Programme
from flows.yaml_file import read_yaml
from tests.corpus.predict import FIELDS, Labelled, Tally, predict, tally

ROOT = Path(__file__).resolve().parents[2]
CODES = ("gwangju-ai", "saebit-robot")
# The least that must be found; what is said must always be right. Raise a floor when the reader gets better.
RECALL = {
    "signing": 1.0,
    "signed_date": 1.0,
    "ordinals": 1.0,
    "parties": 1.0,
    "totals": 1.0,
    "breakdowns": 1.0,
    "goals": 1.0,
}
NOT_OF_THE_SERIES = {"planned", "other_city", "other_topic", "background"}
# Words of the first programme in the reading code: a list of Korea's cities may hold its name among others.
GWANGJU_ONLY = ("광주", "gwangju", "무등", "첨단3지구")
MAY_NAME_CITIES = {"korean/names.py"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def programme(code: str) -> Programme:
    return read_yaml(ROOT / "configs" / "programmes" / f"{code}.yml", Programme)


def samples(code: str) -> dict[str, tuple[str, date | None]]:
    """Text and published day of each bundled announcement."""
    folder = ROOT / "samples" / code
    return {
        row["id"]: (
            (folder / "docs" / f"{row['id']}.txt").read_text("utf-8"),
            date.fromisoformat(row["published_date"]) if row["published_date"] else None,
        )
        for row in rows(folder / "documents.jsonl")
    }


def readings(code: str, cues: Cues) -> Iterator[tuple[str, str, Reading, tuple[Statement, ...]]]:
    fingerprint = ruleset_fingerprint(cues)
    for identifier, (text, published) in samples(code).items():
        announcement = Announcement(identifier, identifier, text, published, None, None)
        yield identifier, text, *read(announcement, cues, fingerprint=fingerprint, read_at="2026-01-01T00:00:00+00:00")


@pytest.fixture(scope="module")
def saebit() -> Programme:
    return programme("saebit-robot")


@pytest.fixture(scope="module")
def gold() -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows(ROOT / "tests" / "corpus" / "saebit_gold.jsonl")}


@pytest.fixture(scope="module")
def scored(saebit: Programme, gold: dict[str, dict[str, Any]]) -> Tally:
    documents = [Labelled(name, *told, gold[name]) for name, told in samples("saebit-robot").items()]
    return tally(documents, saebit.reading)


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_read_is_right_and_nearly_all_is_read(scored: Tally, field: str):
    precision, recall, _ = scored.figures()[field]
    assert scored.counts[field][2] > 0, f"no document states {field}: the test would pass on nothing"
    assert precision == 1.0, scored.errors
    assert recall >= RECALL[field], scored.errors


def test_what_is_not_of_the_series_is_ignored(saebit: Programme, gold: dict[str, dict[str, Any]]):
    outcomes = {name: reading.outcome for name, _, reading, _ in readings("saebit-robot", saebit.reading)}
    others = {name for name, row in gold.items() if row["kind"] in NOT_OF_THE_SERIES}
    assert {gold[name]["kind"] for name in others} == NOT_OF_THE_SERIES
    assert {name for name, outcome in outcomes.items() if outcome == "ignored"} == others


def test_every_statement_quotes_the_text_it_points_to(saebit: Programme):
    quoted = 0
    for _, text, _, statements in readings("saebit-robot", saebit.reading):
        for statement in statements:
            assert text[statement.span_start : statement.span_end] == statement.quote
            assert statement.programme_code == "saebit-robot"
            quoted += 1
    assert quoted > 100


@pytest.mark.parametrize("code", CODES)
def test_each_programme_ignores_the_announcements_of_the_other(code: str):
    (other,) = set(CODES) - {code}
    read_by_other = list(readings(code, programme(other).reading))
    assert len(read_by_other) >= 20
    assert [name for name, _, reading, found in read_by_other if found or reading.outcome != "ignored"] == []


def test_every_sector_and_site_stated_is_declared(saebit: Programme, gold: dict[str, dict[str, Any]]):
    for field, members in (("sector_breakdown", saebit.sectors), ("office_breakdown", saebit.sites)):
        declared = {"".join(name.split()) for member in members for name in member.names}
        stated = {"".join(text.split()) for row in gold.values() for text in row[field] or {}}
        assert stated and stated <= declared


def test_the_labels_add_up_but_for_the_one_planted_contradiction(gold: dict[str, dict[str, Any]]):
    def differs(row: dict[str, Any]) -> bool:
        totals = row["totals"]
        types = [totals[part] for part in ("companies", "institutions") if part in totals]
        sums = [
            (totals.get("agreements_total"), types),
            (totals.get("agreements_total"), list((row["sector_breakdown"] or {}).values())),
            (totals.get("offices_opened"), list((row["office_breakdown"] or {}).values())),
        ]
        return any(parts and sum(parts) != total for total, parts in sums)

    assert [name for name, row in gold.items() if differs(row)] == ["s16"]


def test_the_second_programme_is_marked_as_invented(saebit: Programme):
    assert "가상" in saebit.name_ko and "가상" in saebit.city.name_ko
    assert "invented" in saebit.name_en and "invented" in saebit.city.name_en
    for row in rows(ROOT / "samples" / "saebit-robot" / "documents.jsonl"):
        assert row["url"].startswith("https://example.org/") and row["publisher"].endswith("-example")
    assert all("지어낸 예시" in text for text, _ in samples("saebit-robot").values())


SIGNED = "새빛시는 3일 시청에서 ㈜가나다와 새빛형 로봇 비즈니스 업무협약을 체결했다. "
# Sentences as any city may write them, and what they say.
ANY_CITY = [
    ("ordinal before the name of the series", SIGNED.replace("새빛형", "12번째 새빛형"), {"ordinal_first": 12}),
    (
        "count, topic, companies",
        SIGNED.replace("㈜가나다와", "가나다, 라마바 등 2개 로봇 기업과"),
        {"party_count_stated": 2},
    ),
    (
        "count, topic, companies attracted",
        SIGNED + "지금까지 35개 로봇 기업을 유치했다.",
        {"totals": {"companies": 35}},
    ),
    ("corporations, city named", SIGNED + "8개사가 새빛에 법인을 세웠다.", {"totals": {"corporations_established": 8}}),
    ("headquarters, city named", SIGNED + "3개사는 본사를 새빛으로 옮겼다.", {"totals": {"hq_relocated": 3}}),
    (
        "a total after this agreement",
        SIGNED + "이번 협약으로 협약 기업은 55개로 늘었다.",
        {"totals": {"agreements_total": 55}},
    ),
    ("short name that ends in a consonant", SIGNED.replace("새빛시는", "새빛이"), {"kind": "signing"}),
    (
        "the city council is not the city",
        "새빛시의회는 3일 ㈜가나다와 로봇 업무협약을 체결했다.",
        {"kind": "other_topic"},
    ),
    (
        "another city that names this one",
        "가온누리시는 3일 로봇기업 7개사와 업무협약을 체결했다. 가온누리시와 협약한 로봇기업은 모두 19개사로 늘었다. "
        "로봇 도시로는 새빛시에 이어 두 번째다.",
        {"totals": {}},
    ),
]


@pytest.mark.parametrize(("text", "told"), [pytest.param(*case[1:], id=case[0]) for case in ANY_CITY])
def test_sentences_of_any_city_are_read(saebit: Programme, text: str, told: dict[str, object]):
    found = predict(Labelled("x", text, date(2024, 5, 20), {}), saebit.reading)
    assert {key: found[key] for key in told} == told


def is_example(node: ast.AST) -> bool:
    """A docstring, or an example sentence that a rule carries (``positive=``, ``negative=``)."""
    if isinstance(node, ast.keyword):
        return node.arg in ("positive", "negative")
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def strings_of_code(source: str) -> Iterator[str]:
    """String literals that do something: all but docstrings and examples."""
    tree = ast.parse(source)
    skipped = {id(inner) for node in ast.walk(tree) if is_example(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node.value


def test_the_reading_code_knows_no_city():
    folder = ROOT / "announcements"
    tied = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.py")
        for words in strings_of_code(path.read_text("utf-8"))
        if any(word in words.casefold() for word in GWANGJU_ONLY)
    }
    assert tied <= MAY_NAME_CITIES


def test_the_search_for_city_words_sees_a_pattern_and_not_an_example():
    source = 'P = r"본사를 광주로"\n\n@rule("x", positive="광주시는")\ndef f():\n    """광주"""\n    g("광주")\n'
    assert list(strings_of_code(source)) == [r"본사를 광주로", "x", "광주"]
