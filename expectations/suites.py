"""The checks, in one place to read: what is compared, how bad a difference is, and who mends it.

Each check judges one audit table (``warehouse/models/audit/<name>.sql``) in one of two shapes:

- ``compare``: keyed rows with two numbers that must be equal;
- ``violations``: one row with ``rows_checked`` (> 0) and ``rows_failing`` (= 0), the failing rows whole in
  ``audit.<name>_rows``.

``critical`` is a fault in what we did, and stops publication. ``warning`` is a fault of the world, published beside
the number; a dated explanation in ``configs/corrections.yml`` turns it into a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from expectations.verdict import Severity


@dataclass(frozen=True, slots=True)
class Check:
    """One check. ``docs/runbook.md`` has a heading for each, by name."""

    name: str
    shape: Literal["compare", "violations"]
    severity: Severity
    owner: str
    meaning: str
    key: tuple[str, ...]
    """Columns that name a failing row."""
    columns: tuple[str, ...] = ()
    """For compare: the two columns that must be equal."""

    @property
    def runbook(self) -> str:
        return f"docs/runbook.md#{self.name.replace('_', '-')}"


CHECKS: tuple[Check, ...] = ()
