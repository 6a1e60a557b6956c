"""The files that others run: units, container, work pool. What can be checked without a container engine is."""

import re
import shutil
import subprocess
from importlib.metadata import version

import pytest
import yaml

from flows.commands.serve import DUE
from flows.settings import load_settings
from tests.flows.nights import ROOT

DEPLOY = ROOT / "configs" / "deploy"
TIMEZONE = load_settings(str(ROOT / "configs")).night.timezone


def test_the_work_pool_starts_the_same_flow_at_the_same_hour_and_one_at_a_time():
    told = yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))
    (deployment,) = told["deployments"]
    path, name = deployment["entrypoint"].split(":")
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")
    (schedule,) = deployment["schedules"]
    assert (schedule["cron"], schedule["timezone"]) == (f"{DUE.minute} {DUE.hour} * * *", TIMEZONE)
    assert deployment["concurrency_limit"]["limit"] == 1
    assert told["prefect-version"] == version("prefect")


def test_the_timer_rings_at_the_same_hour():
    timer = (DEPLOY / "mou-night.timer").read_text("utf-8")
    assert f"OnCalendar=*-*-* {DUE:%H:%M:%S} {TIMEZONE}" in timer
    assert "Persistent=true" in timer


def test_the_image_copies_what_there_is_and_every_room():
    copied = [
        path
        for line in re.findall(r"^COPY (.*)$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M)
        for path in line.split()[:-1]
    ]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    rooms = re.search(r"^packages = \[(.*)\]", (ROOT / "pyproject.toml").read_text("utf-8"), re.M)[1]
    assert set(re.findall(r'"(\w+)"', rooms)) <= set(copied)


def test_the_services_name_images_volumes_and_each_other():
    told = yaml.safe_load((DEPLOY / "compose.yml").read_text("utf-8"))
    services = told["services"]
    for service in services.values():
        assert set(service.get("depends_on", [])) <= set(services)
        named = {volume.split(":")[0] for volume in service["volumes"]}
        assert {name for name in named if not name.startswith(".")} <= set(told["volumes"])
        assert "privileged" not in service
    assert (DEPLOY / services["prefect"]["build"]["context"]).resolve() == ROOT


@pytest.mark.system
def test_systemd_accepts_the_units(tmp_path):
    mou = tmp_path / "mou"
    mou.write_text("#!/bin/sh\n")
    mou.chmod(0o755)
    for unit in DEPLOY.glob("mou*"):
        text = (
            unit.read_text("utf-8")
            .replace("/srv/mou/.venv/bin/mou", str(mou))
            .replace("file:///srv/mou", "file:///usr")
        )
        (tmp_path / unit.name).write_text(text.replace("User=mou", "User=daemon").replace("Group=mou", "Group=daemon"))
    units = [str(tmp_path / unit.name) for unit in DEPLOY.glob("mou*")]
    assert shutil.which("systemd-analyze"), "apt-get install systemd (.ci/run does)"
    verify = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units]
    told = subprocess.run(verify, capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    (tmp_path / "mou.service").write_text("[Service]\nExecStart=nothing here\nType=sometimes\n")
    assert subprocess.run(verify, capture_output=True, text=True).stderr
