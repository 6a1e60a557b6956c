"""Words in Korean and English, always both: what one language says, the other says too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Both(NamedTuple):
    """One thing said in both languages."""

    ko: str
    en: str


def same(text: object) -> Both:
    """What is written alike in both: a number, a name that has no translation."""
    return Both(str(text), str(text))


def say(pattern: Both, **values: Any) -> Both:
    """Fill in a sentence; a value that is ``Both`` gives each sentence its own, numbers and days are written out."""
    filled = {name: as_words(value) for name, value in values.items()}
    return Both(
        pattern.ko.format(**{name: value.ko for name, value in filled.items()}),
        pattern.en.format(**{name: value.en for name, value in filled.items()}),
    )


def as_words(value: Any) -> Both:
    """A value as readers write it: 1,000; 29.68; 20 July 2021. Null is a dash."""
    match value:
        case Both():
            return value
        case None:
            return same("–")
        case date():
            return Both(
                f"{value.year}년 {value.month}월 {value.day}일", f"{value.day} {MONTHS[value.month - 1]} {value.year}"
            )
        case bool():
            return Both("예", "yes") if value else Both("아니요", "no")
        case int() | Decimal():
            return same(f"{value:,}")
        case _:
            return same(value)


def joined(parts: list[Both]) -> Both:
    """Sentences one after the other."""
    return Both(" ".join(part.ko for part in parts), " ".join(part.en for part in parts))


def named(row: dict[str, Any]) -> Both:
    """The names that a row carries in both languages."""
    return Both(row["name_ko"] or row["name_en"], row["name_en"] or row["name_ko"])


class Names(dict[str, Both]):
    """Names by code; a code without one stands for itself."""

    def __missing__(self, code: str) -> Both:
        return same(code)


def labelled(parts: Sequence[Both]) -> Both:
    """What something is, from general to particular."""
    return Both(" · ".join(part.ko for part in parts), " · ".join(part.en for part in parts))
