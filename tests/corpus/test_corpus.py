"""The labelled announcements score at least their floors, as they are and rewritten with the same meaning."""

from __future__ import annotations

import re

import yaml

from announcements.organisations import name_key
from tests.corpus.changes import TOLERANCE, changed
from tests.corpus.evaluate import load_floors, shortfalls
from tests.corpus.predict import FIELDS, ROOT, labelled_documents, load_programme, tally


def test_every_field_reaches_its_floor() -> None:
    assert not shortfalls(tally(labelled_documents(), load_programme()), load_floors())


def test_the_press_release_and_the_first_article_are_read_exactly() -> None:
    documents = [d for d in labelled_documents() if d.id in ("press-100", "seed")]
    assert documents
    assert not tally(documents, load_programme()).errors


def test_no_field_falls_when_names_numbers_and_separators_change() -> None:
    documents, programme = labelled_documents(), load_programme()
    plain = tally(documents, programme).figures()
    moved = tally([d for seed in (101, 102) for d in changed(documents, seed)], programme)
    figures = moved.figures()
    fallen = {name: figures[name][2] for name in FIELDS if plain[name][2] - figures[name][2] > TOLERANCE}
    assert not fallen, moved.errors[:20]


def test_no_organisation_or_site_is_built_into_the_reader() -> None:
    config = yaml.safe_load((ROOT / "configs" / "programmes" / "gwangju-ai.yml").read_text("utf-8"))
    source = "".join(path.read_text("utf-8") for path in sorted((ROOT / "announcements").rglob("*.py")))
    # Examples of rules, comments and docstrings tell of nothing that the reader knows.
    literals = name_key(" ".join(re.findall(r"^(?!\s*#|\s*positive=|.*\"\"\").*\".*$", source, re.MULTILINE)))
    parties = {party for document in labelled_documents() for party in document.gold.get("parties") or []}
    sites = {name for site in config["sites"] for name in site["names"]}
    known = {name_key(name) for name in parties | sites if len(name) > 3 and not name.isascii()}
    assert {name for name in known if name in literals} == set()
