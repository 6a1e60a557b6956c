"""The part of ``settings.yml`` that says which engines carry a night: who reads, and where state lives."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from flows.schema import Strict


class Reading(Strict):
    """Who reads the captures that wait."""

    processes: Annotated[int, Field(ge=0, le=1024, description="Give a number of processes; 0 for one a core.")] = 0
    processes_from: Annotated[int, Field(ge=1, description="Give a number of captures, 1 or more.")] = 5000
    dask: Annotated[
        str | None, Field(pattern=r"^[a-z]+://[^\s/]+$", description="Give an address such as tcp://host:8786.")
    ] = None


def _no_password(catalog: str) -> str:
    if "password" in catalog:
        raise ValueError("holds a password, which everybody who sees the file would read. Give it as PGPASSWORD")
    return catalog


class LakePlace(Strict):
    """A DuckLake; the password of its catalog and the keys of its store come from the environment."""

    catalog: Annotated[
        str,
        AfterValidator(_no_password),
        Field(pattern=r"^\S+=.*$", description="Say how to reach PostgreSQL: host=… dbname=… user=…."),
    ]
    data: Annotated[
        str, Field(pattern=r"^(s3://|/)\S+$", description="Give s3://bucket/folder, or a folder that all machines see.")
    ]


class Storage(Strict):
    """Where state lives that does not lie in the data folder."""

    raw: Annotated[
        str | None, Field(pattern=r"^[a-z0-9]+://\S+$", description="Give an address such as s3://bucket/raw.")
    ] = None
    lake: Annotated[LakePlace | None, Field(description="Give catalog and data, or leave it out.")] = None
