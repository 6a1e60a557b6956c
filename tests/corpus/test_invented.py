"""Invented announcements by other hands are read as well as the labelled ones."""

from __future__ import annotations

import yaml

from tests.corpus.evaluate import shortfalls
from tests.corpus.predict import INVENTED, UNSEEN, invented_documents, load_programme, tally


def test_every_field_of_the_invented_announcements_reaches_its_floor() -> None:
    documents = invented_documents()
    assert len(documents) == 2324
    floors = dict(yaml.safe_load((INVENTED / "floors.yml").read_text("utf-8")))
    counted = tally(documents, load_programme())
    assert not shortfalls(counted, floors), counted.errors


def test_announcements_that_nobody_looked_at_reach_their_floor() -> None:
    floors = dict(yaml.safe_load((UNSEEN / "floors.yml").read_text("utf-8")))
    counted = tally(invented_documents(UNSEEN), load_programme())
    reached = {name: f1 for name, (_, _, f1) in counted.figures().items()} | {"record_exact": counted.record_exact}
    # Which announcements are wrong is not shown, on purpose.
    assert {name for name, floor in floors.items() if reached[name] < floor} == set()
