"""The same announcement in each format gives the same text, the same statements; what is damaged or hostile says so."""

import json
import zlib
from pathlib import Path

import pytest

from announcements.days import korean_day
from announcements.decode import Undecodable
from announcements.formats import recipe_of, record_recipe, text_of
from announcements.formats.blocks import Cell, table
from announcements.formats.workshop import Workshop
from announcements.programme import Programme
from announcements.reader import Announcement, read
from flows.settings import load_settings
from tests.announcements.made_documents import as_docx, as_html, as_hwp, as_hwpx, as_ole, as_pdf, as_zip

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "samples/gwangju-ai/docs/press-100.txt").read_text("utf-8").split("\n") if line]
TABLE = [["분야", "기업 수"], ["헬스케어", "21"], ["빅데이터", "11"]]
MAKERS = {
    "html": as_html,
    "html in EUC-KR": lambda lines, rows: as_html(lines, rows, charset="cp949", declared="euc-kr"),
    "html in CP949 that says UTF-8": lambda lines, rows: as_html(lines, rows, charset="cp949", declared="utf-8"),
    "html in UTF-8 that says EUC-KR": lambda lines, rows: as_html(lines, rows, declared="euc-kr"),
    "docx": as_docx,
    "hwpx": as_hwpx,
    "hwp": as_hwp,
    "hwp, not compressed": lambda lines, rows: as_hwp(lines, rows, flags=0),
    "pdf": as_pdf,
}


@pytest.fixture(scope="module")
def cues() -> Programme:
    return load_settings(str(ROOT / "configs"), None).programmes["gwangju-ai"].reading


def statements(text: str, cues: Programme) -> set[tuple[object, ...]]:
    """What is said, without where."""
    announcement = Announcement("c", "d", text, korean_day("2021-07-20"), None, None)
    _, said = read(announcement, cues, fingerprint="f", read_at="")
    return {
        (
            s.predicate,
            s.measure_code,
            s.member_text,
            s.organisation_text,
            s.value_count,
            s.as_of_date,
            s.modality,
            s.quote,
        )
        for s in said
    }


@pytest.mark.parametrize("name", MAKERS)
def test_every_format_gives_the_same_text_and_the_same_statements(name, cues):
    data = MAKERS[name](LINES, TABLE)
    expected = [" ".join(line.split()) for line in LINES] + ["분야 | 기업 수", "헬스케어 | 21", "빅데이터 | 11"]
    recipe = recipe_of(data, ".article")
    decoded = text_of(data, recipe)
    assert decoded.text.split("\n") == expected
    said = statements(decoded.text, cues)
    assert len(said) > 30
    assert said == statements("\n".join(expected), cues)
    # The same bytes, recipe and recorded encoding: the same text.
    assert text_of(data, recipe, decoded.encoding) == decoded


def test_without_a_selector_a_library_finds_the_article_and_leaves_the_menu():
    decoded = text_of(as_html(LINES, TABLE))
    assert "기업 92개와 기관·협회 8개다" in decoded.text
    assert "999개사" not in decoded.text
    assert "저작권자" not in decoded.text


def test_a_selector_that_finds_nothing_says_what_to_mend():
    with pytest.raises(Undecodable, match=r"div\.gone.*mou replay"):
        text_of(as_html(LINES), "html/1 div.gone")


def test_one_bad_byte_spoils_one_character_and_not_the_page():
    data = as_html(LINES)
    place = data.index("솔트룩스".encode())
    decoded = text_of(data[:place] + b"\xff" + data[place + 1 :], "html/1 .article")
    assert decoded.encoding == "utf-8-damaged"
    assert "기업 92개와 기관·협회 8개다" in decoded.text


def test_a_cell_that_spans_rows_is_said_in_each_of_them():
    rows = [[Cell(("헬스케어",), rows=2), Cell(("가",))], [Cell(("나",))], [Cell(("보안",)), Cell(("다",))]]
    assert table(rows) == ["헬스케어 | 가", "헬스케어 | 나", "보안 | 다"]


def test_words_that_markup_cuts_stay_whole_and_layout_tables_are_lines():
    cell = "<p>100번째 <span>업무</span><span>협약</span></p><p>둘째</p>"
    page = f"<html><body><table><tr><td>{cell}</td></tr></table></body>"
    assert text_of(page.encode(), "html/1 body").text == "100번째 업무협약\n둘째"


def test_a_record_gives_its_fields_without_markup():
    record = json.dumps({"title": "<b>협약</b> &quot;100호&quot;", "body": "기업 < 92개", "x": "no"}).encode()
    assert text_of(record, record_recipe(("title", "body"))).text == '협약 "100호"\n기업 < 92개'


def squashed(data: bytes) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(data) + packer.flush()


def hwp_of(section: bytes) -> bytes:
    return as_ole({"FileHeader": b"HWP Document File".ljust(36, b"\0") + b"\1", "BodyText/Section0": section})


def word(xml: bytes) -> bytes:
    return as_zip({"word/document.xml": xml})


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><document><body>&b;</body></document>'
FROM_A_FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><document><body>&a;</body></document>'
HOSTILE = {
    "a zip bomb": lambda: word(b"<" + b"a" * 61_000_000),
    "entities": lambda: word(ENTITIES),
    "a file fetched by an entity": lambda: word(FROM_A_FILE),
    "entities in UTF-16": lambda: word('<!DOCTYPE x [<!ENTITY a "a">]><document/>'.encode("utf-16")),
    "too many members": lambda: as_zip({"word/document.xml": b"<a/>", **{f"m{n}": b"" for n in range(2001)}}),
    "no section": lambda: as_zip({"mimetype": b"application/hwp+zip"}),
    "an HWP behind a password": lambda: as_hwp(LINES, flags=3),
    "an HWP section that is a bomb": lambda: hwp_of(squashed(bytes(61_000_000))),
    "half an HWP": lambda: as_hwp(LINES)[:3000],
    "half a PDF": lambda: as_pdf(LINES)[:700],
    "a PDF without text": lambda: as_pdf([]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_damaged_is_refused_with_its_reason(name):
    with pytest.raises(Undecodable) as refused:
        text_of(HOSTILE[name]())
    assert 20 < len(str(refused.value)) < 500


def test_a_worker_that_is_killed_costs_one_document(tmp_path):
    workshop = Workshop()
    assert workshop.text("html", "body", as_html(LINES), None).encoding == "utf-8"
    workshop.worker.process.kill()
    with pytest.raises(Undecodable, match="ended the parser"):
        workshop.text("html", "body", as_html(LINES), None)
    assert workshop.text("html", "body", as_html(LINES), None).encoding == "utf-8"
    workshop.close()


def test_a_document_that_takes_too_long_or_too_much_memory_is_given_up():
    slow = Workshop(seconds=0.0)
    with pytest.raises(Undecodable, match="took more than 0 s"):
        slow.text("html", "body", as_html(LINES), None)
    narrow = Workshop(megabytes=60)
    with pytest.raises(Undecodable, match=r"memory|60 MB"):
        narrow.text("hwp", "", hwp_of(squashed(bytes(50_000_000))), None)
    narrow.close()


def test_a_recipe_from_the_future_is_not_guessed_at():
    with pytest.raises(Undecodable, match=r"html/99.*Update"):
        text_of(as_html(LINES), "html/99 body")


def test_deep_nesting_ends():
    page = b"<html><body>" + b"<div>" * 100_000 + "협약".encode() + b"</body></html>"
    try:
        assert len(text_of(page, "html/1 body").text) < 10
    except Undecodable as refused:
        assert str(refused)
