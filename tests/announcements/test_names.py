"""Names, numbers, dates and ordinals of Korean announcements."""

from __future__ import annotations

from datetime import date

import pytest

from announcements.korean.dates import days, resolve
from announcements.korean.lists import read_list
from announcements.korean.numbers import to_int
from announcements.korean.ordinals import ordinals
from announcements.korean.particles import agrees
from announcements.organisations import display_name, name_key, organisation_type


def names(text: str) -> list[str]:
    return [name.text for name in read_list(text, 0, len(text), lambda words, begins=False: False)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("㈜인코나드P&P", "인코나드 피앤피"),
        ("LG CNS", "엘지씨엔에스"),
        ("KT", "케이티 주식회사"),
        ("한국나래진흥원(KNA)", "한국나래진흥원"),
        ("텔가홈멜", "텔가-홈멜"),
        ("아뮤즈８", "아뮤즈8"),
    ],
)
def test_spellings_of_one_name_share_a_key(first: str, second: str) -> None:
    assert name_key(first) == name_key(second)


@pytest.mark.parametrize(("first", "second"), [("한가", "한가솔루션"), ("GIST", "지스트"), ("솔트가", "솔투가")])
def test_different_names_keep_different_keys(first: str, second: str) -> None:
    assert name_key(first) != name_key(second)


def test_a_display_name_has_no_legal_form_and_no_alias() -> None:
    assert [display_name(n) for n in ("㈜가나", "가나(주)", "주식회사 가나 다라", "가나(GN)")] == [
        "가나",
        "가나",
        "가나 다라",
        "가나",
    ]


def test_the_type_is_what_the_name_says_and_unknown_otherwise() -> None:
    said = [organisation_type(n) for n in ("㈜가나", "한국나래연구원", "(사)가나협회", "GIST", "가나다")]
    assert said == ["company", "institution", "institution", "unknown", "unknown"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("1천", 1000), ("2만7천500", 27500), ("1,000", 1000), ("310", 310), ("3만5000", 35000), ("seven", 7), ("네", 4)],
)
def test_mixed_numerals_have_their_value(text: str, value: int) -> None:
    assert to_int(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("92~95번째", [(92, 95)]),
        ("100번째", [(100, 100)]),
        ("99번째와 100번째", [(99, 100)]),
        ("88·89번째", [(88, 89)]),
        ("5번째, 90번째", [(90, 90)]),
        ("95~92번째", []),
    ],
)
def test_ordinals_are_read_as_ranges(text: str, expected: list[tuple[int, int]]) -> None:
    assert [(o.first, o.last) for o in ordinals(text)] == expected


@pytest.mark.parametrize(
    ("text", "told_on", "expected"),
    [
        ("20일", date(2021, 7, 20), date(2021, 7, 20)),
        ("31일", date(2020, 9, 1), date(2020, 8, 31)),
        ("지난달 25일", date(2021, 7, 20), date(2021, 6, 25)),
        ("12월 29일", date(2022, 1, 3), date(2021, 12, 29)),
        ("지난해 10월 9일", date(2020, 11, 6), date(2019, 10, 9)),
        ("’23년 10월 2일", None, date(2023, 10, 2)),
        ("2024.10.30", None, date(2024, 10, 30)),
        ("전날", date(2021, 3, 1), date(2021, 2, 28)),
        ("30일", date(2021, 3, 1), None),
    ],
)
def test_a_day_is_resolved_from_the_day_it_was_told(text: str, told_on: date | None, expected: date | None) -> None:
    assert [resolve(day, told_on) for day in days(text.replace("’", "'"))] == [expected]


@pytest.mark.parametrize("text", ["6일부터 11일까지", "6~11일", "20일간", "1일차", "3일자"])
def test_periods_are_no_days(text: str) -> None:
    assert not list(days(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("㈜가온, 나래㈜, 다솔", ["㈜가온", "나래㈜", "다솔"]),
        ("가온·나래·다솔 등 3개사", ["가온", "나래", "다솔"]),
        ("가온과 나래, 다솔과 라온", ["가온", "나래", "다솔", "라온"]),
        ("가온 △나래 △다솔 등", ["가온", "나래", "다솔"]),
        ("가온을 비롯해 나래", ["가온", "나래"]),
        ("한국나래협회(KNA), 가온", ["한국나래협회", "가온"]),
        ("인사평가·디지털트윈 업체 가온솔", ["가온솔"]),
        ("반도체 고온 시험 장비를 들여온 나래랩", ["나래랩"]),
        ("비영리 법인인 한국나래협회", ["한국나래협회"]),
        ("노바 홀딩스, 가온", ["노바 홀딩스", "가온"]),
        ("김하늘 가온 대표, 나래 박바다 대표이사", ["가온", "나래"]),
        ("네오와, 나래", ["네오와", "나래"]),
        ("반도체·AI 분야 21개 기업", []),
        ("AI 기업과 반도체 설계기업", []),
    ],
)
def test_lists_are_read_whatever_separates_them(text: str, expected: list[str]) -> None:
    assert names(text.replace("△", "▲")) == expected


def test_a_particle_agrees_with_the_word_before_it() -> None:
    assert agrees("가온", "과")
    assert not agrees("나래", "과")
    assert agrees("AI", "와")
