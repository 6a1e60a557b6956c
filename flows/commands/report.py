"""``mou report``: the page of a version."""

from __future__ import annotations

import argparse
import json
import webbrowser
from pathlib import Path

from flows.looking import places_of
from flows.published import database_of, named_version
from flows.showing import PAGE, write_shown


def main(options: argparse.Namespace) -> int:
    places = places_of(options)
    version = named_version(places, options.version)
    database = database_of(places, version)
    page = database.parent / PAGE
    if not page.exists():
        # A version never changes: one that was published without a page gets it beside.
        page = write_shown(database, version, PAGE, places.cache / "report" / version)
    is_open = options.open and _opened(page)
    if options.json:
        print(json.dumps({"version": version, "page": str(page), "is_open": is_open}))
        return 0
    print(page)
    if options.open and not is_open:
        print("There is no browser on this machine. The page is one file: open it on another.")
    return 0


def _opened(page: Path) -> bool:
    return webbrowser.open(page.as_uri())
