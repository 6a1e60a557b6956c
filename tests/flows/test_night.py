"""The night, end to end and without Prefect: what comes out, what stops it, what a second one changes."""

import hashlib
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from flows import steps
from flows.nightly import plainly
from flows.places import Places
from tests.flows.nights import ROOT, SECOND_NIGHT, plain_night

FACTS = (
    "fact_signing",
    "fact_agreement",
    "fact_commitment",
    "fact_stated_total",
    "fact_stated_breakdown",
    "fact_goal",
    # What star.bridge_statement is worked out from.
    "placed_statement",
)


def database(data: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(data / "published" / "current" / "published.duckdb"), read_only=True)


def rows(data: Path, sql: str) -> list[tuple]:
    with database(data) as connection:
        return connection.execute(sql).fetchall()


def fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_figures_of_the_hundredth_agreement_come_out(published_samples):
    data, report = published_samples
    assert report.outcome == "published"
    totals = rows(
        data,
        """
        select distinct measure_code, actual_value from kpi.goal_progress
        where as_of_date = '2021-07-20' and actual_basis = 'stated' order by all
        """,
    )
    assert ("agreements_total", 100) in totals
    assert ("companies", 92) in totals
    assert ("offices_opened", 61) in totals
    assert ("employees", 242) in totals
    progress = rows(
        data,
        """
        select measure_code, actual_value, target_value, progress_pct from kpi.goal_progress
        where measure_code in ('companies', 'employees') and as_of_date = '2021-07-20' order by all
        """,
    )
    assert progress == [("companies", 92, 310, Decimal("29.68")), ("employees", 242, 1000, Decimal("24.20"))]


def test_the_breakdowns_of_the_hundredth_agreement_are_whole(published_samples):
    data, _ = published_samples
    sectors = "select organisations_count from kpi.sector_mix where as_of_date = '2021-07-20' order by 1 desc"
    assert [n for (n,) in rows(data, sectors)] == [32, 18, 13, 12, 8, 7, 5, 3, 2]
    sites = "select organisations_count from kpi.office_sites where as_of_date = '2021-07-20' order by 1 desc"
    assert [n for (n,) in rows(data, sites)] == [19, 9, 7, 7, 6, 4, 2, 2, 2, 1, 1, 1]
    funnel = "select stage_code, organisations_count from kpi.settlement_funnel where as_of_date = '2021-07-20'"
    assert dict(rows(data, funnel)) == {
        "signed": 100,
        "office_opened": 61,
        "corporation_established": 30,
        "hq_relocated": 9,
    }


def test_sectors_that_add_up_to_53_of_50_warn_and_do_not_block(published_samples):
    data, report = published_samples
    differences = rows(
        data,
        """
        select stated_value, other_road_value from kpi.reconciliation
        where measure_code = 'agreements_total' and stated_value = 50 and other_road_value = 53
        """,
    )
    assert differences != []
    warned = [verdict for verdict in report.warnings if any(53 in row.values() for row in verdict.rows)]
    assert warned != []
    assert report.blocking == []


def test_every_kpi_cell_is_traceable_to_a_sentence(published_samples):
    data, _ = published_samples
    assert rows(data, "select count(*) from kpi.evidence where quote_public is null or length(quote_public) > 160") == [
        (0,)
    ]
    orphans = """
        select count(*) from kpi.goal_progress as progress
        where actual_value is not null and not exists (
            from kpi.evidence as evidence
            where evidence.kpi_table = 'goal_progress' and evidence.column_name = 'actual_value'
                and evidence.programme_code = progress.programme_code
                and contains(evidence.kpi_key, concat('measure_code=', measure_code, '|as_of_date=', as_of_date))
        )
    """
    assert rows(data, orphans) == [(0,)]


# A name beside a title. Only whole words that begin with a surname count: 전주산업 대표 holds no person.
SURNAMES = "강고권기김나남노류모문박방배백서성손송신심안양오옥원유윤이임장전정조진채최탁하한허홍황"
TITLES = "대표이사|대표|시장|회장|소장|원장|부사장|단장"
TITLED = re.compile(
    rf"(?<![가-힣])([{SURNAMES}][가-힣]{{2}})(?:\([^)]{{1,6}}\))? (?:[가-힣A-Z]+ )?(?:{TITLES})(?![가-힣]{{3}})"
)


