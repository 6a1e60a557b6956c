"""Text from outside, made safe to show on a terminal."""

from __future__ import annotations

import unicodedata

# Bidirectional controls reorder what a person reads; other format characters hide.
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def visible(text: object, limit: int = 300) -> str:
    """One line with control, format and bidirectional characters replaced, cut at ``limit`` characters."""
    shown = "".join(
        character if unicodedata.category(character) not in _INVISIBLE else " " if character in "\n\t" else "�"
        for character in str(text)
    )
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
