"""The rules of the reader: each has an id, says what it reads, and carries an example and a counter-example."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate

Reads = Callable[[Document], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    field: str
    positive: str
    """A text (invented) in which the rule finds something."""
    negative: str
    """A text that looks like it and in which the rule must stay silent."""
    example_published: date | None
    function: Reads
    gate: Gate | None
    """Patterns without a match of which the rule finds nothing; None where it has to be asked."""
    says: str
    """First line of the function's docstring."""

    def read(self, doc: Document) -> Iterable[Finding]:
        """What the rule finds, without asking it where it cannot find anything."""
        return self.function(doc) if self.gate is None or doc.open(self.gate) else ()


RULES: dict[str, Rule] = {}


def rule(
    id: str, *, positive: str, negative: str, published: date | None = None, gate: Gate | None = None
) -> Callable[[Reads], Reads]:
    """Register a function as the rule ``id`` ('field.what'); ``published`` is the examples' day of publication."""

    def register(function: Reads) -> Reads:
        if id in RULES:
            raise ValueError(f"rule {id} is registered twice; give each rule its own id")
        says = (function.__doc__ or "").strip().splitlines()[0]
        RULES[id] = Rule(id, id.split(".")[0], positive, negative, published, function, gate, says)
        return function

    return register
