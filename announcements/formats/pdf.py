"""PDF: the text layer, page by page, with lines that a page's width broke put together again."""

from __future__ import annotations

import re

import pypdfium2

from announcements.decode import Undecodable

MOST_PAGES = 200
# A line this close to the page's longest was broken by the page, not by the writer.
FULL_LINE = 0.8
_ENDED = re.compile(r"[.!?。:]['\")\]’”]*$")
_BEGINS_ITEM = re.compile(r"\s*(?:[-○◇■□▲▶※*·ㅇ#\[(<]|\d{1,2}[.)])")


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Undecodable(f"it cannot be opened as a PDF ({error}): a password, or damage.") from error
    if len(document) > MOST_PAGES:
        raise Undecodable(f"it has {len(document)} pages, more than {MOST_PAGES}: no single announcement.")
    pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return "\n".join(_joined(page) for page in pages), "pdf"


def _joined(page: str) -> str:
    """Lines of the writer. Between two digits nothing is joined: '1' and '00' may be one number or two."""
    lines = page.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").split("\n")
    longest = max((len(line) for line in lines), default=0)
    out: list[str] = []
    open_line = False
    for line in lines:
        digits = bool(out) and out[-1][-1:].isdigit() and line[:1].isdigit()
        if open_line and line.strip() and not _BEGINS_ITEM.match(line) and not digits:
            out[-1] = f"{out[-1].rstrip()} {line.lstrip()}"
        else:
            out.append(line)
        open_line = len(line) >= FULL_LINE * longest and not _ENDED.search(line.rstrip())
    return "\n".join(" ".join(line.split()) for line in out if line.strip())
