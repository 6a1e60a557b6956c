"""What a check came to. Plain data: whoever reads verdicts need not load great-expectations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Severity = Literal["critical", "warning"]
Status = Literal["passed", "failed", "crashed"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One check on one candidate.

    ``crashed`` means that the check could not be carried out: nothing is known, so nothing may be published.
    """

    check_name: str
    severity: Severity
    status: Status
    owner: str
    runbook: str
    message: str
    rows: tuple[Mapping[str, Any], ...] = ()
    """The failing rows, all of them, with their keys and both numbers."""
    key_columns: tuple[str, ...] = ()
    notes: tuple[Mapping[str, Any], ...] = ()
    """The rows that fail and that a dated line in ``configs/corrections.yml`` explains."""

    @property
    def blocks(self) -> bool:
        return self.status == "crashed" or (self.status == "failed" and self.severity == "critical")

    @property
    def warns(self) -> bool:
        return self.status == "failed" and self.severity == "warning"

    def row_key(self, row: Mapping[str, Any]) -> str:
        """The failing row's key as alerts show it and ``configs/corrections.yml`` names it."""
        if self.key_columns == ("row_key",):
            return str(row["row_key"])
        return "|".join(f"{column}={row[column]}" for column in self.key_columns)


def is_sound(verdicts: Iterable[Verdict]) -> bool:
    """Whether the candidate may be published. No verdict at all is not a sound candidate."""
    judged = list(verdicts)
    return bool(judged) and not any(verdict.blocks for verdict in judged)
