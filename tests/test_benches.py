"""Benchmarks are run by hand; that they can still be started, and compare the same job, is seen here."""

import re
from importlib import import_module

import pytest

from flows.partitions import COLUMNS
from tests.bench_reading import capture
from tests.flows.nights import ROOT
from tests.peer.project import write_project


@pytest.mark.parametrize("name", sorted(path.stem for path in (ROOT / "tests").glob("bench*.py")))
def test_a_benchmark_can_be_started(name):
    assert import_module(f"tests.{name}").__doc__


def test_every_table_that_the_peer_s_models_read_is_made_by_one_of_them(tmp_path):
    kpi_tables = write_project(tmp_path / "project", tmp_path / "exports", {"coverage"})
    made = {path.stem: path.read_text("utf-8") for path in (tmp_path / "project" / "models").rglob("*.sql")}
    read = {name for sql in made.values() for name in re.findall(r"ref\('(\w+)'\)", sql)}
    assert read - set(made) == set()
    assert {table.replace(".", "_") for table in kpi_tables} <= set(made)


def test_the_captures_that_are_read_for_time_have_all_that_reading_asks():
    assert set(capture("0" * 64, 1)) == set(COLUMNS)
