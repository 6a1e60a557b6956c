"""The same announcement as a file of each format, made here byte by byte: paragraphs, then a table."""

from __future__ import annotations

import html
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

Rows = Sequence[Sequence[str]]
SECTOR = 512
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def as_html(lines: Sequence[str], rows: Rows = (), *, charset: str = "utf-8", declared: str | None = None) -> bytes:
    """A municipal page: menu, article, footer."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{declared or charset}"><title>시정소식</title></head><body>'
        '<ul class="menu"><li>홈</li><li>시정소식</li><li>기업 999개사 협약</li></ul>'
        f'<div class="view"><div class="article">{body}{f"<table>{cells}</table>" if rows else ""}</div></div>'
        "<footer>저작권자 시청. 전화 062-000-0000</footer></body></html>"
    )
    # What the character set lacks stands as a reference, as sites write it.
    return page.encode(charset, "xmlcharrefreplace")


def as_zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(zipfile.ZipInfo(name, (2021, 7, 20, 0, 0, 0)), data)
    return out.getvalue()


def as_docx(lines: Sequence[str], rows: Rows = ()) -> bytes:
    def p(text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    cells = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    body = "".join(map(p, lines)) + (f"<w:tbl>{cells}</w:tbl>" if rows else "")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return as_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def as_hwpx(lines: Sequence[str], rows: Rows = ()) -> bytes:
    def p(text: str, inside: str = "") -> str:
        return f"<hp:p><hp:run>{inside}<hp:t>{escape(text)}</hp:t></hp:run></hp:p>"

    def cell(text: str) -> str:
        return f'<hp:tc><hp:subList>{p(text)}</hp:subList><hp:cellSpan colSpan="1" rowSpan="1"/></hp:tc>'

    cells = "".join("<hp:tr>" + "".join(map(cell, row)) + "</hp:tr>" for row in rows)
    body = "".join(map(p, lines)) + (p("", f"<hp:tbl>{cells}</hp:tbl>") if rows else "")
    spaces = (
        'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    )
    section = f'<?xml version="1.0" encoding="UTF-8"?><hs:sec {spaces}>{body}</hs:sec>'
    return as_zip({"mimetype": b"application/hwp+zip", "Contents/section0.xml": section.encode()})


def as_hwp(lines: Sequence[str], rows: Rows = (), *, flags: int = 1) -> bytes:
    def record(tag: int, level: int, data: bytes) -> bytes:
        size = len(data)
        if size < 0xFFF:
            return struct.pack("<I", tag | level << 10 | size << 20) + data
        return struct.pack("<II", tag | level << 10 | 0xFFF << 20, size) + data

    def paragraph(text: str, level: int) -> bytes:
        return record(66, level, bytes(22)) + record(67, level + 1, f"{text}\r".encode("utf-16-le"))

    section = b"".join(paragraph(line, 0) for line in lines)
    if rows:
        # A control of eight units (here: 11, a table) stands in the paragraph that the table hangs on.
        section += record(66, 0, bytes(22)) + record(67, 1, struct.pack("<8H", 11, 0, 0, 0, 0, 0, 0, 11))
        section += record(71, 1, b" lbt" + bytes(40)) + record(77, 2, struct.pack("<IHH", 0, len(rows), len(rows[0])))
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                section += record(72, 2, struct.pack("<II4H", 1, 0, x, y, 1, 1) + bytes(20)) + paragraph(cell, 2)
    packer = zlib.compressobj(wbits=-15)
    stream = packer.compress(section) + packer.flush() if flags & 1 else section
    header = b"HWP Document File".ljust(32, b"\0") + struct.pack("<II", 0x05000300, flags)
    return as_ole({"FileHeader": header.ljust(256, b"\0"), "BodyText/Section0": stream})


def as_ole(streams: dict[str, bytes]) -> bytes:
    """A compound file: every stream padded so that it needs no mini stream."""
    contents = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    sectors: list[bytes] = []
    chains: list[int] = []

    def store(data: bytes) -> int:
        first = len(sectors)
        parts = [data[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(data), SECTOR)]
        sectors.extend(parts)
        chains.extend([*range(first + 1, first + len(parts)), END])
        return first

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        encoded = name.encode("utf-16-le")
        return (
            encoded.ljust(64, b"\0")
            + struct.pack("<HBB", len(encoded) + 2, kind, 1)
            + struct.pack("<III", FREE, right, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    starts = {name: store(data) for name, data in contents.items()}
    header, section = "FileHeader", "BodyText/Section0"
    directory = b"".join(
        [
            entry("Root Entry", 5, 1, FREE, END, 0),
            entry("BodyText", 1, 3, 2, 0, 0),
            entry("FileHeader", 2, FREE, FREE, starts[header], len(contents[header])),
            entry("Section0", 2, FREE, FREE, starts[section], len(contents[section])),
        ]
    )
    directory_start = store(directory)
    count = -(-(len(sectors) + 1) // 127)
    fat_start = len(sectors)
    chains.extend([FAT_SECTOR] * count)
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(count * SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, count, directory_start, 0, 4096, END, 0, END, 0)
    head += struct.pack("<109I", *[*range(fat_start, fat_start + count), *[FREE] * (109 - count)])
    return head + b"".join(sectors) + fat


def as_pdf(lines: Sequence[str], rows: Rows = (), *, width: int = 60) -> bytes:
    """A PDF whose text layer maps to Unicode; long lines are broken at spaces, as printing to PDF does."""
    printed = [part for line in [*lines, *(" | ".join(row) for row in rows)] for part in _wrapped(line, width)]
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in printed)
    content = f"BT /F1 9 Tf 14 TL 40 800 Td\n{shown}ET".encode()
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <FFFF> <0000> endbfrange "
        b"endcmap end end"
    )
    cid = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [6 0 R] "
        b"/ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made /CIDSystemInfo %s /DW 1000 >>" % cid,
        b"<< /Length %d >> stream\n%s\nendstream" % (len(to_unicode), to_unicode),
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + trailer


def _wrapped(line: str, width: int) -> list[str]:
    parts = [""]
    for word in line.split(" "):
        joined = f"{parts[-1]} {word}".strip()
        if len(joined) > width and parts[-1]:
            parts.append(word)
        else:
            parts[-1] = joined
    return parts
