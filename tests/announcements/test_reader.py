"""The reader's promises: never raises, quotes equal spans, same input same output, reasons that say what to do."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from announcements.facts import facts
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.records import Reading, Statement
from announcements.text import MAX_CHARACTERS
from tests.corpus.predict import labelled_documents, load_programme

PROGRAMME = load_programme()
SIGNING = (
    "광주시는 20일 시청에서 ㈜가온나래, 바라미와 광주형 인공지능 비즈니스 98~99번째 업무협약을 체결했다. "
    "협약 내용은 ▲기술 자문 ▲광주법인 설립이다. 2019년 10월 ㈜누리온과 첫 협약을 체결한 이래 1년 9개월여 만이다. "
    "지금까지 협약한 곳은 99개로, 기업 92개와 기관 7개다."
)
# Pieces of announcements: shuffled together they reach the rules where random characters would not.
_PIECES = (
    "광주시는 광주광역시와 20일 20일, 시청에서 ㈜가나 , · ▲ △ 와 과 등 3개사와 광주형 인공지능 비즈니스 "
    "AI 기업 협약을 업무협약(MOU)을 체결했다. 체결하고 92~95번째 번째 100개 ( ) “ ” ‘ ’ \n 분야별로는 "
    "빅데이터 32, 2024년까지 310개 유치 일자리 1천여명 목표 사무실을 연 61개사 시장(왼쪽) 대표이사 밝혔다 "
    "전날 이날 지난달 오는 ㈜ (주) １２ 를 시작으로 Gwangju signed the 100th agreement with Gana"
)
WORDS = _PIECES.split(" ")


def read_text(text: str, published: date | None = date(2021, 7, 20)) -> tuple[Reading, tuple[Statement, ...]]:
    announcement = Announcement("capture", "document", text, published, "publisher", None)
    return read(announcement, PROGRAMME, fingerprint="f", read_at="2026-01-01T00:00:00+00:00")


def check(text: str) -> None:
    reading, statements = read_text(text)
    for statement in statements:
        assert statement.quote == text[statement.span_start : statement.span_end]
        assert len(statement.quote_public) <= 160
    assert (reading.reason is None) == (reading.outcome == "extracted")
    json.dumps(facts(reading, statements), default=str)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_without_raising(text: str) -> None:
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "", "  "]))
def test_any_mixture_of_wordings_is_read_without_raising(words: list[str], between: str) -> None:
    check(between.join(words))


@pytest.mark.parametrize(
    "text", ["", " \n\u200b ", "\ud800광주시", "\x00\x01" * 50, "\ufffd" * 80, "가" * (MAX_CHARACTERS + 1)]
)
def test_what_cannot_be_read_is_unread_with_advice(text: str) -> None:
    reading, statements = read_text(text)
    assert (reading.outcome, reading.kind, statements) == ("unread", None, ())
    assert reading.reason and ":" in reading.reason and "\n" not in reading.reason


@pytest.mark.parametrize(
    "piece", ["(", "가,", "1", "1일 ", "▲가나 ", "'", "3개사와 ", "광주시는 가나와 AI 협약을 체결했고 "]
)
def test_hostile_repetition_is_read_in_bounded_time(piece: str) -> None:
    check(piece * (20_000 // len(piece)))


def test_decomposed_hangul_and_invisible_characters_keep_their_spans() -> None:
    import unicodedata

    check(unicodedata.normalize("NFD", SIGNING))
    check("\u200b".join(SIGNING))
    reading, statements = read_text(unicodedata.normalize("NFD", SIGNING))
    assert facts(reading, statements)["parties"] == ["가온나래", "바라미"]


def test_the_same_announcement_gives_the_same_records() -> None:
    assert read_text(SIGNING) == read_text(SIGNING)


def test_an_id_does_not_depend_on_when_it_was_read_and_does_on_the_rules() -> None:
    announcement = Announcement("capture", "document", SIGNING, date(2021, 7, 20), None, None)
    first, _ = read(announcement, PROGRAMME, fingerprint="f", read_at="2026-01-01T00:00:00Z")
    later, _ = read(announcement, PROGRAMME, fingerprint="f", read_at="2026-02-01T00:00:00Z")
    other, _ = read(announcement, PROGRAMME, fingerprint="g", read_at="2026-01-01T00:00:00Z")
    assert first.reading_id == later.reading_id != other.reading_id


def test_the_fingerprint_changes_with_the_cues() -> None:
    fingerprint = ruleset_fingerprint(PROGRAMME)
    assert len(fingerprint) == 16
    assert fingerprint != ruleset_fingerprint(replace(PROGRAMME, city_side=()))


def test_a_signing_is_stated_with_its_context_grades_and_commitments() -> None:
    _, statements = read_text(SIGNING)
    found = {s.predicate: s for s in statements}
    assert found["signed_date"].as_of_date == date(2021, 7, 20)
    assert found["signed_date"].grade == "A", "one year and nine months after the first signing is that month"
    assert found["party"].grade == "A", "two names for a range of two ordinals"
    assert found["first_signing"].as_of_date == date(2019, 10, 1)
    assert found["commitment"].modality == "planned"
    assert found["commitment"].organisation_text is None, "the clauses are of all parties jointly"
    total = next(s for s in statements if s.measure_code == "agreements_total")
    assert (total.grade, total.as_of_date) == ("A", date(2021, 7, 20))
    assert found["party"].context_statement_ids == (found["signing"].statement_id, found["signed_date"].statement_id)


def test_figures_that_contradict_each_other_are_graded_d_and_are_no_facts() -> None:
    text = "광주시 인공지능 협약 현황\n협약한 기업은 모두 120개다. 협약한 곳은 모두 125개다."
    reading, statements = read_text(text)
    assert {s.grade for s in statements if s.predicate == "stated_total"} <= {"D"}
    assert facts(reading, statements)["totals"] == {}


def test_a_lower_bound_is_kept_as_one_and_is_no_fact() -> None:
    reading, statements = read_text("광주시가 유치한 인공지능 기업은 250개를 넘어섰다.")
    assert [(s.value_count, s.qualifier) for s in statements] == [(250, "at_least")]
    assert facts(reading, statements)["totals"] == {}


def test_a_count_before_this_batch_is_kept_as_one() -> None:
    text = (
        "광주시는 20일 AI 기업 10개사와 광주형 인공지능 비즈니스 136~145번째 업무협약을 체결했다. 그동안 "
        "협약한 AI 기업 135개다."
    )
    reading, statements = read_text(text)
    assert [s.scope for s in statements if s.predicate == "stated_total"] == ["before_this_batch"]
    assert facts(reading, statements)["totals"] == {"agreements_total_before": 135}


def test_a_figure_of_a_speech_is_claimed_and_counts_where_the_report_states_none() -> None:
    text = (
        '광주시는 20일 바라미와 광주형 인공지능 비즈니스 업무협약을 체결했다. 시장은 "유치한 인공지능 '
        '기업은 모두 120개사다"라고 말했다.'
    )
    reading, statements = read_text(text)
    assert [s.modality for s in statements if s.predicate == "stated_total"] == ["claimed"]
    assert facts(reading, statements)["totals"] == {"companies": 120}
    reading, statements = read_text("시가 유치한 인공지능 기업은 모두 115개사다. " + text)
    assert facts(reading, statements)["totals"]["companies"] == 115


def test_every_labelled_document_keeps_quotes_equal_to_spans() -> None:
    for document in labelled_documents():
        _, statements = read_text(document.text, document.published)
        assert all(s.quote == document.text[s.span_start : s.span_end] for s in statements), document.id
        assert len({s.statement_id for s in statements}) == len(statements), document.id


# A hostile page may repeat what rules look around from; each of these once took minutes.
@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "said",
    [
        *(
            "이날 협약을 체결했다. ",
            "기업 92개와 기관 8개 ",
            "사무실 개소: 97개사\n",
            "1번째~2번째 ",
            "업무협약을 맺었다 ",
        ),
        "빅데이터 3곳, 보안 4곳, 물류 5곳, 로봇 6곳, 협약 18곳이다. ",
        pytest.param("사무실 7777곳 " + "가나관에 11곳, " * 150 + "이다. ", marks=pytest.mark.system),
    ],
)
def test_a_long_text_takes_about_as_much_longer_as_it_is_longer(said: str) -> None:
    head = "광주시는 20일 시청에서 인공지능 기업과 광주형 인공지능 비즈니스 업무협약을 체결했다. "
    text = head + said * (30_000 // len(said))
    reading, _ = read(
        Announcement("c", "d", text, date(2021, 7, 20), None, None), PROGRAMME, fingerprint="f", read_at="t"
    )
    assert reading.outcome == "extracted"
