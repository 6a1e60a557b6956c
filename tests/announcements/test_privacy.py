"""What is published names no person."""

from __future__ import annotations

import pytest

from announcements.privacy import MAX_PUBLIC, mask_persons, published
from announcements.reader import Announcement, read
from announcements.statements import _public
from tests.corpus.predict import load_programme

# Invented sentences, the persons in them, and words beside them that must stay.
SENTENCES = [
    ("강가람 시장이 축사를 했다", ["강가람"], ["시장"]),
    ("강가람 광주시장과 이누리 앤솔루 대표이사", ["강가람", "이누리"], ["앤솔루"]),
    ("허준 대표는 말했다", ["허준"], []),
    ("앤솔루 이누리 대표이사, 도담솔 박바다 부대표가 자리했다", ["이누리", "박바다"], ["앤솔루"]),
    ("이누리 앤솔루 지주부문 대표", ["이누리"], ["앤솔루"]),
    ("최구름 앤솔루엔터프라이즈 수석 부사장", ["최구름"], ["앤솔루엔터프라이즈"]),
    ("광주광역시(시장 강가람)는", ["강가람"], ["광주광역시"]),
    ("도담솔(대표 송하늘)과 협약", ["송하늘"], ["도담솔", "협약"]),
    ("강가람(왼쪽) 시장과", ["강가람"], []),
    ("이모라 이완결·신범람 대표이사", ["이완결", "신범람"], []),
    ("[가나경제 호남취재본부 윤자람 기자] 광주광역시가", ["윤자람"], ["광주광역시"]),
    ("(광주=가나) 김마루 기자 = 시가", ["김마루"], []),
    ("남궁가람 대표가 말했다", ["남궁가람"], []),
    ("Gwangju Mayor Kang Garam visited", ["Kang", "Garam"], ["Gwangju"]),
    ("문의 062-613-1710, abc@example.org", ["613-1710", "abc"], ["문의"]),
]
# Words that hold a title or look like a name but name no person.
KEPT = ["상무지구 등 7곳", "광주시장은", "㈜오투오와 협약을 체결했다", "한국생산기술연구원 서남지역본부 2곳"]


@pytest.mark.parametrize(("sentence", "persons", "kept"), SENTENCES)
def test_a_person_beside_a_title_is_masked_and_the_rest_stays(
    sentence: str, persons: list[str], kept: list[str]
) -> None:
    masked = mask_persons(sentence)
    assert len(masked) == len(sentence)
    assert not [person for person in persons if person in masked], masked
    assert not [word for word in kept if word not in masked], masked


@pytest.mark.parametrize("words", KEPT)
def test_words_that_name_no_person_stay(words: str) -> None:
    assert mask_persons(words) == words


def test_a_published_quote_has_at_most_160_characters() -> None:
    assert len(published("가" * 500)) == MAX_PUBLIC


def test_a_quote_that_ends_before_the_title_is_masked_all_the_same() -> None:
    text = "강가람 시장은 3일 ㈜가나다와 광주형 인공지능 비즈니스 업무협약을 체결했다."
    assert _public(text, lambda start, end: mask_persons(text[start:end]), 0, len("강가람")) == "○○○"


def test_no_statement_publishes_the_persons_of_a_signing() -> None:
    text = "강가람 광주시장은 3일 시청에서 이누리 앤솔루 대표이사와 광주형 인공지능 비즈니스 업무협약을 체결했다."
    announcement = Announcement("c", "d", text, None, None, None)
    _, statements = read(announcement, load_programme(), fingerprint="f", read_at="2026-01-01T00:00:00Z")
    assert statements
    assert not [s.quote_public for s in statements if "강가람" in s.quote_public or "이누리" in s.quote_public]


def test_what_hides_or_reorders_words_is_not_published():
    assert published("기업 \u202e29\u202c개\u200b사\x1b[31m 협약") == "기업  29 개 사 [31m 협약"
