"""A wrong setting stops the run before the first request, in a line that names file, key and mend."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from flows.configuration import Sources
from flows.places import MissingPlace, find_configs, find_data
from flows.settings import load_settings
from flows.yaml_file import ConfigurationError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def configs(tmp_path):
    return Path(shutil.copytree(ROOT / "configs", tmp_path / "configs"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}: the test would change nothing"
    path.write_text(text.replace(old, new, 1), "utf-8")


def fault(configs: Path) -> str:
    with pytest.raises(ConfigurationError) as caught:
        load_settings(str(configs))
    return str(caught.value)


def test_the_committed_configuration_is_read_whole():
    settings = load_settings(str(ROOT / "configs"))
    goals = {goal.code: goal.target.value for goal in settings.programmes["gwangju-ai"].goals}
    assert goals == {"companies_attracted": 310, "jobs": 1000}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "programmes/gwangju-ai.yml",
            "target: {value: 1000, by: 2024-12-31}",
            "target: {value: 1000}",
            ["gwangju-ai.yml", "goals[jobs].target.by is missing", "day it falls due (YYYY-MM-DD)"],
        ),
        (
            "programmes/gwangju-ai.yml",
            "target: {value: 310",
            "target: {valeu: 310",
            ["goals[companies_attracted].target.valeu is not a key known here"],
        ),
        (
            "programmes/gwangju-ai.yml",
            "by: 2024-12-31",
            "by: sometime",
            ["goals[companies_attracted].target.by", "sometime", "YYYY-MM-DD"],
        ),
        (
            "programmes/gwangju-ai.yml",
            "contained_in: offices_opened",
            "contained_in: ofices",
            ["unknown measure ['ofices']", "offices_opened"],
        ),
        (
            "programmes/gwangju-ai.yml",
            "{code: companies, is_primary: true}",
            "{code: companies, is_primary: false}",
            ["exactly one of its measures must have is_primary: true"],
        ),
        (
            "programmes/gwangju-ai.yml",
            "names: [육성지원]",
            "names: [육성지원, 보안]",
            ["보안", "belongs to"],
        ),
        ("programmes/gwangju-ai.yml", "code: gwangju-ai", "code: gwangju", ["It must be the file's name"]),
        ("sources.yml", "programme: gwangju-ai", "programme: busan-ai", ["busan-ai", "known are ['gwangju-ai'"]),
        ("sources.yml", "kind: folder", "kind: fodler", ["sources[gwangju-ai-samples]", "fodler"]),
        ("settings.yml", "document_megabytes: 20", "document_megabytes: 0", ["limits.document_megabytes", "1 to 1000"]),
        ("settings.yml", "limits:", "limits:\n  document_megabytes: 5", ["stands twice"]),
        ("settings.yml", "limits:", "limits: [", ["settings.yml: line", "Mend the YAML there"]),
    ],
)
def test_a_wrong_setting_names_file_key_and_mend(configs, file, old, new, told):
    edit(configs / file, old, new)
    message = fault(configs)
    for part in (Path(file).name, *told):
        assert part in message


def correct(configs: Path, was: str, now: str | None = None) -> None:
    (configs / "corrections.yml").write_text(
        "corrections:\n"
        "  - programme: gwangju-ai\n"
        "    url: https://example.kr/1\n"
        "    field: party\n"
        f"    was: {was}\n"
        f"    now: {now or was}\n"
        "    reason: It is another.\n"
        "    decided: {on: 2026-11-22, status: confirmed}\n",
        "utf-8",
    )


def test_on_and_no_are_words_and_not_booleans(configs):
    # YAML 1.1 reads a key `on` as true; people write it, as in `decided: {on: 2026-11-22}`.
    correct(configs, "no", now="노")
    (correction,) = load_settings(str(configs)).corrections.corrections
    assert (correction.was, correction.decided.day.isoformat()) == ("no", "2026-11-22")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("61", "61"), ('"61"', "61"), ("2020-11-06", "2020-11-06"), ("노던칩스", "노던칩스"), ("1,000", "1,000")],
)
def test_a_correction_is_written_as_it_is_shown(configs, written, meant):
    correct(configs, written)
    (correction,) = load_settings(str(configs)).corrections.corrections
    assert correction.was == correction.now == meant


@pytest.mark.parametrize("written", ["6.5", "[61]", "{a: 1}", "2020-11-06 10:00:00"])
def test_a_correction_that_is_no_number_day_or_text_is_refused(configs, written):
    correct(configs, written)
    assert "mou extract --statements" in fault(configs)


def test_a_missing_file_and_a_missing_folder_say_what_to_do(configs, tmp_path):
    (configs / "settings.yml").unlink()
    assert "no such file" in fault(configs)
    with pytest.raises(MissingPlace, match="--configs or MOU_CONFIGS"):
        find_configs(str(tmp_path / "nowhere"))


def test_a_file_in_another_encoding_is_named(configs):
    (configs / "regions.yml").write_bytes("regions: []  # 지역".encode("cp949"))
    assert "Save it as UTF-8" in fault(configs)


def test_places_come_from_the_option_then_the_environment_then_here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert find_data("given", {"MOU_DATA": "env"}) == tmp_path / "given"
    assert find_data(None, {"MOU_DATA": "env"}) == tmp_path / "env"
    assert find_data(None, {}) == tmp_path / "data"


def test_every_example_entry_in_the_docs_is_one_that_can_be_used():
    page = (ROOT / "docs" / "sources.md").read_text("utf-8")
    examples = [yaml.safe_load(block)[0] for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    assert [example["kind"] for example in examples] == ["folder", "feed", "board", "api", "csv"]
    board = Sources.model_validate({"sources": examples}).sources[2]
    assert re.search(board.link_pattern, "view('77')")[1] == "77"


def test_a_source_on_the_web_needs_its_hosts_and_a_contact(configs):
    entry = "code: a, kind: feed, programme: gwangju-ai, name: N, owner: o, licence: l, url: 'https://x.example/f'"
    (configs / "sources.yml").write_text(f"sources: [{{{entry}}}]\n")
    assert "sources[a].hosts is missing. List the hosts" in fault(configs)
    (configs / "sources.yml").write_text(f"sources: [{{{entry}, hosts: [x.example]}}]\n")
    assert "fetching.contact is missing" in fault(configs)
    with (configs / "settings.yml").open("a") as settings:
        settings.write("fetching: {contact: us@city.example}\n")
    assert load_settings(str(configs)).sources[0].code == "a"
