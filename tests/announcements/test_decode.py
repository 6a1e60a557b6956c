"""From bytes to text: the encoding is decided explicitly, and what is not text says so."""

import pytest

from announcements.decode import Undecodable, decode, media_type

KOREAN = "광주시는 1일 업무협약을 체결했다. 솔트룩스 등 100개사가 함께했다.\n" * 20


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (KOREAN.encode("utf-8"), "utf-8"),
        (KOREAN.encode("utf-8-sig"), "utf-8-sig"),
        (KOREAN.encode("cp949"), "cp949"),
        (KOREAN.encode("euc-kr"), "cp949"),
        (KOREAN.encode("utf-16"), "utf-16"),
        # Syllables that only the extension of EUC-KR has.
        ("뷁앋홋 협약".encode("cp949"), "cp949"),
    ],
)
def test_korean_text_comes_out_the_same_from_every_encoding(data, encoding):
    decoded = decode(data)
    assert decoded.encoding == encoding
    assert decoded.text in (KOREAN, "뷁앋홋 협약")


def test_a_broken_byte_is_kept_visible_and_the_page_is_not_taken_for_another_encoding():
    data = bytearray(KOREAN.encode("utf-8"))
    data[1] = 0x20
    decoded = decode(bytes(data))
    assert decoded.encoding == "utf-8-damaged"
    assert "\ufffd" in decoded.text
    assert "솔트룩스 등 100개사" in decoded.text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 \x00\x01", "application/pdf"),
        (b"PK\x03\x04rest of a zip", "application/zip"),
        (bytes(range(256)) * 8, "application/octet-stream"),
        # An odd byte at the end of UTF-16 that its mark announced.
        ("협약".encode("utf-16") + b"\x01", "announces utf-16"),
        # Neither encoding: every other byte cannot stand where it stands.
        (b"\xff\xfa" * 500 + b"abc", "neither UTF-8"),
    ],
)
def test_what_is_not_text_is_refused_with_what_it_is(data, told):
    with pytest.raises(Undecodable, match=told):
        decode(data)


def test_a_control_character_or_two_do_not_make_a_page_binary():
    assert media_type(KOREAN.encode() + b"\x0c\x01") == "text/plain"
