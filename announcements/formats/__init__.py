"""From the bytes of a document to the text that spans point into, whatever its format.

How a text is made from bytes is named by a *recipe*, recorded with the capture: ``html/1 div.article``. The same bytes
and recipe give the same text on every machine and day, so evidence can be checked against the archive years later. A
change of what a format's reader gives raises the number after the slash.
"""

from __future__ import annotations

from announcements.decode import Decoded, Undecodable, decode, media_type

VERSIONS = {"text": 1, "html": 1, "record": 1, "pdf": 1, "hwp": 1, "hwpx": 1, "docx": 1}
FORMATS = {
    "text/plain": "text",
    "text/html": "html",
    "application/pdf": "pdf",
    "application/x-hwp": "hwp",
    "application/hwp+zip": "hwpx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def recipe_of(data: bytes, article: str | None = None, kind: str | None = None) -> str | None:
    """The recipe for a document of its own; None where no reader knows the format.

    Args:
        kind: Its media type where more is known than its bytes say.
        article: For pages: the CSS selector of what is the announcement; without it a library decides.
    """
    name = FORMATS.get(kind or media_type(data))
    if name is None:
        return None
    suffix = f" {article}" if name == "html" and article else ""
    return f"{name}/{VERSIONS[name]}{suffix}"


def record_recipe(fields: tuple[str, ...]) -> str:
    """The recipe for one record of a register or a search answer: the named fields, a line each."""
    return f"record/{VERSIONS['record']} {','.join(fields)}"


def text_of(data: bytes, recipe: str | None = None, declared: str | None = None) -> Decoded:
    """The text of a document.

    Args:
        recipe: As recorded with the capture; None: decided from the bytes.
        declared: The character set as recorded with the capture, or as the sender names it.

    Raises:
        Undecodable: No text can be made of it; the message says why and what to do.
    """
    name, _, detail = (recipe or recipe_of(data) or "text/1").partition(" ")
    known = {f"{kind}/{version}": kind for kind, version in VERSIONS.items()}
    if name not in known:
        raise Undecodable(f"the recipe {name!r} is not one that this program knows ({', '.join(known)}). Update it.")
    if known[name] == "text":
        return decode(data, declared)
    if known[name] == "record":
        from announcements.formats.worker import parse

        # What the standard library parses, and we wrote ourselves, needs no process of its own.
        return Decoded(*parse("record", detail, data, declared))
    from announcements.formats.workshop import extracted

    return extracted(known[name], detail, data, declared)
