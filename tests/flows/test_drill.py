"""The drill: each kind of fault is told, and its end too; a fault that nobody hears of fails it."""

import dataclasses
import json

import pytest

from flows.command import main
from flows.drill.announcements import ONE_MORE
from flows.drill.faults import FAULTS, Fault, announced, built_again
from flows.drill.trial import drill
from flows.settings import load_settings
from tests.flows.nights import ROOT

pytestmark = [pytest.mark.system, pytest.mark.timeout(900)]
CONFIGS = ["--configs", str(ROOT / "configs")]


def test_every_fault_of_the_drill_is_told_and_its_end_too(capsys, tmp_path):
    assert main(["drill", "--json", *CONFIGS, "--data", str(tmp_path / "data")]) == 0
    trials = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(trials) == len(FAULTS) == 10
    assert {one["check"] for one in trials if one["outcome"] == "blocked"} >= {"facts_kept", "keys_unique"}
    assert not (tmp_path / "data").exists()


def test_a_fault_of_which_nobody_hears_fails_the_drill():
    settings = load_settings(str(ROOT / "configs"))
    quiet = Fault("nothing at all", "parts_add_up", "published", announced(ONE_MORE), built_again)
    (trial,) = drill(settings, [quiet])
    assert (trial.alert, trial.over, trial.is_good) == (None, None, False)
    assert not dataclasses.replace(trial, alert="x", over="x", outcome="blocked").is_good
