"""Searches that can be spared: which pairs of characters a pattern cannot do without.

Most rules find nothing in most texts. A pattern's own parse tree says what every match of it holds ('협약식?' the pair
협약, '기관|단체' one of 기관 and 단체), so a text without that need not be searched. Nothing is listed by hand: a
pattern that changes changes its gate.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import chain
from sys import maxsize
from typing import Any, NamedTuple

Pairs = frozenset[int]
"""Pairs of neighbouring characters (as UTF-16 writes them), each as one number: made and compared fastest."""

# A set of more pairs is met by nearly every text; of more sets the first few tell most.
MOST_PAIRS = 128
MOST_SETS = 3

_parser = import_module("re._parser")
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_ZERO_WIDTH = frozenset(("AT", "ASSERT", "ASSERT_NOT"))


class Gated(NamedTuple):
    """A pattern and the sets of pairs of which every match holds at least one each."""

    pattern: re.Pattern[str]
    needs: tuple[Pairs, ...]


class Gate:
    """Patterns of which only those are tried that a text's pairs allow to match."""

    def __init__(self, *patterns: re.Pattern[str]) -> None:
        self._gated = tuple(Gated(pattern, needs(pattern)) for pattern in patterns)
        best = [gated.needs[0] for gated in self._gated if gated.needs]
        # Without any of these no pattern can match; None where one of them may match anywhere.
        self._any: Pairs | None = frozenset().union(*best) if len(best) == len(patterns) else None

    def open(self, held: Pairs) -> Sequence[Gated]:
        """The patterns that may match in a text that holds these pairs, in order; the others cannot."""
        if self._any is not None and held.isdisjoint(self._any):
            return ()
        return [gated for gated in self._gated if not any(map(held.isdisjoint, gated.needs))]


def may_match(some: Sequence[Gated], held: Pairs) -> bool:
    """Whether one of the patterns may match in a text that holds these pairs."""
    # Asked of every sentence by every rule: loops, where a generator would cost more than what it looks at.
    for gated in some:
        for one in gated.needs:
            if held.isdisjoint(one):
                break
        else:
            return True
    return False


class Scan:
    """A pattern tried only at the characters that a match may begin with, where the engine would try every one."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.match = pattern.match
        begins = "".join(map(re.escape, sorted(first_characters(pattern))))
        self._candidates = re.compile(f"[{begins}]").finditer

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        for candidate in self._candidates(text, start, end):
            at = candidate.start()
            if at >= start and (match := self.match(text, at, end)):
                yield match
                start = match.end()


def pairs(text: str) -> Pairs:
    """Every pair of neighbours in the text."""
    units = text.encode("utf-16-le", "surrogatepass")
    even, odd = units[: len(units) & ~3], units[2 : 2 + ((len(units) - 2) & ~3)]
    return frozenset(chain(array("I", even), array("I", odd)))


def needs(pattern: re.Pattern[str]) -> tuple[Pairs, ...]:
    """Sets of pairs, the smallest first; every match holds at least one of each."""
    if pattern.flags & re.IGNORECASE:
        return ()
    found = _ordered(_sequence(_parser.parse(pattern.pattern, pattern.flags)).needs)
    return tuple(frozenset(chain.from_iterable(map(pairs, one))) for one in found[:MOST_SETS])


def first_characters(pattern: re.Pattern[str]) -> frozenset[str]:
    """Every character that a match may begin with.

    Raises:
        ValueError: There are too many, or a match may be empty.
    """
    whole = _sequence(_parser.parse(pattern.pattern, pattern.flags))
    if whole.first is None or whole.may_be_empty or pattern.flags & re.IGNORECASE:
        raise ValueError(f"{pattern.pattern!r} may begin with almost anything; give it a definite beginning")
    return whole.first


class _Part(NamedTuple):
    """What a part of a pattern needs (sets of two characters) and may begin and end with (None: any character)."""

    needs: Sequence[frozenset[str]] = ()
    first: frozenset[str] | None = None
    last: frozenset[str] | None = None
    may_be_empty: bool = False


_NOTHING = _Part(first=frozenset(), last=frozenset(), may_be_empty=True)


def _sequence(items: Iterable[tuple[Any, Any]]) -> _Part:
    whole = _NOTHING
    for kind, value in items:
        whole = _followed(whole, _part(str(kind), value))
    return whole


def _followed(before: _Part, after: _Part) -> _Part:
    found = [*before.needs, *after.needs]
    if before.last and after.first and not (before.may_be_empty or after.may_be_empty):
        both = frozenset(a + b for a in before.last for b in after.first)
        found += [both] if len(both) <= MOST_PAIRS else []
    return _Part(
        found,
        _either(before.first, after.first) if before.may_be_empty else before.first,
        _either(before.last, after.last) if after.may_be_empty else after.last,
        before.may_be_empty and after.may_be_empty,
    )


def _part(kind: str, value: Any) -> _Part:
    """One node; what looks back, refers back or may be left out needs nothing."""
    if kind == "LITERAL":
        return _characters({chr(value)})
    if kind == "IN":
        return _class(value)
    if kind == "SUBPATTERN":
        return _Part(may_be_empty=True) if value[1] & re.IGNORECASE else _sequence(value[3])
    if kind == "ATOMIC_GROUP":
        return _sequence(value)
    if kind == "BRANCH":
        return _any_of([_sequence(branch) for branch in value[1]])
    if kind in _REPEATS:
        once = _sequence(value[2])
        return once if value[0] else once._replace(needs=(), may_be_empty=True)
    if kind in _ZERO_WIDTH:
        ahead = kind == "ASSERT" and value[0] > 0
        return _NOTHING._replace(needs=_sequence(value[1]).needs) if ahead else _NOTHING
    return _Part(may_be_empty=kind not in ("ANY", "NOT_LITERAL"))


def _class(items: Iterable[tuple[Any, Any]]) -> _Part:
    letters: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            letters.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < MOST_PAIRS:
            letters.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return _Part()
    return _characters(letters)


def _characters(letters: set[str]) -> _Part:
    known = frozenset(letters) if len(letters) <= MOST_PAIRS else None
    return _Part(first=known, last=known)


def _any_of(branches: list[_Part]) -> _Part:
    """The best set of each branch together, the second best, and so on: whichever branch matches meets them all."""
    joined = [frozenset().union(*sets) for sets in zip(*(_ordered(one.needs) for one in branches), strict=False)]
    first, last = branches[0].first, branches[0].last
    for one in branches[1:]:
        first, last = _either(first, one.first), _either(last, one.last)
    kept = [one for one in joined if len(one) <= MOST_PAIRS]
    return _Part(kept, first, last, any(one.may_be_empty for one in branches))


def _either(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None or len(one | other) > MOST_PAIRS else one | other


def _ordered(found: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    return sorted(set(found), key=lambda one: (len(one), sorted(one)))
