"""Reading cues are checked when they are loaded, and an error names the key and the mend."""

from __future__ import annotations

from typing import Any

import pytest

from announcements.programme import cues, reading_cues

LEAST: dict[str, Any] = {
    "code": "p",
    "city_names": ["가나시"],
    "city_short_name": "가나",
    "series_words": [["가나형"], ["AI", "인공지능"], ["비즈니스"]],
    "topic_words": ["AI"],
}


def test_the_least_configuration_is_enough() -> None:
    programme = reading_cues(LEAST)
    assert cues(programme).series.search("가나형 인공지능(AI) 비즈니스")
    assert not cues(programme).city_side.search("아무 말")


def test_a_topic_in_latin_letters_is_a_word_of_its_own() -> None:
    assert cues(reading_cues(LEAST)).topic.search("AI기업")
    assert not cues(reading_cues(LEAST)).topic.search("KAIST")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"citynames": []}, "citynames"),
        ({"city_names": "가나시"}, "reading.city_names"),
        ({"topic_words": [3]}, r"reading.topic_words\[0\]"),
        ({"goals": [{"code": "g", "counts": "things", "words": ["유치"]}]}, r"reading.goals\[0\].counts"),
        ({"goals": [{"code": "g"}]}, "missing key counts, words"),
    ],
)
def test_a_wrong_key_is_named(change: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        reading_cues(LEAST | change)


def test_a_missing_key_is_named() -> None:
    with pytest.raises(ValueError, match="missing key code"):
        reading_cues({key: value for key, value in LEAST.items() if key != "code"})
