"""Wrong numbers planted in copies of the announcements are flagged by the checks."""

import pytest

from tests.seeded_errors import AIM_PCT, measure


@pytest.mark.system
@pytest.mark.timeout(900)
def test_nine_in_ten_wrong_numbers_of_an_identity_are_flagged():
    told = measure(range(3), say=lambda line: None)
    read = told["any"].changed - told["any"].unread
    assert read >= 30
    assert 100 * told["any"].flagged >= AIM_PCT * read
    assert all(tally.changed for name, tally in told.items() if name != "none")
