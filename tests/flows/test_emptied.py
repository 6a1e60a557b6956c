"""Sectors, sites and organisations declared in configs/ help the tables, never the reading."""

import shutil
from pathlib import Path

import yaml

from flows.settings import load_settings
from tests.corpus.evaluate import load_floors, shortfalls
from tests.corpus.predict import ROOT, labelled_documents, tally


def test_the_reader_reaches_its_floors_with_sectors_sites_and_organisations_emptied(tmp_path):
    configs = Path(shutil.copytree(ROOT / "configs", tmp_path / "configs"))
    for path in (configs / "programmes").glob("*.yml"):
        programme = yaml.safe_load(path.read_text("utf-8"))
        assert programme["sectors"] and programme["sites"]
        path.write_text(yaml.safe_dump(programme | {"sectors": [], "sites": [], "publishers": []}), "utf-8")
    (configs / "organisations.yml").write_text("organisations: []\n", "utf-8")
    settings = load_settings(str(configs))
    counted = tally(labelled_documents(), settings.programmes["gwangju-ai"].reading)
    assert not shortfalls(counted, load_floors()), counted.errors
