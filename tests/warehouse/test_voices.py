"""Who speaks: copies of one text are one voice, two who tell of the same thing are two."""

import random
from datetime import date

import pytest

from tests.warehouse.rows import shingles, sketched

DAY = date(2021, 7, 20)
CHOSEN = "select chosen_count, observation_status, publishers_count from star.chosen_total"
VOICES = "select document_id, voice from star.document_voice order by all"


@pytest.fixture
def chosen(believe):
    return lambda: believe("star.chosen_total").rows(CHOSEN)


def two_who_asked(written):
    """Two newspapers with texts of their own give 93."""
    written.total("asked-1", "companies", 93, DAY)
    written.total("asked-2", "companies", 93, DAY)


def test_a_release_copied_letter_for_letter_speaks_once(written, chosen):
    for document in ("release", "copy-1", "copy-2"):
        written.total(document, "companies", 92, DAY, sketch=sketched(shingles("release")))
    two_who_asked(written)
    assert chosen() == [(93, "normal", 2)]


def test_copies_with_words_changed_speak_once(written, chosen):
    written.total("release", "companies", 92, DAY, sketch=sketched(shingles("release")))
    written.total("copy-1", "companies", 92, DAY, sketch=sketched(shingles("release", 1, 2, 12, 13)))
    written.total("copy-2", "companies", 92, DAY, sketch=sketched(shingles("release", 20, 21)))
    two_who_asked(written)
    assert chosen() == [(93, "normal", 2)]


def test_a_copy_of_which_half_was_left_out_speaks_with_the_whole(written, chosen):
    written.total("release", "companies", 92, DAY, sketch=sketched(shingles("release"), shingles("more")))
    written.total("brief", "companies", 92, DAY, sketch=sketched(shingles("more", 3, 4)))
    assert chosen() == [(92, "normal", 1)]


def test_two_who_write_the_same_short_sentence_in_texts_of_their_own_are_two(written, chosen):
    # a third of their words are the names and phrases that anybody uses
    for document in ("a", "b"):
        sketch = sketched(shingles("phrases", count=10), shingles(document, count=20))
        written.total(document, "companies", 92, DAY, sketch=sketch, quote="지금까지 92개 기업과 협약을 맺었다.")
    written.total("release", "companies", 93, DAY, publisher="gwangju")
    assert chosen() == [(92, "normal", 2)]


def test_a_long_sentence_letter_for_letter_is_copied_whatever_stands_around_it(written, chosen):
    said = "지금까지 인공지능 기업 92개와 기관·협회 8개 등 모두 100곳이 협약을 맺고 광주에 둥지를 틀었다."
    written.total("a", "companies", 92, DAY, quote=said)
    # spaced and punctuated anew
    written.total("b", "companies", 92, DAY, quote=said.replace("·", " ").replace("모두 100곳", "모두100곳,"))
    two_who_asked(written)
    assert chosen() == [(93, "normal", 2)]


def test_copies_of_copies_are_one_voice_whatever_the_order(written, believe):
    # the first and the last share nothing any more
    chain = {"a": range(0), "b": range(10), "c": range(20), "d": range(30)}
    texts = {document: sketched(shingles("release", *changed)) for document, changed in chain.items()}
    found = set()
    for seed in range(6):
        written.captures.clear(), written.readings.clear(), written.statements.clear()
        for document in random.Random(seed).sample(sorted(texts), len(texts)):
            written.total(document, "companies", 92, DAY, sketch=texts[document])
        store = believe("star.chosen_total", "star.document_voice")
        found.add((*store.rows(CHOSEN), *store.rows(VOICES)))
    speaks = [(document, "publisher-a") for document in texts]
    assert found == {((92, "normal", 1), *speaks)}


def test_the_publisher_of_the_best_standing_speaks_for_the_copies(written, believe):
    for document, publisher in (("a", "paper"), ("b", "gwangju"), ("c", "agency")):
        written.total(document, "companies", 92, DAY, publisher=publisher, sketch=sketched(shingles("release")))
    # the newspaper also asked for itself
    written.total("d", "companies", 92, DAY, publisher="paper")
    store = believe("star.chosen_total", "star.document_voice")
    assert store.rows(VOICES) == [("a", "gwangju"), ("b", "gwangju"), ("c", "gwangju")]
    assert store.rows(CHOSEN) == [(92, "normal", 2)]


@pytest.mark.parametrize(
    "sketch", [None, bytes(256), b"\xff" * 256], ids=["before-sketches", "too-few-letters", "too-long"]
)
def test_what_cannot_be_compared_adds_no_voice(written, chosen, sketch):
    for document in ("a", "b", "c"):
        written.total(document, "companies", 92, DAY, sketch=sketch)
    two_who_asked(written)
    assert chosen() == [(93, "normal", 2)]


def test_what_cannot_be_compared_adds_none_beside_what_can(written, chosen):
    written.total("a", "companies", 92, DAY, sketch=None)
    written.total("b", "companies", 92, DAY)
    assert chosen() == [(92, "normal", 1)]


def test_where_nothing_can_be_compared_a_value_has_one_voice_and_copies_win_nothing(written, chosen):
    for document in ("a", "b"):
        written.total(document, "companies", 92, DAY, sketch=None)
    written.total("c", "companies", 93, DAY, sketch=None)
    assert chosen() == [(None, "disputed", 1)]


def test_of_very_many_documents_the_first_two_hundred_are_compared_and_later_ones_add_no_voice(written, believe):
    for number in range(203):
        written.total(
            f"doc-{number}", "companies", 92, DAY, fetched_at=f"2026-11-22T02:{number // 60:02}:{number % 60:02}Z"
        )
    store = believe("star.chosen_total", "star.document_voice")
    assert store.rows(CHOSEN) == [(92, "normal", 200)]
    assert store.rows(VOICES) == [(f"doc-{number}", None) for number in (200, 201, 202)]


def test_copies_with_a_misprinted_day_do_not_outvote_two_who_were_there(written, believe):
    for document in ("copy-1", "copy-2", "copy-3"):
        written.signing(document, date(2021, 7, 21), (100, 100), ["아주산업"], sketch=sketched(shingles("release")))
    for document in ("a", "b"):
        written.signing(document, DAY, (100, 100), ["아주산업"])
    query = "select signed_date, publishers_count from star.fact_signing"
    assert believe("star.fact_signing").rows(query) == [(DAY, 5)]


def test_copies_with_misprinted_ordinals_do_not_outvote_two_who_counted(written, believe):
    for document in ("copy-1", "copy-2", "copy-3"):
        written.signing(document, DAY, (110, 110), ["아주산업"], sketch=sketched(shingles("release", 7)))
    for document in ("a", "b"):
        written.signing(document, DAY, (100, 100), ["아주산업"])
    query = "select ordinal_first, ordinals_stated_count from star.fact_signing"
    assert believe("star.fact_signing").rows(query) == [(100, 2)]


def test_one_text_collected_for_two_programmes_speaks_in_each(written, believe):
    for programme in ("gwangju-ai", "other"):
        for document in ("a", "b"):
            name = f"{programme}-{document}"
            written.total(name, "companies", 92, DAY, sketch=sketched(shingles("release")))
            for row in (written.captures[-1], written.readings[-1], written.statements[-1]):
                row["programme_code"] = programme
    store = believe("star.document_voice")
    query = "select programme_code, count(*), count(distinct voice) from star.document_voice group by all order by all"
    assert store.rows(query) == [("gwangju-ai", 2, 1), ("other", 2, 1)]
