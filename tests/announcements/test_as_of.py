"""A cumulative figure is of the day or month that its own words give."""

from __future__ import annotations

from datetime import date

import pytest

from announcements.reader import Announcement, read
from tests.corpus.predict import load_programme

TOLD = date(2021, 7, 20)
SIGNED = "광주시는 20일 시청에서 ㈜가나다와 광주형 인공지능 비즈니스 업무협약을 체결했다.\n"


def days_of(text: str, published: date | None) -> dict[str, tuple[date | None, str | None]]:
    announcement = Announcement("capture", "document", text, published, None, None)
    _, statements = read(announcement, load_programme(), fingerprint="f", read_at="2026-01-01T00:00:00Z")
    return {
        f"{s.measure_code or s.member_text} {s.value_count}": (s.as_of_date, s.as_of_precision)
        for s in statements
        if s.predicate in ("stated_total", "sector_count", "site_count")
    }


RUN = "광주시와 협약한 인공지능 기업·기관은 모두"
ROWS = "- 업무협약: 95개사\n- 사무소 개소: 58개사\n- 법인 설립: 27개사\n- 본사 이전: 6개사"
TABLE = "광주시 인공지능 기업 유치 현황{}\n" + ROWS
END_OF_YEAR, END_OF_JUNE = (date(2020, 12, 31), "day"), (date(2021, 6, 30), "day")


@pytest.mark.parametrize(
    ("words", "figure", "day"),
    [
        ("2020년 말까지 광주시와 협약을 맺은 인공지능 기업·기관은 모두 60개다.", "agreements_total 60", END_OF_YEAR),
        ("지난해 말 기준 광주에 사무소를 연 협약 기업은 41개사다.", "offices_opened 41", END_OF_YEAR),
        (f"2021년 5월 현재 {RUN} 90개다.", "agreements_total 90", (date(2021, 5, 1), "month")),
        (f"올해 6월 말 기준 {RUN} 95개다.", "agreements_total 95", END_OF_JUNE),
        (f"지난 6월 기준 {RUN} 95개다.", "agreements_total 95", (date(2021, 6, 1), "month")),
        (f"지난달 말 현재 {RUN} 95개다.", "agreements_total 95", END_OF_JUNE),
        (f"지난달 30일까지 {RUN} 95개다.", "agreements_total 95", END_OF_JUNE),
        (f"7월 15일 기준 {RUN} 96개다.", "agreements_total 96", (date(2021, 7, 15), "day")),
        (f"2021. 6. 30. 기준 {RUN} 95개다.", "agreements_total 95", END_OF_JUNE),
        (f"지난해까지 {RUN} 60개다.", "agreements_total 60", (date(2020, 1, 1), "year")),
        (f"{RUN} 60개(2020년 말 기준)다.", "agreements_total 60", END_OF_YEAR),
        (f"{RUN} 95개다. 올해 6월 말 기준이다.", "agreements_total 95", END_OF_JUNE),
        (f"{RUN} 95개다.\n※ 2021년 6월 말 기준", "agreements_total 95", END_OF_JUNE),
        (f"지난주 기준 {RUN} 95개다.", "agreements_total 95", (None, "month")),
        (f"{RUN} 95개(기업 85, 기관 10, 6월 말 기준)다.", "companies 85", END_OF_JUNE),
        ("올해 2분기 말까지 광주에 사무소를 낸 기업은 97개사다.", "offices_opened 97", END_OF_JUNE),
        (f"6월 말 현재 {RUN} 95개다. 이 가운데 기업은 85개, 기관은 10개다.", "institutions 10", END_OF_JUNE),
        (f"6월 말 현재 {RUN} 95개다. 분야별로는 헬스케어 40개, 에너지 30개, 자동차 25개다.", "자동차 25", END_OF_JUNE),
        (TABLE.format("(6월 30일 기준)"), "hq_relocated 6", END_OF_JUNE),
        (f"{TABLE.format('')}\n※ 2021년 6월 말 기준", "offices_opened 58", END_OF_JUNE),
    ],
)
def test_a_figure_is_of_the_day_that_its_words_give(words: str, figure: str, day: tuple[date | None, str]) -> None:
    for signing in ("", SIGNED):
        assert days_of(signing + words, TOLD)[figure] == day, signing


@pytest.mark.parametrize(
    "before",
    [
        "지난 6월 협약을 맺은 ㈜라마바를 포함해",
        "2019년부터",
        "7월 현재",
        "7월 20일 현재",
        "현재까지",
        "올해 말 기준",
        "6월 30일 기준금리가 올랐지만",
        "지난달까지 실증을 마친 ㈜가나다를 합쳐",
        "지난해 말 기준보다 38개 늘어",
        "지난해 말 기준 60개사에 그쳤지만 이제",
        "지난해 말까지 광주에 사무소를 연 기업은 41개사이고,",
        "6월 기준 매출 100억 원인 ㈜가나다와 손잡아",
        "2024년 말까지 310개를 유치한다. 지금까지",
    ],
)
def test_days_of_something_else_and_now_leave_it_the_day_of_the_signing(before: str) -> None:
    assert days_of(f"{SIGNED}{before} {RUN} 98개다.", TOLD)["agreements_total 98"] == (TOLD, "day")


def test_each_figure_of_a_sentence_is_of_its_own_day() -> None:
    words = "시는 지난해 말까지 60개 기업·기관과 협약했고, 이번에 3개사를 더해 모두 98개 기업·기관과 협약했다."
    assert days_of(SIGNED + words, TOLD) == {"agreements_total 60": END_OF_YEAR, "agreements_total 98": (TOLD, "day")}


def test_a_figure_before_the_batch_is_of_the_signing_where_it_is_of_the_day_before() -> None:
    assert days_of(f"{SIGNED}전날까지 {RUN} 95개다.", TOLD)["agreements_total 95"] == (TOLD, "day")


@pytest.mark.parametrize("words", ["지난달 말 현재", "지난해 말 기준", "6월 말까지"])
def test_without_a_day_of_telling_relative_words_give_no_day(words: str) -> None:
    signed = SIGNED.replace("20일", "2021년 7월 20일")
    assert days_of(f"{signed}{words} {RUN} 95개다.", None)["agreements_total 95"] == (None, "month")


@pytest.mark.parametrize(("told", "day"), [(date(2021, 7, 27), TOLD), (date(2021, 7, 28), date(2021, 7, 28))])
def test_more_than_a_week_after_the_signing_a_figure_is_of_the_day_it_was_told(told: date, day: date) -> None:
    assert days_of(f"{SIGNED}{RUN} 98개다.", told)["agreements_total 98"] == (day, "day")
