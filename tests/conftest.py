"""What tests of several folders look at: one night on the bundled announcements."""

import pytest

from tests.flows.nights import plain_night
from tests.shared import once


@pytest.fixture(scope="session")
def published_samples(tmp_path_factory):
    """The data folder after one night on samples/ (nobody may change it), and the night's report."""

    def one_night(folder):
        return folder / "data", plain_night(folder / "data")

    return once(tmp_path_factory, "samples", one_night)
