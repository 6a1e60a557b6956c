"""The article that the project started from, alone in an inbox: it comes out complete and right.

The article itself is not ours to keep; the test reads it where the shared folder lies beside the repository.
"""

import json
import shutil
from decimal import Decimal

import pytest

from tests.flows.nights import ROOT, plain_night
from tests.flows.test_night import rows
from tests.shared import once

ARTICLE = ROOT.parent / "shared" / "corpus" / "docs" / "seed.txt"
TOLD = {"id": "seed", "url": "https://www.asiae.co.kr/article/2021072017021236651", "publisher": "asiae"}

pytestmark = pytest.mark.skipif(not ARTICLE.exists(), reason=f"{ARTICLE} is not here: the article is kept outside")


@pytest.fixture(scope="module")
def seed(tmp_path_factory):
    return once(tmp_path_factory, "seed", night_on_the_article)


def night_on_the_article(project):
    shutil.copytree(ROOT / "configs", project / "configs")
    (project / "inbox").mkdir()
    shutil.copy(ARTICLE, project / "inbox" / "seed.txt")
    told = json.dumps({**TOLD, "published_date": "2021-07-20"})
    (project / "inbox" / "documents.jsonl").write_text(told + "\n", "utf-8")
    (project / "configs" / "sources.yml").write_text(
        "sources: [{code: inbox, programme: gwangju-ai, kind: folder, name: In, path: inbox, owner: us, licence: o}]\n"
    )
    report = plain_night(project / "data", project / "configs")
    assert report.outcome == "published"
    assert [(v.check_name, v.rows) for v in report.verdicts if v.status != "passed"] == []
    return project / "data"


def test_its_totals_are_right(seed):
    totals = dict(rows(seed, "select measure_code, stated_count from star.fact_stated_total where qualifier = 'exact'"))
    assert totals == {
        "agreements_total": 100,
        "companies": 92,
        "institutions": 8,
        "offices_opened": 61,
        "corporations_established": 30,
        "hq_relocated": 9,
        "employees": 242,
    }


def test_its_progress_is_right(seed):
    progress = rows(
        seed,
        """
        select measure_code, progress_pct from kpi.goal_progress
        where is_primary and actual_basis = 'stated' and as_of_date = '2021-07-20' order by 1
        """,
    )
    assert progress == [("companies", Decimal("29.68")), ("employees", Decimal("24.20"))]


def test_its_breakdowns_are_whole_and_add_up(seed):
    sectors = rows(
        seed, "select sector_code, organisations_count, is_consistent from kpi.sector_mix order by 2 desc, 1"
    )
    assert [count for _, count, _ in sectors] == [32, 18, 13, 12, 8, 7, 5, 3, 2]
    assert all(consistent for *_, consistent in sectors)
    sites = rows(seed, "select organisations_count from kpi.office_sites order by 1 desc")
    assert [count for (count,) in sites] == [19, 9, 7, 7, 6, 4, 2, 2, 2, 1, 1, 1]


def test_its_signing_has_two_parties_that_share_the_hundredth_ordinal(seed):
    agreements = rows(
        seed,
        """
        select organisation_name, ordinal_number, agreement.signed_date::varchar, is_ordinal_shared
        from star.fact_agreement as agreement
        inner join star.dim_organisation using (programme_code, organisation_key)
        order by 1
        """,
    )
    assert agreements == [("아주산업", 100, "2021-07-20", True), ("카카오엔터프라이즈", 100, "2021-07-20", True)]


def test_its_goals_are_those_of_the_configuration(seed):
    goals = rows(seed, "select goal_code, target_count, target_date::varchar from star.fact_goal order by 1")
    assert goals == [("companies_attracted", 310, "2024-12-31"), ("jobs", 1000, "2024-12-31")]
