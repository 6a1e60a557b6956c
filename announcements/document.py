"""One announcement prepared for the rules, and what a rule hands back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from announcements.gates import Gate, Gated, Pairs, may_match, pairs
from announcements.normal import Normal, normalise
from announcements.programme import Cues, Programme, cues
from announcements.records import Grade, Modality, Precision, Predicate, Qualifier, Scope
from announcements.text import Sentence, sentences

Made = TypeVar("Made")

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SPEECH = re.compile(r'"[^"\n]{2,600}?"\s?(?:이?라?고|며|면서|이?라며|이?라는|는 뜻)')
_STAMP = re.compile(
    r"(?:입력날짜|입력|승인|작성일시?|등록|송고|게재|기사입력|최초입력|date|Date)\s?:?\s?"
    r"((?:19|20)\d\d)\s?[.\-/년]\s?(\d{1,2})(?:\s?[.\-/월]\s?(\d{1,2}))?"
)
_FIRST_TOLD = re.compile(r"(?:입력|작성일시?|송고|기사입력|최초입력)\s?:?\s?(?:19|20)\d\d")
# Days between the first publication and another; a stamp further back is that of something else.
LONGEST_WAIT = 366
# The head of a page: '[8시뉴스 / 2025년 4월 8일]', '빛고을일보 | 2025. 4. 9.(수) | 3면', '2025. 4. 9.(수) / 정책과'.
_HEAD = re.compile(
    r"(?:^|[/|]\s?)((?:19|20)\d\d)\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})(?:일|\.)?\s?(?:\([^)\n]{1,3}\))?\s?(?=[/|\]]|$)"
)
_HEAD_LINES, _HEAD_LENGTH = 3, 60
_CLOCKED = re.compile(
    r"((?:19|20)\d\d)\s?[.\-/년]\s?(\d{1,2})\s?[.\-/월]\s?(\d{1,2})일?\.?\s?(?:\([^)]{1,3}\))?\s?\d{1,2}:\d\d"
)


class Finding(NamedTuple):
    """One thing that a rule read. Positions count characters of the normalised text; days are Korean days."""

    rule_id: str
    predicate: Predicate
    start: int
    end: int
    grade: Grade = "B"
    modality: Modality = "stated"
    measure_code: str | None = None
    member_text: str | None = None
    organisation_text: str | None = None
    value_count: int | None = None
    value_text: str | None = None
    unit_code: str | None = None
    qualifier: Qualifier | None = None
    scope: Scope | None = None
    as_of_date: date | None = None
    as_of_precision: Precision | None = None
    target_date: date | None = None


@dataclass(frozen=True)
class Document:
    """Normalised text, its sentences and the programme's cues; built once per announcement."""

    normal: Normal
    text: str
    """The normalised text, in which rules search and count positions; within a sentence a line's break is a space."""
    sentences: tuple[Sentence, ...]
    programme: Programme
    published: date | None
    pairs: Pairs
    """Pairs of neighbouring characters, which decide what is worth searching for (see ``gates``)."""
    _open: dict[Gate, Sequence[Gated]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def cues(self) -> Cues:
        return cues(self.programme)

    @cached_property
    def prose(self) -> tuple[Sentence, ...]:
        """Sentences without page residue."""
        return tuple(sentence for sentence in self.sentences if sentence.role != "residue")

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Spans of the lines that hold anything, residue among them."""
        return [match.span() for match in _LINE.finditer(self.text)]

    def open(self, gate: Gate) -> Sequence[Gated]:
        """The gate's patterns that may match somewhere in the text."""
        found = self._open.get(gate)
        if found is None:
            found = self._open[gate] = gate.open(self.pairs)
        return found

    def holding(self, gate: Gate) -> list[Sentence]:
        """Sentences of the prose in which one of the gate's patterns may match."""
        some = self.open(gate)
        return [sentence for sentence, held in self.paired if may_match(some, held)] if some else []

    @cached_property
    def naming_series(self) -> tuple[Sentence, ...]:
        """Sentences of the prose that name the series."""
        return tuple(s for s in self.holding(self.cues.series_gate) if self.cues.series.search(s.text))

    @cached_property
    def paired(self) -> tuple[tuple[Sentence, Pairs], ...]:
        """The prose, with the pairs of each sentence."""
        return tuple((sentence, pairs(sentence.text)) for sentence in self.prose)

    @cached_property
    def speech(self) -> tuple[tuple[int, int], ...]:
        """Spans of quoted speech ('"…"고 말했다')."""
        return tuple(match.span() for match in _SPEECH.finditer(self.text))

    @cached_property
    def told_on(self) -> date | None:
        """The day of publication: as the source gives it, else as a labelled stamp on the page does.

        A text put up again later keeps the stamp of its first publication, and its days are seen from there.
        """
        stamped = self._stamped()
        if self.published and stamped and _FIRST_TOLD.search(self.text):
            again = 0 < (self.published - stamped).days <= LONGEST_WAIT
            return stamped if again else self.published
        return self.published or stamped

    @cached_property
    def stamped_month(self) -> tuple[int, int] | None:
        """Year and month of a page stamp without a day ('date 2021-07')."""
        match = _STAMP.search(self.text)
        return (int(match[1]), int(match[2])) if match and not match[3] and 1 <= int(match[2]) <= 12 else None

    def in_speech(self, position: int) -> bool:
        index = bisect_right(self.speech, (position, len(self.text))) - 1
        return index >= 0 and self.speech[index][0] <= position < self.speech[index][1]

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that a finding's position stands in."""
        return self.sentences[bisect_right(self._starts, position) - 1]

    def body_before(self, sentence: Sentence) -> Sequence[Sentence]:
        """The last three sentences of the body before that one."""
        end = bisect_left(self._body, sentence.index, key=lambda s: s.index)
        return self._body[max(0, end - 3) : end]

    @cached_property
    def _body(self) -> list[Sentence]:
        return [sentence for sentence in self.sentences if sentence.role == "body"]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def once(self, name: str, make: Callable[[Document], Made]) -> Made:
        """What ``make`` gives for this document, computed once: several rules start from the same clauses."""
        if name not in self._made:
            self._made[name] = make(self)
        made: Made = self._made[name]
        return made

    def _stamped(self) -> date | None:
        head = (self.text[slice(*line)] for line in self.lines[:_HEAD_LINES] if line[1] - line[0] <= _HEAD_LENGTH)
        stamps = (_STAMP.search(self.text), _CLOCKED.search(self.text), *(_HEAD.search(line.strip()) for line in head))
        for match in stamps:
            if match and match[3]:
                try:
                    return date(int(match[1]), int(match[2]), int(match[3]))
                except ValueError:
                    continue
        return None


def prepare(text: str, programme: Programme, published: date | None) -> Document:
    """Normalise and split a decoded text."""
    normal = normalise(text)
    held = pairs(normal.text)
    found = sentences(normal.text, held)
    whole, found = _in_one_line(normal.text, found)
    return Document(normal, whole, found, programme, published, held)


def _in_one_line(text: str, found: tuple[Sentence, ...]) -> tuple[str, tuple[Sentence, ...]]:
    """Sentences broken over several lines, as scripts for reading aloud are, with spaces for the breaks."""
    broken = [sentence for sentence in found if "\n" in sentence.text]
    if not broken:
        return text, found
    mended = {s.index: s._replace(text=s.text.replace("\n", " ")) for s in broken}
    parts, at = [], 0
    for sentence in mended.values():
        parts += [text[at : sentence.start], sentence.text]
        at = sentence.end
    return "".join([*parts, text[at:]]), tuple(mended.get(s.index, s) for s in found)
