"""``mou dictionary``: every published table and column, as the models' headers describe them."""

from __future__ import annotations

import argparse

from flows.command import BadUsage


def main(options: argparse.Namespace) -> int:
    from warehouse.dictionary import render, render_table, table_names

    if options.table is None:
        print(render())
        return 0
    if options.table not in table_names():
        raise BadUsage(f"no table {options.table!r}; there are {', '.join(table_names())}.")
    print(render_table(options.table))
    return 0
