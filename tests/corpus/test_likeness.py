"""The threshold that tells copies from texts of different authors stands in the gap between them."""

import random

import pytest

from tests.corpus.likeness import (
    CHANGES,
    COPIES,
    RETOLD,
    a_sentence_out,
    bundled,
    changed,
    compared,
    groups,
    invented,
    sketches,
)

THRESHOLD = 0.5


def test_announcements_of_one_text_reach_it_and_no_others_do():
    found = dict(groups(bundled()))
    assert min(found.pop("one text, marked by hand").values()) >= THRESHOLD
    reach = {pair for pairs in found.values() for pair, likeness in pairs.items() if likeness >= THRESHOLD}
    assert not reach


@pytest.mark.system
def test_no_two_announcements_by_other_hands_reach_it():
    found = invented()
    assert len(found) > 100_000
    assert max(found.values()) < THRESHOLD


def test_copies_as_newspapers_make_them_reach_it():
    # an announcement of one sentence keeps nothing when that is left out
    whole = [d for d in bundled() if d.text.count("다.") > 2]
    likenesses = {what: changed(whole, change) for what, change in CHANGES.items()}
    missed = {what: sum(one < THRESHOLD for one in found) for what, found in likenesses.items()}
    # all changes at once leave little of a text of three sentences
    assert missed.pop("all but the halving") < len(likenesses["all but the halving"]) / 25
    assert not any(missed.values()), missed


def test_two_who_write_one_short_sentence_alike_stay_below_it():
    said = "지금까지 92개 기업과 협약을 맺었다."
    one = f"광주의 실험이 세 해째를 맞았다. {said} 첨단지구 사무실에는 밤늦게까지 불이 켜져 있고, 채용 공고도 늘었다."
    other = (
        f"취재진이 만난 대표들은 전기와 사람을 먼저 꼽았다. {said} 다만 실제로 옮겨 온 곳은 아직 적다는 지적도 나온다."
    )
    ((_, likeness),) = compared(sketches([("one", one), ("other", other)])).items()
    assert 0 < likeness < THRESHOLD
    ((_, copied),) = compared(sketches([("one", one), ("copy", a_sentence_out(one, random.Random(1)))])).items()
    assert copied >= THRESHOLD


def test_pairs_marked_by_hand_are_of_the_corpus():
    assert {name for pair in COPIES | RETOLD for name in pair} <= {d.id for d in bundled()}
