"""What tests of several folders look at: one night on the bundled announcements."""

import pytest

from tests.flows.nights import plain_night


@pytest.fixture(scope="session")
def published_samples(tmp_path_factory):
    """The data folder after one night on samples/ (nobody may change it), and the night's report."""
    data = tmp_path_factory.mktemp("samples") / "data"
    report = plain_night(data)
    return data, report
