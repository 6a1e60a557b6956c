"""Invented announcements by other hands are read as well as the labelled ones."""

from __future__ import annotations

import yaml

from tests.corpus.evaluate import shortfalls
from tests.corpus.predict import INVENTED, invented_documents, load_programme, tally


def test_every_field_of_the_invented_announcements_reaches_its_floor() -> None:
    documents = invented_documents()
    assert len(documents) == 123
    floors = dict(yaml.safe_load((INVENTED / "floors.yml").read_text("utf-8")))
    counted = tally(documents, load_programme())
    assert not shortfalls(counted, floors), counted.errors
