"""Analysts and the nightly run never wait for each other: each holds files that nobody else writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.flows.nights import SECOND_NIGHT, plain_night
from tests.flows.test_night import add_one_announcement

# Opens the published file read-only, and answers each line on its standard input with a count of documents.
ANALYST = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(connection.execute("select count(*) from star.dim_document").fetchone()[0], flush=True)
"""


class Analyst:
    def __init__(self, data: Path) -> None:
        database = str(data / "published" / "current" / "published.duckdb")
        self.process = subprocess.Popen(
            [sys.executable, "-c", ANALYST, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self) -> int:
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def leave(self) -> None:
        self.process.stdin.close()
        self.process.wait(timeout=10)


@pytest.fixture
def two_analysts(data):
    analysts = [Analyst(data), Analyst(data)]
    yield analysts
    for analyst in analysts:
        analyst.leave()


@pytest.mark.system
def test_two_analysts_hold_the_published_file_before_during_and_after_a_run(data, two_analysts):
    before = [analyst.ask() for analyst in two_analysts]
    add_one_announcement(data)
    during = []

    def asking(step, *arguments):
        result = step(*arguments)
        during.append([analyst.ask() for analyst in two_analysts])
        return result

    report = plain_night(data, now=SECOND_NIGHT, call=asking)
    assert report.outcome == "published"
    # They keep the version that they opened; whoever opens the file now sees the new one.
    assert during == [before] * len(during)
    assert [analyst.ask() for analyst in two_analysts] == before
    newcomer = Analyst(data)
    assert newcomer.ask() == before[0] + 1
    newcomer.leave()
