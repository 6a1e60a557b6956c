"""What tests of several folders look at: one night on the bundled announcements."""

import duckdb
import pytest

from tests.flows.nights import plain_night
from tests.shared import once


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
