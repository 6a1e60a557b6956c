"""Pages: what the source's selector names, or where there is none, what a library takes for the article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import html as lxml_html

from announcements.decode import Undecodable, decode
from announcements.formats.blocks import Cell, paragraphs, table

SKIPPED = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "head", "button", "select"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
        *("html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"),
        *("tr", "ul"),
    )
)
_BREAK = "\n"


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    decoded = decode(data, declared)
    # A declaration inside would be followed against what was decided, and lxml refuses it in a str.
    text = decoded.text.removeprefix("\ufeff")
    if detail:
        return "\n".join(_selected(page(text), detail)), decoded.encoding
    return _article(text), decoded.encoding


def page(text: str) -> Any:
    """The tree of a page, from decoded text.

    Raises:
        Undecodable: There is no element in it.
    """
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=True)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml_html.etree.ParserError) as error:
        raise Undecodable(f"it cannot be parsed as a page: {error}.") from error
    return root


def lines(element: Any) -> list[str]:
    """The text of an element, a line for each block and each row of a table."""
    return paragraphs("".join(_pieces(element)).split(_BREAK))


def _selected(root: Any, selector: str) -> list[str]:
    found = root.cssselect(selector)
    if not found:
        raise Undecodable(
            f"nothing on the page answers the selector {selector!r}: the site has changed, or this is another kind of "
            "page. Mend `article` of the source, then 'mou replay'."
        )
    outer = set(found)
    return [line for e in found if not any(a in outer for a in e.iterancestors()) for line in lines(e)]


def _article(text: str) -> str:
    import trafilatura

    found = trafilatura.extract(text, include_tables=True, include_comments=False, include_formatting=False)
    if not found:
        raise Undecodable("no article was found on the page. Give the source a selector (`article`).")
    return str(found)


def _pieces(element: Any) -> Iterator[str]:
    """Text in the order of the page; iterative, because hostile pages nest deeper than a stack is high."""
    todo: list[Any] = [element]
    while todo:
        item = todo.pop()
        if isinstance(item, str):
            yield item
            continue
        tag = item.tag if isinstance(item.tag, str) else None
        if tag is None or tag in SKIPPED:
            continue
        if tag == "table" and not item.xpath(".//table"):
            yield _BREAK + _BREAK.join(table(_rows(item))) + _BREAK
            continue
        edge = _BREAK if tag in BLOCKS else ""
        yield _BREAK if tag == "br" else edge
        todo.append(edge)
        for child in reversed(item):
            todo.append(" ".join((child.tail or "").split(_BREAK)))
            todo.append(child)
        yield " ".join((item.text or "").split(_BREAK))


def _rows(element: Any) -> list[list[Cell]]:
    rows = []
    for row in element.iter("tr"):
        cells = [child for child in row if child.tag in ("td", "th")]
        rows.append([Cell(tuple(_cell_lines(cell)), _span(cell.get("rowspan"))) for cell in cells])
    return rows


def _cell_lines(cell: Any) -> list[str]:
    return paragraphs("".join(piece for child in _content(cell) for piece in child).split(_BREAK))


def _content(cell: Any) -> Iterator[Iterator[str]]:
    yield iter([cell.text or ""])
    for child in cell:
        yield _pieces(child)
        yield iter([child.tail or ""])


def _span(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() and len(written) < 5 else 1
