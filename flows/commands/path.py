"""``mou path``: where the published tables are."""

from __future__ import annotations

import argparse
import json

from flows.published import places_of, published_folder


def main(options: argparse.Namespace) -> int:
    folder = published_folder(places_of(options))
    path = folder / "published.duckdb" if options.database else folder
    print(json.dumps({"path": str(path)}) if options.json else path)
    return 0
