"""What tests of several folders look at: one night on the bundled announcements."""

import gc

import duckdb
import pytest

from tests.flows.nights import plain_night
from tests.shared import once

# What tests import is never garbage, and Python's collector looks through it again and again.
gc.set_threshold(50_000)


def pytest_collection_finish():
    gc.freeze()


@pytest.fixture(scope="session")
def published_samples(tmp_path_factory):
    """The data folder after one night on samples/ (nobody may change it), and the night's report."""

    def one_night(folder):
        return folder / "data", plain_night(folder / "data")

    return once(tmp_path_factory, "samples", one_night)


@pytest.fixture(scope="session", autouse=True)
def one_thread():
    """Few rows, and two test processes on the cores: more threads would only wait for each other."""
    connect = duckdb.connect

    def in_one_thread(*args, config=None, **options):
        return connect(*args, config={"threads": 1} | (config or {}), **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "connect", in_one_thread)
        yield
