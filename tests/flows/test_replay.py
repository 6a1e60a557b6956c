"""After a mend of a source's selector, what was left unread is read; the old capture stays on record."""

import json
import shutil

import pytest

from flows.command import main
from tests.announcements.made_documents import as_html
from tests.flows.nights import ROOT, SECOND_NIGHT, plain_night
from tests.site import Site, lines_of

ENTRY = """sources:
  - {{code: feed, kind: feed, programme: gwangju-ai, name: N, owner: o, licence: l, url: "{url}/feed",
     article: {article}, hosts: ["{host}"], allow_loopback: true, limits: {{pause_seconds: 0}}}}
"""


pytestmark = pytest.mark.system


@pytest.fixture
def project(tmp_path):
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    with (tmp_path / "configs" / "settings.yml").open("a") as settings:
        settings.write("fetching: {contact: us@city.example}\n")
    return tmp_path


def test_a_mended_selector_reads_what_waited(project, capsys):
    arguments = ["--configs", str(project / "configs"), "--data", str(project / "data"), "--json"]

    def entry(site, article):
        (project / "configs" / "sources.yml").write_text(ENTRY.format(url=site.url, host=site.host, article=article))

    with Site() as site:
        site.put("/1", as_html(lines_of("press-100")))
        site.put(
            "/feed",
            b"<rss version='2.0'><channel><item><link>/1</link><pubDate>2021.07.20</pubDate></item></channel></rss>",
        )
        entry(site, ".old-layout")
        report = plain_night(project / "data", project / "configs")
        assert report.read.outcomes == {"unread": 1}
        assert ".old-layout" in report.read.unread[0][1]
        assert main(["replay", *arguments]) == 0
        assert json.loads(capsys.readouterr().out) == {"unread": 1, "mended": 0}
        entry(site, ".article")
        assert main(["replay", *arguments]) == 0
        assert json.loads(capsys.readouterr().out) == {"unread": 1, "mended": 1}
        assert main(["replay", *arguments]) == 0
        # Asked twice before the night: it was captured anew, and waits for the night.
        assert json.loads(capsys.readouterr().out) == {"unread": 0, "mended": 0}
        report = plain_night(project / "data", project / "configs", SECOND_NIGHT)
    assert report.read.outcomes == {"extracted": 1}
    assert report.outcome == "published"
    assert main(["replay", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == {"unread": 0, "mended": 0}
