"""A text's sketch: what tells copies, and what makes no difference."""

import zlib

from announcements.document import prepare
from announcements.likeness import BITS, marked, shingles, sketch
from tests.corpus.predict import load_programme

TEXT = """[새벽신문=기자] 광주시는 20일 인공지능 기업 두 곳과 업무협약을 맺었다고 밝혔다.
이로써 협약한 기업은 모두 92곳으로 늘었다. 시는 올해 안에 두 곳과 더 손을 잡을 생각이다.
"""


def sketched(text: str) -> bytes:
    return sketch(prepare(text, load_programme(), None))


def set_bits(some: bytes) -> int:
    return int.from_bytes(some).bit_count()


def test_a_shingle_goes_on_from_each_word_over_spaces_and_punctuation():
    found = {shingle.decode() for shingle in shingles("AI·반도체 기업, 320곳과")}
    # 18 bytes from the beginning of each word, as far as the text goes on for so long
    assert found == {"ai반도체기업3", "반도체기업320"}
    assert {len(shingle) for shingle in shingles("city of Gwangju signs with two companies")} == {18}


def test_spaces_case_punctuation_bylines_and_residue_make_no_difference():
    moved = TEXT.replace("[새벽신문=기자]", "[아침일보=기자] ").replace(", ", " ").replace("밝혔다.", "밝혔다.\n\n")
    residue = "\n저작권자 © 아침일보 무단 전재 및 재배포 금지\n관련 기사\n다른 곳의 소식"
    assert sketched(moved + residue) == sketched(TEXT)


def test_a_word_changed_changes_the_shingles_that_reach_it_and_no_others():
    gone = set(shingles(TEXT)) - set(shingles(TEXT.replace("두 곳과 더 손을", "세 곳과 더 손을")))
    assert {shingle.decode()[:2] for shingle in gone} <= {"올해", "안에", "두곳"}


def test_a_sketch_has_the_bit_of_each_shingle_and_is_the_same_on_every_machine():
    words = [b"one shingle of eighteen", b"another"]
    each = [int.from_bytes(marked([word]), "little") for word in words]
    assert [one.bit_count() for one in each] == [1, 1]
    assert max(each) < 1 << BITS
    assert int.from_bytes(marked(words), "little") == each[0] | each[1]
    # Readings are kept: another form of sketch must get another name.
    assert zlib.crc32(sketched(TEXT)) == 3774378575


def test_too_few_letters_for_a_shingle_set_nothing():
    assert set_bits(sketched("광주 92곳.")) == 0
