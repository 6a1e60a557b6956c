"""Similar names are shown to a person: misprints are, parents and namesakes are not."""

import pytest

from announcements.similar_names import similar_pairs

# Misprints met in reports, and the names meant.
MISPRINTS = [
    ("클라우드웍스", "크라우드웍스"),
    ("델스타홈멜", "텔스타홈멜"),
    ("솔투룩스", "솔트룩스"),
    ("헬스허스", "헬스허브"),
    ("싸이버매딕", "싸이버메딕"),
    ("코크넷나인", "코그넷나인"),
    ("네트윅스", "네트웍스"),
]


@pytest.mark.parametrize(("misprint", "name"), MISPRINTS)
def test_a_misprint_is_shown_beside_the_name(misprint, name):
    ((first, second, _),) = similar_pairs([misprint, name, "온누리아이코리아"])
    assert {first, second} == {misprint, name}


@pytest.mark.parametrize(
    "names",
    [
        # Different firms: a parent and its subsidiary, and two that share a syllable more than they differ.
        ("한화", "한화솔루션"),
        ("아크릴", "아크릴코리아"),
        ("크라우드웍스", "크라우드웍스코리아"),
        ("대한전선", "대한전광"),
    ],
)
def test_different_firms_are_not_shown(names):
    assert list(similar_pairs(names)) == []


def test_each_pair_is_shown_once_and_no_name_beside_itself():
    names = ["솔트룩스", "솔투룩스", "솔트룩스"]
    assert len(list(similar_pairs(names))) == 1
