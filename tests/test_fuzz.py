"""Everything that takes input from outside takes it or refuses it with a reason; nothing else ever happens."""

import pytest

from tests.fuzz import TARGETS, fuzz


@pytest.mark.system
@pytest.mark.parametrize("name", TARGETS)
def test_damaged_input_is_taken_or_refused(name):
    assert sum(fuzz(name, 300).values()) >= 100


def test_a_fault_would_be_seen(monkeypatch):
    strategy, _, refusals = TARGETS["text"]
    monkeypatch.setitem(TARGETS, "text", (strategy, lambda data: data.decode("ascii"), refusals))
    with pytest.raises(UnicodeDecodeError):
        fuzz("text", 50)
