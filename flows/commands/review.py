"""``mou review``: what waits for a person, and how to answer it."""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Iterator

from flows.looking import published_database
from flows.review import Item, counts, waiting
from flows.settings import load_settings
from flows.terminal import visible


def main(options: argparse.Namespace) -> int:
    items = waiting(load_settings(options.configs, options.data), published_database(options))
    chosen = [item for item in items if options.check in (None, item.check)]
    if options.json:
        for item in chosen:
            print(json.dumps(dataclasses.asdict(item), ensure_ascii=False))
        return 0
    for number, item in enumerate(chosen, start=1):
        print("\n".join(_lines(number, item)))
    told = ", ".join(f"{count} {check}" for check, count in counts(chosen).items())
    print(f"{len(chosen)} wait for a person: {told}." if chosen else "Nothing waits.")
    return 0


def _lines(number: int, item: Item) -> Iterator[str]:
    yield f"{number}. {item.check} {item.programme}: {visible(item.what)}"
    if item.sentence:
        yield f"   “{visible(item.sentence)}”"
    if item.source:
        yield f"   {visible(item.source)}"
    yield f"   answer in {item.file}:"
    yield from (f"   {line}" for line in item.line.splitlines())
    yield ""
