"""From bytes to the text that spans point into. The encoding is decided here, explicitly, and recorded.

Nothing guesses silently: a page whose bytes fit no encoding is refused with the reason.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
FORMATS = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\x7fELF", "application/x-executable"),
)
# What a container holds is told by names that its bytes show: no library is needed to tell.
ZIPPED = (
    (b"application/hwp+zip", "application/hwp+zip"),
    (b"Contents/section0.xml", "application/hwp+zip"),
    (b"word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
HWP5_SIGNATURE = b"HWP Document File"
HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,30})", re.I)
# Names under which Korean text is met, and the codec that reads it.
CODECS = {
    **dict.fromkeys(("euc-kr", "euckr", "cp949", "ms949", "x-windows-949", "ks_c_5601-1987", "ksc5601"), "cp949"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be", "johab"), ""),
}
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
# A page with a few broken bytes is still read, and what stands beside a broken byte is not believed;
# beyond this share it is more likely another encoding (2026-11: one bad byte turned a whole page into Greek).
DAMAGE_ALLOWED = 0.001
DAMAGE_ALWAYS_ALLOWED = 3


class Undecodable(ValueError):
    """The bytes are no text that can be read; the message says what they are and what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    """Code points exactly as decoded; broken bytes stand as U+FFFD."""
    encoding: str
    """``utf-8``, ``cp949``, …; with ``-damaged`` appended where bytes were broken."""


def media_type(data: bytes) -> str:
    """Tell by its first bytes what a document is; ``text/plain`` where nothing else fits."""
    for magic, name in FORMATS:
        if data.startswith(magic):
            return _contained(data, name)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "text/plain"
    head = data[:8192]
    if len(CONTROLS.findall(head)) > len(head) * DAMAGE_ALLOWED:
        return "application/octet-stream"
    return "text/html" if HTML.match(data[:2048].removeprefix(codecs.BOM_UTF8)) else "text/plain"


def _contained(data: bytes, name: str) -> str:
    if name == "application/zip":
        return next((kind for mark, kind in ZIPPED if mark in data), name)
    return "application/x-hwp" if name == "application/x-ole-storage" and HWP5_SIGNATURE in data else name


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode a text document.

    A mark at the start decides; then strict UTF-8 (no other Korean encoding passes for it); then what the sender or
    the page declares; then CP949 (which contains EUC-KR); then UTF-8 with at most 0.1 % broken bytes. Declarations
    come late because pages often declare what they are not.

    Args:
        declared: The character set that the sender names (Content-Type), or that was decided when it was captured.

    Raises:
        Undecodable: Empty, not text, or in no encoding that is known here.
    """
    if not data.strip():
        raise Undecodable("the file is empty: there is nothing to read. Fetch it again or remove it.")
    kind = media_type(data)
    if kind not in ("text/plain", "text/html"):
        raise Undecodable(f"the file is {kind}, not text. Save its text as UTF-8, or add a reader for this format.")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    for encoding in ("utf-8", *_declared(data, declared), "cp949"):
        try:
            return Decoded(data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    return _damaged(data)


def _declared(data: bytes, declared: str | None) -> list[str]:
    """Codecs of the character sets that sender and page name, where they are ones that Korean text comes in."""
    page = META.search(data[:4096])
    names = [declared or "", page[1].decode("ascii") if page else ""]
    return [CODECS[name.lower()] or name.lower() for name in names if name.lower() in CODECS]


def _strict(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(
            f"the file announces {encoding} by its first bytes but breaks it at byte {error.start}."
        ) from error


def _damaged(data: bytes) -> Decoded:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if broken > max(DAMAGE_ALWAYS_ALLOWED, len(text) * DAMAGE_ALLOWED):
        raise Undecodable(
            f"the file is neither UTF-8 ({broken} broken places in {len(text)} characters) nor CP949. "
            "Save it again as UTF-8."
        )
    return Decoded(text, "utf-8-damaged")
