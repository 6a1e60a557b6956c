"""What a source is expected to give: the block ``expects`` of an entry in ``configs/sources.yml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Whole = Annotated[int, Field(ge=0, strict=True, description="Give a whole number, 0 or more.")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Volume(_Strict):
    """Announcements published in one calendar month (Korea)."""

    at_least: Whole = 0
    at_most: Whole | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Volume:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(f"at_most ({self.at_most}) is below at_least ({self.at_least})")
        return self


class Expects(_Strict):
    """Nothing given: nothing is expected but that it can be collected and mostly read."""

    is_archive: bool = Field(
        default=False, description="Say true for a source that is complete: nothing new is expected."
    )
    fresh_within_days: Annotated[int, Field(ge=1, description="Give a number of days, 1 or more.")] | None = None
    captures_per_month: Volume | None = None
    unread_pct_at_most: Annotated[int, Field(ge=0, le=100, description="Give a share in %, 0 to 100.")] = 20

    @model_validator(mode="after")
    def _archives_stay_as_they_are(self) -> Expects:
        if self.is_archive and (self.fresh_within_days or self.captures_per_month):
            raise ValueError("an archive is not expected to be fresh: remove is_archive, or the other two")
        return self
