"""One record of a register or of a search answer, archived as JSON: its named fields, a line each, without markup."""

from __future__ import annotations

import html
import json
import re

from announcements.decode import Undecodable

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def parse(data: bytes, detail: str, declared: str | None) -> tuple[str, str]:
    record = json.loads(data)
    if not isinstance(record, dict):
        raise Undecodable("it is no record: expected a JSON object.")
    texts = (plain(str(record.get(field) or "")) for field in detail.split(","))
    return "\n".join(text for text in texts if text), "utf-8"


def plain(text: str) -> str:
    """Without the tags and character references that search answers put around words."""
    return html.unescape(_MARKUP.sub("", text)).strip()
