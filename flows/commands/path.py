"""``mou path``: where the published tables are."""

from __future__ import annotations

import argparse
import json

from flows.looking import published_database


def main(options: argparse.Namespace) -> int:
    database = published_database(options)
    path = database if options.database else database.parent
    print(json.dumps({"path": str(path)}) if options.json else path)
    return 0
