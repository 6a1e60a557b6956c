"""Loads captures, readings, statements, configuration and the record of runs into a fresh DuckDB file.

Nothing is computed here beyond one choice: which readings and statements count (``warehouse.counting``). Each column's
type is written down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from warehouse.candidate import PASSING, columns_of
from warehouse.counting import COUNTING
from warehouse.former import Former as Former
from warehouse.former import create_tables
from warehouse.frames import EMPTY, OPS, QUOTE_CHECKS, RECORDS, UNASKED, FrameError, conform_all, sql_columns
from warehouse.known import KnownOn, take_away_later
from warehouse.lake import Lake
from warehouse.lake_records import load_records

# What models ask of each record.
CAPTURE, READING, STATEMENT = (
    {name: kind for name, kind in RECORDS[record].items() if name not in UNASKED}
    for record in ("capture", "reading", "statement")
)
# Columns whose values hardly repeat.
UNREPEATED = {
    "raw.capture": {"capture_id", "document_id", "url"},
    "extracted.reading": {"reading_id", "capture_id", "document_id", "sketch"},
    "extracted.statement": {"statement_id"},
}
# Frames that are asked once or twice and not kept.
HELD = ("checked.quote", "config.organisation_name")

# part / whole in hundredths, half up, in whole numbers (a float would round 0.125 either way); null where it makes
# no sense (a whole of nothing) or does not fit.
MACROS = (
    """
    create or replace temp macro half_up(part, whole) as case
        when whole > 0 and part >= 0 and (200 * part::hugeint + whole) // (2 * whole) < 10000000
        then cast(((200 * part::hugeint + whole) // (2 * whole))::bigint * 0.01 as decimal(7, 2))
    end
    """,
    "create or replace temp macro pct(part, whole) as half_up(100 * part::hugeint, whole)",
    # What is written counts, not how it is spaced.
    "create or replace temp macro squeezed(words) as regexp_replace(words, '\\s', '', 'g')",
    "create or replace temp macro letters(words) as regexp_replace(lower(words), '[^\\p{L}\\p{N}]', '', 'g')",
    # Of two sketches (announcements/likeness.py) of m bits, a and b of them set and both of which have met: the share
    # of the shorter text's shingles that the longer has too. If s are shared, s + (a - s)(b - s) / (m - s) meet: the
    # rest is chance. Copies reach a half, texts of different authors do not (python -m tests.corpus.likeness).
    """
    create or replace temp macro likeness(m, a, b, met) as
        (m * met - a * b) / nullif(m + met - a - b, 0) / nullif(least(a, b), 0)
    """,
    # In a sketch nearly full all meets by chance, in an empty one nothing; a reading from before sketches has none.
    """
    create or replace temp macro comparable(bits) as
        coalesce(bit_count(bits) between 1 and 0.75 * length(bits), false)
    """,
    """
    create or replace temp macro alike(one, other) as comparable(one) and comparable(other) and
        likeness(length(one), bit_count(one), bit_count(other), bit_count(one & other)) >= 0.5
    """,
    "create or replace temp macro short_key(words) as left(sha256(words), 16)",
    "create or replace temp macro plausible_count(n) as case when n between 0 and 1000000000000 then n end",
    "create or replace temp macro if_filled(cell, column_name) as case when cell is not null then column_name end",
    # What a finding is called in configs: with its numbers, so that it speaks again when they change.
    """
    create or replace temp macro finding_key(document, day, measure, road, stated, other) as concat_ws(
        '|', 'as_of_date=' || coalesce(day::varchar, 'unknown'), 'measure_code=' || measure, 'road_code=' || road,
        'document_id=' || left(document, 12), 'stated=' || stated, 'other=' || other
    )
    """,
    # The Korean day of an ISO day or instant; an instant without a zone is taken as Korean. Null where it is neither.
    """
    create or replace temp macro korean_day(moment) as case
        when regexp_matches(moment, 'T?\\d\\d:\\d\\d.*(Z|[+-]\\d\\d:?\\d\\d)$')
        then timezone('Asia/Seoul', try_cast(moment as timestamptz))::date
        else try_cast(left(moment, 10) as date)
    end
    """,
    # The left side of every asof join: from 64 rows on DuckDB (1.5.5) finds partners for rows without a day.
    "create or replace temp macro asof_day(d) as coalesce(d, date '0001-01-01')",
    # 20210720, or -1 for a day that is not known.
    "create or replace temp macro day_key(d) as coalesce(year(d) * 10000 + month(d) * 100 + day(d), -1)::integer",
)


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything that a version is built from."""

    captures: list[Path] = field(default_factory=list)
    readings: list[Path] = field(default_factory=list)
    statements: list[Path] = field(default_factory=list)
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    """Configuration, by the names of ``warehouse.frames.EMPTY``."""
    ops: Mapping[str, list[Path]] = field(default_factory=dict)
    """Record of runs: table name (see ``OPS``) → JSON-lines files."""
    version: str = ""
    """What the version that is built will be called."""
    former: Former | None = None
    """The version published before it, against which changes are logged."""
    known_on: KnownOn | None = None
    """Build only from what was known on a day."""
    lake: Lake | None = None
    """Where it is set, readings and statements are names of partitions there."""


def load(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    """Fill the schemas raw, extracted, config, ops and checked of an empty database."""
    for schema in ("raw", "extracted", "config", "ops", "checked", "previous", "star", "audit", "kpi"):
        connection.execute(f"create schema {schema}")
    define_macros(connection)
    # Neither takes two processors all the time.
    with connection.cursor() as cursor, ThreadPoolExecutor(max_workers=1) as beside:
        captures = beside.submit(_load_json, cursor, "raw.capture", CAPTURE, inputs.captures, "capture_id")
        _load_records(connection, inputs)
        captures.result()
    for view in COUNTING:
        connection.execute(view)
    if inputs.known_on is not None:
        take_away_later(connection, inputs.known_on)
    for name, frame in conform_all(inputs.frames).items():
        load_frame(connection, f"config.{name}", frame, EMPTY[name])
    load_ops(connection, inputs.ops)
    hold(connection, "checked.quote", QUOTE_CHECKS.to_frame())
    create_tables(connection)


def define_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """The few words that models share; they live as long as the connection."""
    for macro in MACROS:
        connection.execute(macro)


def load_frame(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame, schema: pl.Schema) -> None:
    """Replace a table by a frame; one of ``HELD`` stays in memory."""
    if table in HELD:
        hold(connection, table, frame)
        return
    columns = sql_columns(schema)
    _create(connection, table, columns)
    if frame.height:
        connection.register("incoming", frame)
        connection.execute(f"insert into {table} select {', '.join(columns)} from incoming")
        connection.unregister("incoming")


def hold(connection: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    """Let one of ``HELD`` be in memory, for as long as the candidate is worked on."""
    kept = f"{PASSING}.{table.replace('.', '_')}"
    connection.register("incoming", frame)
    connection.execute(f"create or replace table {kept} as from incoming")
    connection.unregister("incoming")
    connection.execute(f"create or replace view {table} as from {kept}")


def let_go(connection: duckdb.DuckDBPyConnection) -> None:
    """Let what passes go, and leave no view of it behind."""
    for table in HELD:
        connection.execute(f"drop view if exists {table}")
    connection.execute(f"detach {PASSING}")


def _create(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str]) -> None:
    connection.execute(f"create or replace table {table} ({columns_of(columns, UNREPEATED.get(table, ()))})")


def _load_records(connection: duckdb.DuckDBPyConnection, inputs: Inputs) -> None:
    # Models join by number: ids of 64 letters take longer to write than all else that is said.
    for name, columns in (("reading", READING), ("statement", STATEMENT)):
        connection.execute(f"create sequence extracted.{name}_number")
        number = {f"{name}_number": f"bigint default nextval('extracted.{name}_number')"}
        _create(connection, f"extracted.{name}", {**columns, **number})
    if inputs.lake is None:
        _load_parquet(connection, "extracted.reading", READING, inputs.readings)
        _load_parquet(connection, "extracted.statement", STATEMENT, inputs.statements)
    else:
        names = ({path.name for path in paths} for paths in (inputs.readings, inputs.statements))
        load_records(connection, inputs.lake, *names)
    # A run that was repeated may have written a record twice.
    _keep_one(connection, "extracted.reading", "programme_code, reading_id", "read_at, outcome")
    _keep_one(connection, "extracted.statement", "programme_code, reading_id, statement_id", "span_start, quote")


def _load_parquet(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Collection[str], paths: Sequence[Path]
) -> None:
    """A column that older records lack is null there."""
    if paths:
        connection.execute(
            f"insert into {table} by name select columns(name -> list_contains(?, name)) "
            "from read_parquet(?, union_by_name = true)",
            [list(columns), _sorted(paths)],
        )


def _load_json(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, str], paths: Sequence[Path], key: str
) -> None:
    _create(connection, table, columns)
    if paths:
        _reach(connection, paths)
        typed = ", ".join(f"{name}: '{kind}'" for name, kind in columns.items())
        connection.execute(
            f"insert into {table} select {', '.join(columns)} "
            f"from read_json(?, format = 'newline_delimited', columns = {{{typed}}})",
            [_sorted(paths)],
        )
        _keep_one(connection, table, f"programme_code, {key}", ", ".join(columns))


def _keep_one(connection: duckdb.DuckDBPyConnection, table: str, key: str, order: str) -> None:
    """Of the rows with one key keep one. There is hardly ever a second, and to count hashes costs less than to sort."""
    repeats = connection.execute(f"select count(*) > count(distinct hash({key})) from {table}")
    if repeats.fetchone() == (True,):
        connection.execute(
            f"create or replace table {table} as from {table} "
            f"qualify row_number() over (partition by {key} order by {order}) = 1"
        )


def load_ops(connection: duckdb.DuckDBPyConnection, ops: Mapping[str, list[Path]]) -> None:
    """Replace the record of runs: table name (see ``OPS``) → JSON-lines files."""
    for name in sorted({*OPS, *ops}):
        _load_ops(connection, name, ops.get(name, []))


def _load_ops(connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[Path]) -> None:
    columns = OPS.get(name)
    if columns is None:
        raise FrameError(f"ops table {name!r} is unknown. Give some of {sorted(OPS)} (warehouse/frames.py).")
    _create(connection, f"ops.{name}", columns)
    if paths:
        fields = ", ".join(f"cast(json ->> '{column}' as {kind})" for column, kind in columns.items())
        connection.execute(
            f"insert into ops.{name} select {fields} from read_json_objects(?, format = 'newline_delimited')",
            [_sorted(paths)],
        )


def _reach(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> None:
    """Files that are not on a disk are read by way of fsspec."""
    if not isinstance(paths[0], Path):
        connection.register_filesystem(paths[0].fs)


def _sorted(paths: Sequence[Path]) -> list[str]:
    return sorted(str(path) for path in paths)
