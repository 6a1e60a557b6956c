"""One night that wrote its page and workbook, for the tests that look at them."""

import pytest

from tests.flows.nights import plain_night
from tests.shared import once


@pytest.fixture(scope="session")
def shown(tmp_path_factory):
    """The data folder of that night; nobody may change it."""

    def one_night(folder):
        assert plain_night(folder / "data", shows=True).outcome == "published"
        return folder / "data"

    return once(tmp_path_factory, "shown", one_night)
