"""Entries of ``configs/sources.yml`` for the web and for registers; docs/sources.md shows one of each."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, HttpUrl, model_validator

from flows.schema import Day, DeclaredSource, Strict, Text

Host = Annotated[
    str,
    Field(
        pattern=r"^(\*\.)?[a-z0-9.-]+(:\d+)?$",
        description="Give a host in small letters, '*.' before it for all under it.",
    ),
]
Header = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$", description="Give the name of a header.")]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$", description="Give the name of an environment variable.")]
Number = Annotated[int, Field(ge=1, le=100_000, strict=True, description="Give a whole number, 1 or more.")]
Seconds = Annotated[float, Field(ge=0, le=3600, description="Give a number of seconds.")]


class FetchLimits(Strict):
    """What one night may take from a source."""

    documents: Number = 200
    pages: Number = 20
    megabytes: Annotated[float, Field(gt=0, le=1000, description="Give a size in MB.")] = 20
    seconds: Annotated[float, Field(gt=0, le=3600, description="Give a number of seconds.")] = 60
    pause_seconds: Seconds = 1.0


class _Listed(DeclaredSource):
    """What every source says that lists announcements with their days."""

    publisher: Text | None = None
    since: Day | None = Field(None, description="Give the day of the first announcement wanted (YYYY-MM-DD).")
    overlap_days: Annotated[int, Field(ge=0, le=366, description="Give a number of days, 0 to 366.")] = 7
    limits: FetchLimits = Field(FetchLimits(), description="Give documents, pages, megabytes, seconds, pause_seconds.")


class WebSource(_Listed):
    """What every source on the web says."""

    hosts: tuple[Host, ...] = Field(
        min_length=1, description="List the hosts that may be fetched from, redirects included."
    )
    allow_loopback: bool = False
    article: Text | None = Field(None, description="Give the CSS selector of the announcement on its page.")


class FeedSource(WebSource):
    kind: Literal["feed"]
    url: HttpUrl = Field(description="Give the feed's address.")


class BoardSource(WebSource):
    kind: Literal["board"]
    url: Annotated[
        str, Field(pattern=r"^https?://\S+\{page\}\S*$", description="Give the list's address, with {page} in it.")
    ]
    first_page: Annotated[int, Field(ge=0)] = 1
    rows: Text = Field(description="Give the CSS selector of each release in the list.")
    link: Text = Field(description="Give the selector, within a row, of what leads to the release.")
    date: Text = Field(description="Give the selector, within a row, of the day of publication.")
    link_pattern: Text | None = None
    link_address: Text | None = None
    attachments: Text | None = Field(None, description="Give the selector of links to attachments on a release's page.")

    @model_validator(mode="after")
    def _link_whole(self) -> BoardSource:
        if (self.link_pattern is None) != (self.link_address is None):
            raise ValueError("link_pattern and link_address go together")
        return self


class ApiSource(WebSource):
    kind: Literal["api"]
    url: HttpUrl = Field(description="Give the interface's address.")
    shape: Literal["naver_news"] = Field(description="Give a shape that is known: naver_news.")
    queries: tuple[Text, ...] = Field(min_length=1, description="List the words to search for.")
    keys: dict[Header, Variable] = Field({}, description="Give for each header the environment variable that holds it.")
    quota: Number = Field(50, description="Give the requests of one night.")
    follow: bool = Field(False, description="Say true to fetch the page that a result names.")


class RegisterColumns(Strict):
    text: tuple[Text, ...] = Field(min_length=1, description="List the columns that say what was agreed.")
    published: Text = Field(description="Name the column of the day of publication.")
    url: Text = Field(description="Name the column of the address where a person finds it.")
    publisher: Text | None = None


class CsvSource(_Listed):
    kind: Literal["csv"]
    path: Text = Field(description="Give a CSV file, relative to the folder that holds configs/ (or absolute).")
    columns: RegisterColumns = Field(description="Give text, published and url.")


HOW_IT_IS_FETCHED = {
    *(
        "path",
        "publisher",
        "since",
        "overlap_days",
        "limits",
        "hosts",
        "allow_loopback",
        "article",
        "url",
        "first_page",
    ),
    *("rows", "link", "date", "link_pattern", "link_address", "attachments", "shape", "queries", "keys", "quota"),
    *("follow", "columns", "expects"),
}
"""Keys that decide what is fetched, and act on what is published through captures alone."""
