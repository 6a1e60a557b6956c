"""The same nights with extracted and published tables in a DuckLake: PostgreSQL as catalog, Parquet on an S3 server."""

import json
import multiprocessing
import os
import shutil
import signal
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl
import pytest

from announcements.store import READING_SCHEMA, STATEMENT_SCHEMA
from flows.command import main as mou
from flows.settings import load_settings
from tests.flows.nights import ROOT, SECOND_NIGHT, plain_night
from tests.services import new_database, postgres_server, s3_server
from warehouse import lake_publish, lake_records
from warehouse.candidate import open_candidate
from warehouse.lake import Lake, LakeError, attach, connected, transaction

pytestmark = [pytest.mark.system, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def servers():
    with pytest.MonkeyPatch.context() as patch, postgres_server() as catalog, s3_server(patch) as bucket:
        yield catalog, bucket


@pytest.fixture
def lake(servers, request):
    """An empty lake of the test's own."""
    catalog, bucket = servers
    return Lake(new_database(catalog), f"s3://{bucket}/{request.node.name}")


def project(base: Path, lake: Lake) -> Path:
    """The bundled configuration with the one setting."""
    configs = Path(shutil.copytree(ROOT / "configs", base / "configs"))
    shutil.copytree(ROOT / "samples", base / "samples")
    with (configs / "settings.yml").open("a") as settings:
        settings.write(f"storage:\n  lake:\n    catalog: {lake.catalog}\n    data: {lake.data}\n")
    return configs


def query(lake: Lake, sql: str) -> list[tuple]:
    """Ask as any other client would: on a connection of its own."""
    with duckdb.connect() as connection:
        attach(connection, lake, read_only=True)
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def nights(servers, tmp_path_factory):
    """A lake after a night: (lake, configs, data, report). Nobody may change it."""
    catalog, bucket = servers
    base = tmp_path_factory.mktemp("lake")
    lake = Lake(new_database(catalog), f"s3://{bucket}/nights")
    configs = project(base, lake)
    return lake, configs, base / "data", plain_night(base / "data", configs)


def test_a_night_in_the_lake_publishes_what_a_night_in_a_folder_does(nights, published_samples):
    lake, _, data, report = nights
    assert report.outcome == "published"
    assert not (data / "extracted").exists()
    folder, in_folder = published_samples
    assert report.decision.version == in_folder.decision.version
    compared = 0
    for file in (folder / "published" / "current").glob("*.parquet"):
        assert (data / "published" / "current" / file.name).read_bytes() == file.read_bytes(), file.name
    with duckdb.connect() as connection:
        attach(connection, lake, read_only=True)
        database = folder / "published" / "current" / "published.duckdb"
        connection.execute(f"attach '{database}' as folder (read_only)")
        found = connection.execute(
            "select schema_name || '.' || table_name from duckdb_tables() where database_name = 'folder'"
        )
        for (table,) in found.fetchall():
            if not table.startswith("ops."):
                for one, other in (("lake", "folder"), ("folder", "lake")):
                    more = f"select count(*) from (from {one}.{table} except all from {other}.{table})"
                    assert connection.execute(more).fetchone() == (0,), table
                compared += 1
        comment = "select comment from duckdb_tables() where database_name = ? and table_name = 'goal_progress'"
        assert connection.execute(comment, ["lake"]).fetchone() == connection.execute(comment, ["folder"]).fetchone()
    assert compared > 30
    print(f"{compared} tables of the lake equal those of the folder; its KPI files equal byte for byte")


def test_commands_do_the_same_with_a_lake(nights, tmp_path, capsys):
    """A second machine has the configuration and an empty data folder; the first runs another night."""
    _, configs, data, report = nights
    version = report.decision.version
    assert plain_night(data, configs, SECOND_NIGHT).outcome == "nothing_new"
    here = ["--configs", str(configs), "--data", str(tmp_path / "data")]

    def told(*arguments: str) -> str:
        assert mou([*arguments, *here]) == 0
        return capsys.readouterr().out

    sql = "select actual_value, progress_pct from kpi.goal_progress where as_of_date = '2021-07-20' and is_primary"
    assert '"progress_pct": 29.68' in told("sql", sql, "--format", "json")
    assert version in told("status")
    assert "92 / 310 = 29.68 %" in told(
        "explain", "goal_progress", "--goal", "companies_attracted", "--as-of", "2021-07-20"
    )
    shutil.copytree(data / "raw", tmp_path / "data" / "raw")
    assert "VERIFIED" in told("verify")
    assert "2020" in told("sql", "select max(as_of_date) from kpi.goal_progress", "--as-known-on", "2020-12-31")
    assert mou(["backup", str(tmp_path / "copy.tar"), *here]) == 3
    assert "storage has state outside" in capsys.readouterr().err


def test_a_takedown_leaves_nothing_in_the_lake_and_a_rollback_shows_there(lake, tmp_path, capsys):
    configs, data = project(tmp_path, lake), tmp_path / "data"
    first = plain_night(data, configs).decision.version
    new = tmp_path / "new.txt"
    new.write_text("광주광역시는 20일 새빛로봇과 인공지능 산업융합 집적단지 조성을 위한 업무협약을 체결했다.", "utf-8")
    here = ["--configs", str(configs), "--data", str(data)]
    assert mou(["add", str(new), "--url", "https://example.org/new", "--published", "2021-07-20", *here]) == 0
    second = plain_night(data, configs, SECOND_NIGHT).decision.version
    assert [version for (version,) in query(lake, "select version from lake.ops.publication order by all")] == [
        first, second,
    ]  # fmt: skip
    assert mou(["rollback", first, "--reason", "to see it", *here]) == 0
    assert lake_publish.published_in(lake) == first
    document = "select document_id from lake.star.dim_document where document_id not in ('unknown') limit 1"
    ((doomed,),) = query(lake, document)
    assert mou(["forget", doomed, "--reason", "asked to", *here]) == 0
    assert query(lake, f"select count(*) from lake.extracted.reading where document_id = '{doomed}'") == [(0,)]
    assert query(lake, f"select count(*) from lake.star.dim_document where document_id = '{doomed}'") == [(0,)]
    assert query(lake, "select count(*) from ducklake_snapshots('lake')") == [(1,)]
    assert lake_publish.published_in(lake) not in (first, second)
    capsys.readouterr()


# Two writers, readers meanwhile, a killed writer: other processes, as other machines would be.


def rows(partition: int, count: int = 50) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Readings and statements of a partition, so many of each."""
    ids = [f"{partition:04}-{number:04}" for number in range(count)]
    readings = pl.DataFrame({"reading_id": ids, "programme_code": ["p"] * count}).with_columns(read_at=pl.lit("2026"))
    statements = readings.with_columns(statement_id=pl.col("reading_id"), quote=pl.lit("q"), span_start=pl.lit(1))
    return whole(readings, READING_SCHEMA), whole(statements, STATEMENT_SCHEMA)


def whole(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Every column of the schema; null where the frame does not have it."""
    return frame.select(pl.col(n) if n in frame.columns else pl.lit(None, kind).alias(n) for n, kind in schema.items())


def keep_many(lake: Lake, partitions: list[int]) -> None:
    for partition in partitions:
        lake_records.keep(lake, f"run-{partition:04}.v1.parquet", *rows(partition))


def version_file(folder: Path, name: str, number: int) -> Path:
    """A database as published ones are: tables that all say which version they are of."""
    path = folder / f"{name}.duckdb"
    with duckdb.connect(str(path)) as connection:
        for schema in ("kpi", "star", "ops"):
            connection.execute(f"create schema {schema}")
        for table in ("kpi.a", "kpi.b", "star.c", "ops.run"):
            connection.execute(f"create table {table} as select {number} as number, i from range({1000 + number}) t(i)")
    return path


def publish_many(lake: Lake, folder: Path, first: int, count: int, outcomes) -> None:
    """Publish again and again on top of what is there; being overtaken is an answer too."""
    folder.mkdir()
    for number in range(first, first + count):
        name = f"v{number}"
        file = version_file(folder, name, number)
        try:
            lake_publish.publish_tables(lake, file, name, after=lake_publish.published_in(lake))
            outcomes.put("published")
        except LakeError:
            outcomes.put("overtaken")


def publish_and_stop(lake: Lake, database: Path, ready) -> None:
    """Do all of a publication but its last word, say so, and wait to be killed."""

    @contextmanager
    def endless(connection):
        with transaction(connection):
            yield
            ready.set()
            signal.pause()

    lake_publish.transaction = endless
    lake_publish.publish_tables(lake, database, "v2", after="v1")


def start(target, *arguments):
    process = multiprocessing.get_context("spawn").Process(target=target, args=arguments)
    process.start()
    return process


def finish(*processes) -> None:
    for process in processes:
        process.join()
        assert process.exitcode == 0


def test_a_lake_from_before_texts_had_sketches_takes_readings_with_them(lake, tmp_path):
    lake_records.partition_names(lake)
    with connected(lake) as connection:
        connection.execute("alter table lake.extracted.reading drop column sketch")
        columns = ", ".join(["'run-1.v1.parquet'", *["'old'"] * (len(READING_SCHEMA) - 1)])
        connection.execute(f"insert into lake.extracted.reading values ({columns})")
    new = pl.DataFrame(dict.fromkeys(READING_SCHEMA, "new") | {"sketch": b"s"}, schema=READING_SCHEMA)
    lake_records.keep(lake, "run-2.v2.parquet", new, STATEMENT_SCHEMA.to_frame())
    found = lake_records.reading_columns(lake, ["document_id", "sketch"]).sort("document_id")
    assert found.rows() == [("new", b"s"), ("old", None)]


def test_two_writers_of_records_lose_and_double_nothing(lake, tmp_path):
    """Their partitions overlap, and both find an empty lake at the same moment."""
    finish(start(keep_many, lake, list(range(12))), start(keep_many, lake, list(range(17, 5, -1))))
    names = lake_records.partition_names(lake)
    assert len(names) == 18
    with open_candidate() as connection:
        inputs = duckdb_inputs(lake, names)
        from warehouse.load import load

        load(connection, inputs)
        for table in ("reading", "statement"):
            found = connection.execute(f"select count(*), count(distinct reading_id) from extracted.{table}").fetchone()
            assert found == (18 * 50, 18 * 50)
    (written,) = query(lake, "select count(*) from lake.extracted.partition")[0]
    print(
        f"two writers at once: 18 partitions kept by {written} transactions, 900 readings and 900 statements, each once"
    )


def duckdb_inputs(lake: Lake, names: list[str]):
    from warehouse.load import Inputs

    paths = [Path(name) for name in names]
    return Inputs(readings=paths, statements=paths, lake=lake)


def attach_together(lake: Lake, barrier) -> None:
    with duckdb.connect() as connection:
        barrier.wait()
        attach(connection, lake)


def test_whoever_finds_an_empty_catalog_at_the_same_moment_can_use_it(servers, tmp_path):
    context = multiprocessing.get_context("spawn")
    for number in range(4):
        fresh, barrier = Lake(new_database(servers[0]), str(tmp_path / str(number))), context.Barrier(4)
        finish(*(start(attach_together, fresh, barrier) for _ in range(4)))


def test_readers_see_whole_versions_while_two_writers_publish(lake, tmp_path):
    outcomes = multiprocessing.get_context("spawn").Queue()
    lake_publish.publish_tables(lake, version_file(tmp_path, "v0", 0), "v0", after=None)
    writers = [start(publish_many, lake, tmp_path / str(first), first, 6, outcomes) for first in (100, 200)]
    seen = []
    with duckdb.connect() as connection:
        attach(connection, lake, read_only=True)
        while any(writer.is_alive() for writer in writers):
            seen.append(whole_version(connection))
    finish(*writers)
    told = [outcomes.get() for _ in range(12)]
    published = query(lake, "select version from lake.ops.publication order by publication_number")
    assert told.count("published") == len(published) - 1 >= 6
    numbers = query(lake, "select distinct publication_number from lake.ops.publication")
    assert len(numbers) == len(published)
    assert len(set(seen)) > 2
    print(
        f"two writers at once: {told.count('published')} published, {told.count('overtaken')} overtaken and told so; "
        f"a reader asked {len(seen)} times meanwhile, saw {len(set(seen))} versions, each of them whole"
    )


def whole_version(connection) -> str:
    """The version seen, once it is certain that every table is of it."""
    connection.execute("begin")
    (version,) = connection.execute(
        "select version from lake.ops.publication order by publication_number desc limit 1"
    ).fetchone()
    number = int(version.removeprefix("v"))
    for table in ("kpi.a", "kpi.b", "star.c", "ops.run"):
        found = connection.execute(f"select count(*), min(number), max(number) from lake.{table}").fetchone()
        assert found == (1000 + number, number, number), (version, table)
    connection.execute("commit")
    return version


def test_a_writer_killed_within_its_transaction_leaves_the_former_version_whole(lake, tmp_path):
    lake_publish.publish_tables(lake, version_file(tmp_path, "v1", 1), "v1", after=None)
    ready = multiprocessing.get_context("spawn").Event()
    writer = start(publish_and_stop, lake, version_file(tmp_path, "v2", 2), ready)
    assert ready.wait(60)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    with duckdb.connect() as connection:
        attach(connection, lake, read_only=True)
        assert whole_version(connection) == "v1"
    lake_publish.publish_tables(lake, version_file(tmp_path, "v3", 3), "v3", after="v1")
    with duckdb.connect() as connection:
        attach(connection, lake, read_only=True)
        assert whole_version(connection) == "v3"
    print("a writer killed before its commit: the former version stays whole, the next writer publishes")


def keep_and_stop(lake: Lake, ready) -> None:
    @contextmanager
    def endless(connection):
        with transaction(connection):
            yield
            ready.set()
            signal.pause()

    with connected(lake) as connection:
        lake_records.prepare(connection)
    lake_records.transaction = endless
    keep_many(lake, [7])


def test_a_reader_of_announcements_killed_within_its_transaction_keeps_nothing_by_half(lake, tmp_path):
    ready = multiprocessing.get_context("spawn").Event()
    writer = start(keep_and_stop, lake, ready)
    assert ready.wait(60)
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    assert lake_records.partition_names(lake) == []
    assert query(lake, "select count(*) from lake.extracted.reading") == [(0,)]
    keep_many(lake, [7])
    assert query(lake, "select count(*), count(distinct reading_id) from lake.extracted.statement") == [(50, 50)]


def test_a_night_killed_between_the_lake_and_its_own_pointer_finds_its_version_again(lake, tmp_path, monkeypatch):
    # What brings a version back from the lake is imported before: it shall keep the function that is not replaced.
    from flows import lake_versions
    from warehouse import publish

    assert lake_versions.make_current is publish.make_current
    configs, data = project(tmp_path, lake), tmp_path / "data"
    with monkeypatch.context() as patch:
        patch.setattr(publish, "make_current", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            plain_night(data, configs)
    assert not (data / "published" / "current.json").exists()
    version = lake_publish.published_in(lake)
    assert plain_night(data, configs, SECOND_NIGHT).outcome == "nothing_new"
    assert json.loads((data / "published" / "current.json").read_text())["version"] == version
    assert mou(["verify", "--configs", str(configs), "--data", str(data)]) == 0


def test_a_lake_out_of_reach_is_told_in_one_line(nights, tmp_path, capsys):
    _, _, data, report = nights
    configs = project(tmp_path, Lake("host=127.0.0.1 port=1 user=mou dbname=postgres", str(tmp_path / "lake")))
    copy = shutil.copytree(data, tmp_path / "data", symlinks=True)
    here = ["--configs", str(configs), "--data", str(copy)]
    assert mou(["run", "--plain", *here]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert "the lake's catalog" in line
    assert mou(["status", *here]) == 0
    told = capsys.readouterr()
    assert report.decision.version in told.out
    assert "shown is what was published here last" in told.err


def test_a_password_in_the_settings_is_refused(tmp_path):
    configs = project(tmp_path, Lake("host=db password=secret", "s3://bucket/lake"))
    with pytest.raises(ValueError, match=r"storage\.lake\.catalog"):
        load_settings(str(configs), str(tmp_path / "data"))
