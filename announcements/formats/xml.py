"""XML from outside: no entities, no network, no huge trees."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from announcements.decode import Undecodable

_ENTITY = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE)", re.IGNORECASE)


def tree(data: bytes) -> Any:
    """The root element of an XML document.

    Raises:
        Undecodable: It declares a document type or entities, or is not well-formed.
    """
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\x00", b"")):
        raise Undecodable("its XML declares entities or a document type, which no honest document of this kind needs.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Undecodable(f"its XML is broken: {error}.") from error


def name(element: Any) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def attribute(element: Any, wanted: str) -> str | None:
    """An attribute by its name without namespace."""
    return next((value for key, value in element.attrib.items() if etree.QName(key).localname == wanted), None)
