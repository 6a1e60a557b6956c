"""Explains one KPI cell from a published version: its arithmetic, its sentences, and what was not chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from warehouse.query import QueryError, open_read_only


class NoSuchCell(QueryError):
    """There is no such cell; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One statement behind the value, as published."""

    statement_id: str
    quote: str
    publisher: str
    url: str | None
    published_date: date | None
    rule_id: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One value that documents give for that day."""

    value: int
    grade: str
    publishers_count: int
    documents_count: int
    source_rank: int
    is_definition_suspect: bool
    is_chosen: bool
    why_not: str
    """Why it was not chosen; empty for the chosen one."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One row of kpi.goal_progress, explained."""

    measure_code: str
    is_primary: bool
    actual_basis: str
    actual_value: int | None
    target_value: int
    target_date: date
    progress_pct: Decimal | None
    elapsed_pct: Decimal | None
    pace_ratio: Decimal | None
    status_code: str
    observation_status: str
    arithmetic: str
    sentences: tuple[Sentence, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every measure of one goal on one day."""

    programme_code: str
    goal_code: str
    as_of: date
    rows: tuple[Progress, ...]


def explain_goal_progress(
    database: Path, goal_code: str, as_of: date, programme_code: str | None = None
) -> Explanation:
    """Explain a goal's progress on one day, the primary measure first.

    Raises:
        NoSuchCell: There is no such goal or no figure for that day; the message lists what there is.
    """
    with open_read_only(database) as connection:
        programme = programme_code or _only_programme(connection, goal_code, as_of)
        keys: dict[str, str | date] = {"programme": programme, "goal": goal_code, "day": as_of}
        found = connection.execute(
            """
            select measure_code, is_primary, actual_basis, actual_value, target_value, target_date, progress_pct,
                elapsed_pct, pace_ratio, status_code, observation_status
            from kpi.goal_progress
            where programme_code = $programme and goal_code = $goal and as_of_date = $day
            order by is_primary desc, measure_code, actual_basis desc
            """,
            keys,
        ).fetchall()
        if not found:
            raise NoSuchCell(_what_there_is(connection, programme, goal_code, as_of))
        rows = tuple(_progress(connection, keys, row) for row in found)
    return Explanation(programme, goal_code, as_of, rows)


def render(explanation: Explanation) -> str:
    """The explanation as plain text for a terminal."""
    lines = [f"{explanation.programme_code} · {explanation.goal_code} · {explanation.as_of}", ""]
    for row in explanation.rows:
        primary = ", primary" if row.is_primary else ""
        lines.append(f"{row.measure_code} ({row.actual_basis}{primary}): {row.arithmetic}")
        lines.append(
            f"  target {row.target_value} by {row.target_date}; time gone {_number(row.elapsed_pct)} %; "
            f"pace {_number(row.pace_ratio)}; {row.status_code}, {row.observation_status}"
        )
        lines.extend(_sentence_lines(row.sentences))
        lines.extend(_candidate_lines(row.candidates))
        lines.append("")
    return "\n".join(lines)


def _progress(connection: duckdb.DuckDBPyConnection, keys: dict[str, str | date], row: tuple[Any, ...]) -> Progress:
    measure, basis, actual, target, pct, observation = row[0], row[2], row[3], row[4], row[6], row[10]
    candidates = _candidates(connection, keys, measure) if basis == "stated" else ()
    said = _sentences(connection, keys, measure, basis)
    return Progress(*(*row, _arithmetic(actual, target, pct, observation), said, candidates))


def _sentence_lines(sentences: tuple[Sentence, ...]) -> list[str]:
    """Each sentence once, with every rule that read something in it."""
    rules: dict[tuple[str, str, str], list[str]] = {}
    for said in sentences:
        source = f"{said.publisher}, {said.published_date or 'day unknown'}"
        rules.setdefault((said.quote, source, said.url or "no address"), []).append(said.rule_id)
    lines = []
    for (quote, source, url), read_by in rules.items():
        lines.append(f"  “{_printable(quote)}”")
        lines.append(f"    {source}, {url} [{', '.join(dict.fromkeys(read_by))}]")
    return lines


def _candidate_lines(candidates: tuple[Candidate, ...]) -> list[str]:
    lines = [
        f"  not chosen: {one.value} (grade {one.grade}, {one.publishers_count} independent publishers): {one.why_not}"
        for one in candidates
        if not one.is_chosen
    ]
    chosen = next((one for one in candidates if one.is_chosen), None)
    if chosen is not None:
        how = f"grade {chosen.grade}, {chosen.publishers_count} independent publishers, best rank {chosen.source_rank}"
        lines.insert(0, f"  chosen: {chosen.value} ({how}; {chosen.documents_count} documents)")
    return lines


def _only_programme(connection: duckdb.DuckDBPyConnection, goal_code: str, as_of: date) -> str:
    """The one programme with that goal; of several, the one that has a figure on that day."""
    found = connection.execute(
        """
        select programme_code, bool_or(as_of_date = ?) as has_day
        from kpi.goal_progress
        where goal_code = ?
        group by programme_code
        order by has_day desc, programme_code
        """,
        [as_of, goal_code],
    ).fetchall()
    if len(found) == 1 or sum(has_day for _, has_day in found) == 1:
        return str(found[0][0])
    if found:
        names = ", ".join(sorted(name for name, _ in found))
        raise NoSuchCell(f"goal {goal_code} belongs to several programmes: {names}. Name one with --programme.")
    goals = connection.execute("select distinct goal_code from kpi.goal_progress order by all").fetchall()
    raise NoSuchCell(f"no figures for goal {goal_code!r}. There are: {', '.join(name for (name,) in goals) or 'none'}.")


def _what_there_is(connection: duckdb.DuckDBPyConnection, programme: str, goal: str, as_of: date) -> str:
    days = connection.execute(
        """
        select distinct as_of_date
        from kpi.goal_progress
        where programme_code = $programme and goal_code = $goal and actual_basis = 'stated'
        order by abs(as_of_date - $day::date), as_of_date
        limit 5
        """,
        {"programme": programme, "goal": goal, "day": as_of},
    ).fetchall()
    near = ", ".join(str(day) for (day,) in days) or "none"
    return f"{programme}: no figure for goal {goal} on {as_of}. Days with a stated figure nearby: {near}."


def _arithmetic(actual: int | None, target: int, progress: Decimal | None, observation_status: str) -> str:
    if actual is None:
        why = "values disagree and none stands best" if observation_status == "disputed" else "none is stated"
        return f"no value for this day ({why})"
    if progress is None:
        return f"{actual} / {target}: no percentage, the figure seems to count all partners"
    return f"{actual} / {target} = {progress} %"


def _sentences(
    connection: duckdb.DuckDBPyConnection, keys: dict[str, str | date], measure_code: str, basis: str
) -> tuple[Sentence, ...]:
    kpi_key = (
        f"programme_code={keys['programme']}|goal_code={keys['goal']}|measure_code={measure_code}"
        f"|as_of_date={keys['day']}|actual_basis={basis}"
    )
    found = connection.execute(
        """
        select distinct on (statement_id)
            statement_id, quote_public, publisher, url, published_date, rule_id, document_id
        from kpi.evidence
        where programme_code = ? and kpi_table = 'goal_progress' and kpi_key = ?
        order by statement_id, column_name
        """,
        [keys["programme"], kpi_key],
    ).fetchall()
    said = [Sentence(*row) for row in found]
    return tuple(sorted(said, key=lambda one: (str(one.published_date or "9999"), one.publisher, one.statement_id)))


def _candidates(
    connection: duckdb.DuckDBPyConnection, keys: dict[str, str | date], measure_code: str
) -> tuple[Candidate, ...]:
    found = connection.execute(
        """
        select stated_count, grade, publishers_count, documents_count, source_rank, is_definition_suspect, choice_rank
        from star.candidate_total
        where programme_code = ? and measure_code = ? and as_of_date = ?
        order by choice_rank, stated_count
        """,
        [keys["programme"], measure_code, keys["day"]],
    ).fetchall()
    firsts = [row for row in found if row[6] == 1]
    return tuple(Candidate(*(*row[:6], len(firsts) == 1 and row is firsts[0], _why_not(row, firsts))) for row in found)


def _why_not(row: tuple[Any, ...], firsts: list[tuple[Any, ...]]) -> str:
    if row in firsts:
        return "" if len(firsts) == 1 else "stands exactly as well as another value"
    best = firsts[0]
    if row[5] and not best[5]:
        return "it seems to count all partners, not this measure"
    if row[1] > best[1]:
        return f"grade {row[1]}, the chosen value has {best[1]}"
    if row[2] < best[2]:
        return f"{row[2]} independent publishers, the chosen value has {best[2]}"
    return f"its best publisher ranks {row[4]}, that of the chosen value {best[4]}"


def _number(value: Decimal | None) -> str:
    return "not known" if value is None else str(value)


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
