"""Modules that great-expectations imports and nothing uses wait until something in them is asked for."""

import sys

import pytest

import expectations.judge  # noqa: F401
from expectations.deferred import Deferred, defer


def test_judging_loads_neither_charts_nor_statistics():
    from tests.expectations.test_judge import KEPT, kept, one

    assert one(KEPT, kept(("a", 3, 3))).status == "passed"
    assert isinstance(sys.modules["altair"], Deferred)
    assert isinstance(sys.modules["scipy.stats"], Deferred)


@pytest.mark.parametrize(("name", "what"), [("colorsys", "rgb_to_hsv"), ("xml.sax.saxutils", "escape")])
def test_a_deferred_module_is_the_real_one_once_it_is_asked(monkeypatch, name, what):
    monkeypatch.delitem(sys.modules, name, raising=False)
    defer(name)
    stands_in = sys.modules[name]
    assert isinstance(stands_in, Deferred)
    assert callable(getattr(stands_in, what))
    assert sys.modules[name] is not stands_in
    assert getattr(sys.modules[name], what) is getattr(stands_in, what)


def test_a_module_that_is_there_already_stays_as_it_is():
    before = sys.modules["json"]
    defer("json")
    assert sys.modules["json"] is before
