"""A city's site collected from configuration alone, by ``mou run`` as a person starts it: two nights, then a change."""

import json
import os
import resource
import shutil
import subprocess
import sys
from itertools import pairwise

import pytest

from tests.announcements.made_documents import as_html
from tests.flows.nights import ROOT
from tests.site import Site, city, entries, lines_of, register

pytestmark = pytest.mark.system
PAUSE_S = 0.02


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    """The site, and what each of three nights printed (JSON); before the third, one page changed and one went."""
    project = tmp_path_factory.mktemp("city")
    shutil.copytree(ROOT / "configs", project / "configs")
    with (project / "configs" / "settings.yml").open("a") as settings:
        settings.write("fetching: {contact: data-team@city.example}\n")
    (project / "register.csv").write_bytes(register())
    with city(Site()) as site:
        (project / "configs" / "sources.yml").write_text(entries(site), "utf-8")
        told = [run(project), run(project)]
        site.put("/news/press-100", as_html([*lines_of("press-100"), "정정: 담당 부서가 바뀌었다."]))
        site.put("/news/009", b"", status=404)
        marks = len(site.log)
        told.append(run(project))
        yield site, told, project, marks


def run(project, *options) -> dict:
    keys = {"MOU_TEST_ID": "id", "MOU_TEST_SECRET": "a-secret-key"}
    command = [sys.executable, "-m", "flows.command", "run", "--plain", "--json", *options]
    ended = subprocess.run(
        command, cwd=project, env={**os.environ, **keys}, capture_output=True, text=True, timeout=300
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def outcomes(told) -> dict[str, tuple[int, ...]]:
    names = ("offered_count", "new_count", "known_count", "refused_count")
    return {row["source_code"]: tuple(row[name] for name in names) for row in told["sources"]}


def test_the_first_night_takes_everything_sound_and_refuses_the_rest_with_its_reason(nights):
    _, (first, *_), project, _ = nights
    assert outcomes(first) == {
        "city-feed": (7, 3, 0, 4),
        "city-board": (16, 16, 0, 0),
        "city-search": (3, 3, 0, 0),
        "city-register": (3, 2, 0, 1),
    }
    assert all(row["failure"] is None for row in first["sources"])
    assert first["outcome"] == "published"
    rows = [json.loads(line) for f in (project / "data/ops/refusal").iterdir() for line in f.read_text().splitlines()]
    reasons = {row["name"].rsplit("/", 1)[-1]: row["reason"] for row in rows}
    assert "none of the source's hosts" in reasons["away"]
    assert "did not end within" in reasons["endless"]
    assert "more than 2 MB" in reasons["bomb"]
    assert "robots.txt" in reasons["page"]


def test_every_source_adds_up_every_night(nights):
    _, _, project, _ = nights
    files = sorted((project / "data/ops/source_night").iterdir())
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert len(files) == 3 and len(rows) == 12
    for row in rows:
        assert row["fetched_count"] == row["extracted_count"] + row["ignored_count"] + row["unread_count"]
    assert [sum(row["fetched_count"] for row in rows[at : at + 4]) for at in (0, 4, 8)] == [24, 0, 2]


def test_attachments_of_every_format_are_read(nights):
    _, _, project, _ = nights
    query = (
        "select regexp_extract(url, '[a-z]+$') as ending, outcome from star.dim_document "
        "where url like '%/files/%' order by 1"
    )
    command = [sys.executable, "-m", "flows.command", "sql", query, "--format", "csv"]
    told = subprocess.run(command, cwd=project, capture_output=True, text=True, check=True).stdout.split()
    assert [line.split(",")[0] for line in told[1:]] == ["docx", "hwp", "hwpx", "pdf"]
    assert all(line.endswith(("extracted", "ignored")) for line in told[1:])
    assert sum(line.endswith("extracted") for line in told[1:]) >= 1


def test_the_second_night_fetches_nothing_again(nights):
    site, (_, second, _), _, marks = nights
    assert {code: new for code, (_, new, _, _) in outcomes(second).items()} == dict.fromkeys(outcomes(second), 0)
    assert second["outcome"] == "nothing_new"
    start = next(n for n, one in enumerate(site.log) if one.is_conditional)
    again = [one for one in site.log[start - 1 : marks] if one.path != "/robots.txt"]
    assert {one.status for one in again} == {304} and len(again) >= 16


def test_a_change_and_a_loss_are_two_new_captures(nights):
    _, (*_, third), project, _ = nights
    assert outcomes(third)["city-feed"][1] == 2
    lines = [line for f in sorted((project / "data/raw/captures").iterdir()) for line in f.read_text().splitlines()]
    last = [json.loads(line) for line in lines][-2:]
    assert {row["url"].rsplit("/", 1)[1]: row["status"][:5] for row in last} == {"press-100": "ok", "009": "gone:"}


def test_the_servers_log_proves_the_manners(nights):
    site, *_ = nights
    assert {one.agent for one in site.log} == {"mou/0.1.0 (+data-team@city.example)"}
    assert site.asked("/private/page") == []
    # Once a night and source that goes to pages.
    assert len(site.asked("/robots.txt")) == 6
    assert len(site.asked("/bomb")) == len(site.asked("/endless")) == len(site.asked("/away")) == 1
    pauses = [b.at - a.at for a, b in pairwise(site.log)]
    # The log's clock is the server's: where it saw one late, the next seems to follow at once.
    assert sum(pause < PAUSE_S / 2 for pause in pauses) <= len(pauses) / 10


def test_keys_are_nowhere_in_what_is_kept(nights):
    _, told, project, _ = nights
    assert "a-secret-key" not in json.dumps(told)
    for file in (project / "data").rglob("*.json*"):
        assert "a-secret-key" not in file.read_text("utf-8"), file


def test_memory_stays_under_a_gigabyte(nights):
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 < 1_000_000_000


def test_a_backfill_goes_back_for_one_source_only(nights):
    site, _, project, _ = nights
    before = len(site.log)
    told = run(project, "--source", "city-board", "--since", "2019-01-01")
    assert list(outcomes(told)) == ["city-board"]
    assert {one.path.split("?")[0] for one in site.log[before:]} >= {"/board", "/view/0", "/view/11"}