def test_nothing_published_names_a_person(published_samples):
    data, _ = published_samples
    texts = [path.read_text("utf-8") for path in (ROOT / "samples").glob("*/docs/*.txt")]
    with database(data) as connection:
        tables = connection.execute("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        names = connection.execute("select organisation_name from star.dim_organisation").fetchall()
        published = "\n".join(
            str(cell)
            for (table,) in tables
            for (cell,) in connection.execute(f"select cast(t as varchar) from {table} as t").fetchall()
        )
    persons = {name for text in texts for name in TITLED.findall(text)} - {name for (name,) in names}
    assert {"이용섭", "강기정", "유명호", "최현택"} <= persons
    assert persons & set(re.findall("[가-힣]+", published)) == set()


def test_newspapers_that_print_one_text_speak_once(published_samples):
    data, _ = published_samples
    query = """
        select string_agg(document.publisher, ', ' order by document.publisher), voice
        from star.document_voice
        inner join star.dim_document as document using (programme_code, document_id)
        group by programme_code, voice
        order by all
    """
    with database(data) as connection:
        voices = connection.execute(query).fetchall()
    # The list of 21 partners of September 2025 in one's words and the other's; an article and its second edition.
    assert voices == [("heraldcorp, ikbc", "heraldcorp"), ("kmib, kmib", "kmib")]


def test_a_second_night_with_nothing_new_changes_nothing(data):
    def found():
        published = fingerprint(data / "published")
        # When sources were last looked at: for the pages, which never change.
        assert published.pop("standing.js")
        return published, fingerprint(data / "raw"), fingerprint(data / "extracted")

    before = found()
    report = plain_night(data, now=SECOND_NIGHT)
    assert report.outcome == "nothing_new"
    assert report.exit_code() == 0
    assert found() == before


@pytest.mark.system
def test_two_nights_from_the_same_archive_publish_the_same_bytes(data, tmp_path):
    again = tmp_path / "again"
    for room in ("raw", "extracted"):
        shutil.copytree(data / room, again / room)
    plain_night(again, now=SECOND_NIGHT)

    def tables(data: Path) -> dict[str, str]:
        files = fingerprint((data / "published" / "current").resolve())
        return {
            name: digest for name, digest in files.items() if name.endswith((".csv", ".parquet")) and "ops" not in name
        }

    assert tables(data) == tables(again)
    assert len(tables(data)) >= 16


@pytest.mark.parametrize(
    "table",
    [
        "fact_stated_total",
        # The same for every other fact, in minutes; tests/warehouse looks at their audits in seconds.
        *(pytest.param(table, marks=pytest.mark.system) for table in FACTS if table != "fact_stated_total"),
    ],
)
def test_one_row_lost_on_our_side_blocks_publication_and_the_former_version_stays(data, table):
    current = json.loads((data / "published" / "current.json").read_text())
    add_one_announcement(data)

    def losing(step, *arguments):
        if step is steps.judge:
            with duckdb.connect(str(arguments[1].database)) as connection:
                connection.execute(f"delete from star.{table} where rowid = (select min(rowid) from star.{table})")
        return plainly(step, *arguments)

    report = plain_night(data, now=SECOND_NIGHT, call=losing)
    assert report.outcome == "blocked"
    assert report.exit_code() == 2
    assert json.loads((data / "published" / "current.json").read_text()) == current
    # The page that stays says so.
    standing = (data / "published" / "standing.js").read_text("utf-8")
    held = json.loads(standing.removeprefix("window.mouStanding = ").removesuffix(";\n"))["held"]
    assert held["since"].startswith("20")
    assert {verdict.check_name for verdict in report.blocking} == set(held["checks"])


def add_one_announcement(data: Path) -> None:
    """Something new, so that the night builds and judges: one announcement added by hand."""
    from flows.command import main

    file = data / "new.txt"
    file.write_text("광주시는 20일 해마로그와 광주형 인공지능 비즈니스 업무협약을 체결했다고 밝혔다.\n", "utf-8")
    arguments = ["--url", "https://example.kr/new", "--published", "2022-01-20", "--data", str(data)]
    assert main(["add", str(file), *arguments, "--configs", str(ROOT / "configs")]) == 0


STEPS = ("collect", "read_new", "build", "judge", "publish_if_sound", "tell")
# One edge in seconds; the others, and kills at every change of a file, in minutes.
QUICK = {("read_new", "after")}


@pytest.mark.parametrize(
    ("edge", "when"),
    [
        pytest.param(edge, when, marks=() if (edge, when) in QUICK else pytest.mark.system)
        for edge in STEPS
        for when in ("before", "after")
    ],
)
def test_a_night_stopped_at_the_edge_of_a_step_is_recovered_by_the_next(data, edge, when):
    current = json.loads((data / "published" / "current.json").read_text())
    add_one_announcement(data)

    class PowerCut(BaseException):
        pass

    def cut(step, *arguments):
        if step.__name__ == edge and when == "before":
            raise PowerCut
        result = plainly(step, *arguments)
        if step.__name__ == edge:
            raise PowerCut
        return result

    with pytest.raises(PowerCut):
        plain_night(data, now=SECOND_NIGHT, call=cut)
    published = json.loads((data / "published" / "current.json").read_text())
    assert (published == current) or (edge, when) in {
        ("publish_if_sound", "after"),
        ("tell", "before"),
        ("tell", "after"),
    }
    assert rows(data, "select count(*) from kpi.goal_progress")[0][0] > 0
    report = plain_night(data, now=SECOND_NIGHT.replace(day=24))
    assert report.outcome in ("published", "nothing_new")
    assert rows(data, "select count(*) from star.dim_document where url = 'https://example.kr/new'") == [(1,)]


def test_bad_files_are_reported_and_the_night_goes_on(inbox, tmp_path):
    configs, folder = inbox
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.bin").write_bytes(bytes(range(256)) * 40)
    (folder / "huge.txt").write_bytes(b"x" * 50_000_000)
    press = (ROOT / "samples/gwangju-ai/docs/press-100.txt").read_text("utf-8")
    (folder / "cp949 이름 😀.txt").write_bytes(press.replace("·", ",").replace("…", "").encode("cp949", "ignore"))
    (folder / "broken.txt").write_bytes(press.encode("utf-8")[:-10] + b"\xff" + "끝".encode())
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    data = tmp_path / "data"
    report = plain_night(data, configs)
    assert report.outcome == "published"
    (collection, _) = report.collections
    assert sorted(refusal.name for refusal in collection.refusals) == ["dangling.txt", "huge.txt"]
    assert sorted(url.rsplit("/", 1)[1] for url, _ in report.read.unread) == ["binary.bin", "empty.txt"]
    assert rows(data, "select outcome, count(*) from star.dim_document group by 1 order by 1")[-1] == ("unread", 2)


@pytest.mark.system
def test_an_empty_warehouse_is_judged_sound_and_says_that_it_is_empty(inbox, tmp_path):
    report = plain_night(tmp_path / "data", inbox[0])
    assert report.outcome == "published", [(v.check_name, v.message) for v in report.blocking]
    assert rows(tmp_path / "data", "select count(*) from kpi.goal_progress") == [(0,)]


def test_a_source_out_of_reach_is_put_on_record_and_the_night_goes_on(data, monkeypatch):
    def cut_off(*arguments, **options):
        raise ConnectionResetError("the line is dead")

    monkeypatch.setattr(steps, "collect_folder", cut_off)
    report = plain_night(data, now=SECOND_NIGHT)
    assert report.outcome == "nothing_new"
    assert "out of reach: the line is dead" in (report.collections[0].failure or "")
    assert report.exit_code(strict=True) == 1


def test_a_night_that_fails_is_on_record_with_its_reason(data, monkeypatch):
    def read_new(run):
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(steps, "read_new", read_new)
    with pytest.raises(ZeroDivisionError):
        plain_night(data, now=SECOND_NIGHT)
    (last,) = steps_ops(data).last_runs()
    assert (last["outcome"], last["exit_code"]) == ("failed", 70)
    assert "ZeroDivisionError" in last["message"]


def steps_ops(data: Path):
    from flows.ops import OpsLog

    return OpsLog(Places(data).ops)


def test_a_version_holds_the_verdicts_on_itself(published_samples):
    data, report = published_samples
    judged = rows(data, "select check_name, status from ops.check_result")
    verdicts = (*report.verdicts, *report.noticed.watched)
    assert dict(judged) == {verdict.check_name: verdict.status for verdict in verdicts}
    failing = rows(data, "select check_name, row_key from ops.check_failure order by all")
    assert failing == sorted((v.check_name, v.row_key(row)) for v in verdicts for row in v.rows)
    incidents = rows(data, "select check_name, row_key from ops.incident where state = 'open' order by all")
    assert incidents == sorted((v.check_name, v.row_key(row)) for v in report.warnings for row in v.rows)
