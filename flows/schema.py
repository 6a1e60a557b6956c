"""What values in ``configs/`` may look like; a field's description is the mend that an error names."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from flows.expected import Expects

Code = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]*$", description="Give a code of a-z, 0-9, '_', '-', '.'.")]
Day = Annotated[date, Field(description="Give a day as YYYY-MM-DD.")]
Text = Annotated[str, Field(min_length=1, description="Give a text that is not empty.")]
Count = Annotated[int, Field(ge=0, strict=True, description="Give a whole number, 0 or more.")]


def _as_shown(value: object) -> object:
    """YAML makes a number of ``61`` and a day of ``2020-11-06``; a person means what stands there."""
    return str(value) if type(value) in (int, date) else value


Shown = Annotated[
    str, BeforeValidator(_as_shown), Field(description="Give what 'mou extract --statements' shows: 61, a day, a name.")
]


class Strict(BaseModel):
    """No unknown keys, nothing changed after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DeclaredSource(Strict):
    """What every kind of source says of itself."""

    code: Code
    programme: Code
    name: Text
    owner: Text
    licence: Text
    expects: Expects = Field(default=Expects(), description="Say what the source is expected to give (docs/alerts.md).")
