"""The review list: what waits has the line that answers it; answered items go away, stale answers complain."""

import shutil
from pathlib import Path

import pytest
import yaml

from flows.published import database_of
from flows.review import STALE, _spells, waiting
from flows.settings import load_settings
from tests.flows.nights import ROOT, SECOND_NIGHT, plain_night


@pytest.fixture
def configs(tmp_path):
    folder = Path(shutil.copytree(ROOT / "configs", tmp_path / "project" / "configs"))
    (tmp_path / "project" / "samples").symlink_to(ROOT / "samples")
    return folder


def items(configs: Path, data: Path, version: str):
    settings = load_settings(str(configs), str(data))
    return waiting(settings, database_of(settings.places, version))


@pytest.mark.system
def test_a_contradiction_waits_until_its_line_is_pasted_and_complains_when_it_no_longer_applies(
    published_samples, data, configs
):
    report = published_samples[1]
    before = items(configs, data, report.decision.version)
    (contradiction,) = [i for i in before if i.check == "parts_add_up" and i.programme == "gwangju-ai"]
    assert "53" in contradiction.what

    line = contradiction.line.replace(
        "code: …            # unnamed, definition, timing, duplicate or error", "code: error"
    )
    line = line.replace("reason: …", "reason: The report itself lists 53.").replace("on: …", "on: 2026-11-22")
    stale = line.replace("stated=50", "stated=51")
    (configs / "corrections.yml").write_text(f"corrections: []\nexplanations:\n{line}\n{stale}\n", "utf-8")
    again = plain_night(data, configs, now=SECOND_NIGHT)
    assert again.outcome == "published"
    after = items(configs, data, again.decision.version)
    assert [i.row_key for i in after if i.check == "parts_add_up" and i.programme == "gwangju-ai"] == []
    assert not any(v.check_name == "parts_add_up" and "stated=50" in str(v.rows) for v in again.warnings)
    assert [i.row_key for i in after if i.check == STALE and "stated=51" in i.row_key] != []


def test_every_line_to_paste_is_yaml_of_the_file_it_names(published_samples, configs):
    data, report = published_samples
    found = items(configs, data, report.decision.version)
    assert found != []
    for item in found:
        if "explanations" in item.file:
            (answer,) = yaml.safe_load(item.line)
            assert (answer["check"], answer["programme"], answer["row"]) == (item.check, item.programme, item.row_key)


def test_a_declared_spelling_complains_only_when_no_announcement_has_it(published_samples, configs):
    data, report = published_samples
    stale = {item.row_key for item in items(configs, data, report.decision.version) if item.check == STALE}
    # It stands in what a party undertakes, not in a list of parties.
    assert "크라우드웍스|클라우드웍스" not in stale
    # It stands in an announcement that is ignored today: removed, the name would be two organisations once it is not.
    assert "한국지능정보사회진흥원|NIA" not in stale
    # The samples leave that report out.
    assert "인포웍스|인터웍스" in stale


@pytest.mark.parametrize(
    ("text", "is_spelled"),
    [
        ("한국정보화진흥원(NIA)과 손잡고", True),
        ("NIA와", True),
        ("CALIFORNIA", False),
        ("NIA2", False),
        ("진흥원", False),
    ],
)
def test_an_abbreviation_inside_another_word_is_not_that_spelling(text, is_spelled):
    assert _spells(text, "NIA") == is_spelled
