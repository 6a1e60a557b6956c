"""The shape of ``configs/``: what each file may say, and what every key means.

Nothing is read here; ``flows.settings`` reads the files and turns what does not fit into one line that names the
file, the key and the mend. A field's description is that mend.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, HttpUrl, model_validator

from announcements.programme import Programme as ReadingCues
from flows.engines import Reading, Storage
from flows.schema import Code, Count, Day, DeclaredSource, Shown, Strict, Text
from flows.web_sources import ApiSource, BoardSource, CsvSource, FeedSource


class City(Strict):
    name_ko: Text
    name_en: Text
    region_code: Text


class Measure(Strict):
    code: Code
    name_ko: Text
    name_en: Text
    unit: Literal["organisation", "person"] = Field(description="Say what is counted: organisation or person.")
    is_stock: bool = Field(description="Say true for a level on a day, false for a flow over a period.")
    contained_in: Code | None = Field(None, description="Name the measure that this one is part of, or leave it out.")
    definition: Text = Field(description="Say in a sentence what is counted and what is not.")


class Breakdown(Strict):
    code: Literal["sector", "site", "type"] = Field(description="Give sector, site or type.")
    total: Code = Field(description="Name the measure that the parts add up to.")
    parts: tuple[Code, ...] = Field((), description="For a breakdown into measures: name them.")


class Baseline(Strict):
    value: Count
    as_of: Day


class Target(Strict):
    value: Annotated[int, Field(gt=0, strict=True, description="Give the number to be reached, above 0.")]
    by: Day = Field(description="Give the day it falls due (YYYY-MM-DD).")


class GoalMeasure(Strict):
    code: Code
    is_primary: bool = Field(description="Say true for the one measure that the goal is stated in.")


class GoalSource(Strict):
    url: HttpUrl = Field(description="Give the address of the publication that states the goal.")
    stated_on: Day


class Goal(Strict):
    """A public target: who set it, and where, is part of the number."""

    code: Code
    name_ko: Text
    name_en: Text
    measures: tuple[GoalMeasure, ...] = Field(min_length=1, description="Name at least one measure.")
    baseline: Baseline = Field(description="Give value and as_of of the start.")
    target: Target = Field(description="Give value and by of the target.")
    source: GoalSource = Field(description="Give url and stated_on of the publication that states the goal.")

    @model_validator(mode="after")
    def _one_primary(self) -> Goal:
        if sum(measure.is_primary for measure in self.measures) != 1:
            raise ValueError("exactly one of its measures must have is_primary: true")
        if self.target.by <= self.baseline.as_of:
            raise ValueError(f"target.by ({self.target.by}) must come after baseline.as_of ({self.baseline.as_of})")
        return self


class Member(Strict):
    """One member of a breakdown, with the spellings met in reports (white space does not count)."""

    code: Code
    name_ko: Text
    name_en: Text
    is_bucket: bool = Field(False, description="Say true for a rest ('other') rather than a field or a place.")
    names: tuple[Text, ...] = Field(min_length=1, description="List the spellings met in reports.")


class Publisher(Strict):
    code: Text
    name_ko: Text
    rank: Annotated[int, Field(ge=1, description="Give a rank of 1 or more; lower is believed first.")]


class Programme(Strict):
    """One city's series of agreements: ``configs/programmes/<code>.yml``."""

    code: Code
    name_ko: Text
    name_en: Text
    city: City = Field(description="Give name_ko, name_en and region_code of the city.")
    started_on: Day
    measures: tuple[Measure, ...] = Field(min_length=1, description="List what is counted.")
    breakdowns: tuple[Breakdown, ...] = ()
    goals: tuple[Goal, ...] = ()
    sectors: tuple[Member, ...] = ()
    sites: tuple[Member, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    reading: ReadingCues = Field(description="Give the cues by which the reader knows this programme.")

    @model_validator(mode="after")
    def _names_known_measures(self) -> Programme:
        known = {measure.code for measure in self.measures}
        used = {code for goal in self.goals for code in (m.code for m in goal.measures)}
        used |= {measure.contained_in for measure in self.measures if measure.contained_in}
        used |= {code for b in self.breakdowns for code in (b.total, *b.parts)}
        if unknown := used - known:
            raise ValueError(f"unknown measure {sorted(unknown)}; known are {sorted(known)}")
        for kind, members in (("sectors", self.sectors), ("sites", self.sites)):
            _no_name_twice(kind, members)
        return self


def _no_name_twice(kind: str, members: tuple[Member, ...]) -> None:
    owner: dict[str, str] = {}
    for member in members:
        for name in {"".join(name.split()) for name in member.names}:
            if name in owner:
                raise ValueError(f"{kind}: the name {name!r} belongs to {owner[name]!r} and {member.code!r}")
            owner[name] = member.code


class FolderSource(DeclaredSource):
    kind: Literal["folder"]
    path: Text = Field(description="Give a folder, relative to the folder that holds configs/, or an fsspec address.")


class HandSource(DeclaredSource):
    kind: Literal["hand"]


Source = Annotated[
    FolderSource | HandSource | FeedSource | BoardSource | ApiSource | CsvSource, Field(discriminator="kind")
]


class Sources(Strict):
    """``configs/sources.yml``: where announcements come from."""

    sources: tuple[Source, ...] = Field(min_length=1, description="List at least one source.")


class Alias(Strict):
    text: Text
    reason: Text
    source: str | None = None


class FormerName(Strict):
    name: Text
    until: Day = Field(description="Give the last day of the former name (YYYY-MM-DD).")


class Organisation(Strict):
    name: Text
    name_en: str | None = None
    type: Literal["company", "institution"] | None = None
    aliases: tuple[Alias, ...] = ()
    misprints: tuple[Alias, ...] = ()
    former_names: tuple[FormerName, ...] = ()
    different_from: tuple[Text, ...] = Field((), description="Name organisations that are alike in name only.")


class Organisations(Strict):
    """``configs/organisations.yml``: what is known of organisations beyond their names."""

    organisations: tuple[Organisation, ...] = ()


class Decided(Strict):
    day: Day = Field(alias="on")
    status: Literal["open", "reported", "confirmed"]


class Correction(Strict):
    url: str | None = None
    document: str | None = None
    programme: Code
    field: Code = Field(description="Give a predicate or a measure, as 'mou extract --statements' shows it.")
    was: Shown
    now: Shown | None = None
    reason: Text
    decided: Decided


class Explanation(Strict):
    """Why a fault of the world is known and needs no more alerts, until its numbers change."""

    check: Text
    programme: Code
    row: Text = Field(description="Give the row's key as the alert shows it.")
    code: Literal["unnamed", "definition", "timing", "duplicate", "error"]
    reason: Text
    decided: Decided


class Corrections(Strict):
    """``configs/corrections.yml``: known faults in what was published, and answers to what waited."""

    corrections: tuple[Correction, ...] = ()
    explanations: tuple[Explanation, ...] = ()


class Region(Strict):
    code: Text
    name_ko: Text
    name_en: Text
    short_name_ko: Text
    valid_from: Day
    valid_to: date | None
    successor: str | None


class Regions(Strict):
    """``configs/regions.yml``: administrative regions with the days their names held."""

    regions: tuple[Region, ...] = ()


class Limits(Strict):
    document_megabytes: Annotated[int, Field(gt=0, le=1000, description="Give a size in MB, 1 to 1000.")]


class Retention(Strict):
    days: Annotated[int, Field(ge=1, description="Give a number of days, 1 or more.")]


class Report(Strict):
    """What is written with each version beside its tables."""

    page: Annotated[bool, Field(description="Give true or false.")] = True
    workbook: Annotated[bool, Field(description="Give true or false.")] = True


class Fetching(Strict):
    """How we show ourselves to the sites we fetch from."""

    contact: Text | None = Field(None, description="Give an address or a page by which a site's owner reaches you.")


class Night(Strict):
    """``configs/settings.yml``: how the night runs."""

    timezone: Text
    default_programme: Code
    limits: Limits
    retention: Retention
    reading: Reading = Field(Reading(), description="Give processes, processes_from, dask, or leave it out.")
    storage: Storage = Field(Storage(), description="Give raw or lake, or leave it out.")
    report: Report = Field(Report(), description="Give page, workbook, or leave it out.")
    fetching: Fetching = Field(Fetching(contact=None), description="Give contact, or leave it out.")
