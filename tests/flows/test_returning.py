"""What was withdrawn does not come back by itself, whatever else arrives."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from flows.command import OK, USAGE, main
from flows.places import Places
from flows.published import database_of, published_version
from tests.flows.nights import FIRST_NIGHT, ROOT, plain_night
from warehouse.query import run_sql

# Nights of their own: seconds each.
pytestmark = pytest.mark.system

RELEASE = (
    "광주광역시는 {day}일 ㈜{name}와 '광주형 인공지능 비즈니스' {n}번째 업무협약을 체결했다. "
    "이번 협약을 포함해 지금까지 협약을 맺은 곳은 {n}곳이다.{more}\n"
)
OFFICES = " 광주에 사무실을 연 곳은 모두 61개사다. 근무 인원은 {}명이다."


class Nights:
    """A folder of announcements, and one night after the other."""

    def __init__(self, folder: Path) -> None:
        self.data, self.configs, self.now = folder / "data", folder / "configs", FIRST_NIGHT
        shutil.copytree(ROOT / "configs", self.configs)
        for programme in ("gwangju-ai", "saebit-robot"):
            (folder / "samples" / programme / "docs").mkdir(parents=True)
            (folder / "samples" / programme / "documents.jsonl").touch()
        self.samples = folder / "samples" / "gwangju-ai"

    def arrives(self, name: str, day: str, text: str) -> None:
        (self.samples / "docs" / f"{name}.txt").write_text(text, "utf-8")
        line = {"id": name, "url": f"https://example.org/{name}", "publisher": name, "published_date": day}
        with (self.samples / "documents.jsonl").open("a", encoding="utf-8") as listed:
            listed.write(json.dumps({**line, "language": "ko"}) + "\n")

    def passes(self):
        self.now += timedelta(days=1)
        return plain_night(self.data, self.configs, self.now)

    def mou(self, *arguments: str) -> int:
        return main([*arguments, "--data", str(self.data), "--configs", str(self.configs)])

    def employees(self, version: str) -> list[int]:
        query = "select actual_value from kpi.goal_progress where measure_code = 'employees' order by as_of_date"
        return [value for (value,) in run_sql(database_of(Places(self.data), version), query).rows]

    def causes(self, version: str) -> list[tuple[str, int]]:
        """Why a version changed cells, and how many keys tell it."""
        query = f"""
            select cause_code, count(distinct coalesce(cause_key, 'none')) from kpi.restatement
            where version = '{version}' group by all order by all
        """
        return list(run_sql(database_of(Places(self.data), version), query).rows)


@pytest.fixture
def withdrawn(tmp_path):
    """Three nights: a sound one, one with a hoax, and one after it was withdrawn, with something else that is new."""
    nights = Nights(tmp_path)
    nights.arrives("city", "2021-07-20", RELEASE.format(day=20, name="다솜테크", n=100, more=OFFICES.format(242)))
    sound = nights.passes().decision.version
    nights.arrives("hoax", "2021-09-01", RELEASE.format(day=1, name="가온로보틱스", n=101, more=OFFICES.format(999)))
    hoax = nights.passes().decision.version
    assert nights.employees(hoax) == [242, 999]
    assert nights.mou("rollback", sound, "--reason", "999 is a hoax.") == OK
    nights.arrives("wire", "2021-10-01", RELEASE.format(day=1, name="누리비전", n=102, more=""))
    return nights, sound, hoax


def test_a_withdrawn_number_is_held_back_when_something_else_is_new(withdrawn, capsys):
    nights, sound, hoax = withdrawn
    report = nights.passes()
    assert (report.outcome, report.decision.version) == ("blocked", sound)
    assert f"would be told again as in {hoax}, which was withdrawn (999 is a hoax.)" in report.decision.reason
    # somebody says that it may be believed now
    assert nights.mou("rollback", "--reason", "Which?") == USAGE
    assert nights.mou("rollback", "--trust-next", "--reason", "The source mended it.") == OK
    assert "will be published (The source mended it.)" in capsys.readouterr().out
    assert nights.passes().outcome == "published"


def test_a_declared_correction_ends_it(withdrawn):
    nights, _, _ = withdrawn
    (nights.configs / "corrections.yml").write_text(
        "corrections:\n"
        "  - {programme: gwangju-ai, url: 'https://example.org/hoax', field: employees, was: 999,\n"
        "     reason: A hoax., decided: {on: 2026-11-24, status: confirmed}}\n"
        "explanations: []\n",
        "utf-8",
    )
    report = nights.passes()
    assert report.outcome == "published"
    assert nights.employees(report.decision.version) == [242]


def test_what_a_page_does_not_say_any_more_is_not_counted_any_more(tmp_path):
    nights = Nights(tmp_path)
    release = {"day": 20, "name": "다솜테크", "n": 100}
    nights.arrives("city", "2021-07-20", RELEASE.format(**release, more=OFFICES.format(810)))
    assert nights.employees(nights.passes().decision.version) == [810]
    nights.arrives("city", "2021-07-20", RELEASE.format(**release, more=""))
    corrected = nights.passes().decision.version
    assert nights.employees(corrected) == []
    assert nights.causes(corrected) == [("source_corrected", 1)]
    assert nights.mou("verify") == OK
    # it says so again
    nights.arrives("city", "2021-07-20", RELEASE.format(**release, more=OFFICES.format(810)))
    again = nights.passes().decision.version
    assert nights.employees(again) == [810]
    assert nights.causes(again) == [("source_corrected", 1)]


@pytest.mark.parametrize("is_by_hand", [False, True])
def test_what_a_page_had_taken_back_does_not_come_back_when_its_correction_is_taken_down(tmp_path, capsys, is_by_hand):
    nights = Nights(tmp_path)
    wire = RELEASE.format(day=20, name="누리비전", n=99, more=OFFICES.format(242))
    nights.arrives("wire", "2021-07-01", wire)
    release = {"day": 20, "name": "다솜테크", "n": 100}
    nights.arrives("city", "2021-07-20", RELEASE.format(**release, more=OFFICES.format(810)))
    nights.passes()
    nights.arrives("city", "2021-07-20", RELEASE.format(**release, more=OFFICES.format(180)))
    corrected = nights.passes().decision.version
    query = "select document_id, newer_document_id from star.dim_document where newer_document_id is not null"
    ((_, doomed),) = run_sql(database_of(Places(nights.data), corrected), query).rows
    assert nights.employees(corrected) == [242, 180]
    capsys.readouterr()
    assert nights.mou("forget", doomed, "--reason", "Asked to.") == OK
    assert "What its page said before stays withdrawn (captures: 1)" in capsys.readouterr().out
    taken_down = published_version(Places(nights.data))
    assert nights.employees(taken_down) == [242]
    assert nights.causes(taken_down) == [("document_taken_down", 1)]
    # until the page says so again, or somebody who knows better
    said = RELEASE.format(**release, more=OFFICES.format(810))
    if is_by_hand:
        file = tmp_path / "first.txt"
        file.write_text(said, "utf-8")
        at = ("--url", "https://example.org/city", "--published", "2021-07-20")
        assert nights.mou("add", str(file), *at) == OK
    else:
        nights.arrives("city", "2021-07-20", said)
    again = nights.passes().decision.version
    assert nights.employees(again) == [242, 810]
    assert nights.causes(again) == [("source_corrected", 1)]
