"""The steps of the night as plain functions; nothing here knows Prefect.

Steps hand each other paths and small reports, never connections. Each may be run twice, and each writes whole
files: a killed run leaves the archive, the readings and yesterday's tables as they were.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from announcements.archive import Archive
from announcements.sources.folder import UnusableFolder, collect_folder
from announcements.sources.outcome import Collected, Refusal
from expectations.verdict import Verdict, is_sound
from flows.configuration import FolderSource, HandSource, Source
from flows.conservation import source_nights
from flows.events import forgotten, is_withdrawn, last_withdrawn
from flows.extra import MissingExtra
from flows.inputs import Snapshot, digests
from flows.noticing import incident_file, speak
from flows.pools import processes, spread
from flows.records import end_row, failure_rows, manifest, result_row
from flows.reports import Candidate, Collection, Decision, NightReport, ReadReport
from flows.retire import retire_versions
from flows.returning import what_returns
from flows.run import Run, stamp
from flows.showing import show
from flows.standing import write_standing
from flows.state import RecordStore

if TYPE_CHECKING:
    from warehouse.build import Former
    from warehouse.lake import Lake
    from warehouse.publish import CurrentVersion

log = logging.getLogger("mou.steps")

# What the network breaks and a later try may mend. A flow retries these and nothing else.
PASSING_TROUBLE = (ConnectionError, TimeoutError)


def collect(run: Run, source: Source) -> Collection:
    """Archive what is new at one source and record the captures.

    A source that cannot be used is reported and the night goes on.

    Raises:
        ConnectionError, TimeoutError: The network broke; whoever calls may try again, then ``give_up``.
    """
    taken_down = forgotten(run.ops)
    archive = run.settings.state.archive(taken_down)
    try:
        collected = _collect(run, source, archive)
    except PASSING_TROUBLE:
        raise
    except (UnusableFolder, MissingExtra) as error:
        collected = Collected(source.code, failure=str(error))
    _refuse(collected, taken_down)
    archive.append(run.run_id, collected.captures[collected.stored :])
    return _record(run, source, collected)


def _refuse(collected: Collected, taken_down: Mapping[str, str]) -> None:
    """What was taken down is not collected again, whoever offers the same bytes."""
    for capture in [one for one in collected.captures if one.document_id in taken_down]:
        collected.captures.remove(capture)
        collected.refusals.append(Refusal(capture.url, f"taken down: {taken_down[capture.document_id]}"))


def give_up(run: Run, source: Source, error: Exception) -> Collection:
    """Put on record that a source stayed out of reach; what it offers waits for the next night."""
    return _record(run, source, Collected(source.code, failure=f"out of reach: {error}"))


def _record(run: Run, source: Source, collected: Collected) -> Collection:
    report = Collection.of(collected, source.programme)
    run.ops.append("collection", run.run_id, [report.row(run.run_id, run.at)])
    run.ops.append("refusal", run.run_id, report.refusal_rows(run.run_id))
    log.info(
        "collected source=%s new=%d known=%d refused=%d", source.code, report.new, report.known, len(report.refusals)
    )
    return report


def _collect(run: Run, source: Source, archive: Archive) -> Collected:
    match source:
        case FolderSource():
            return collect_folder(
                run.settings.folder_of(source),
                archive,
                source_code=source.code,
                programme_code=source.programme,
                known=_newest_documents(archive, source.code),
                limit_bytes=run.settings.night.limits.document_megabytes * 1_000_000,
                fetched_at=run.at,
            )
        case HandSource():
            # What is added by hand is captured when it is added.
            return Collected(source.code)
        case _:
            from flows.collecting import collect_fetched

            return collect_fetched(run, source, archive)


def _newest_documents(archive: Archive, source_code: str) -> dict[str, str]:
    captures = archive.captures().filter(pl.col("source_code") == source_code, pl.col("superseded_by").is_null())
    return dict(captures.select("url", "document_id").iter_rows())


def read_new(run: Run) -> ReadReport:
    """Read every capture that has no reading yet."""
    archive, store = run.settings.state.archive(), run.settings.state.store()
    capture_files = tuple(archive.capture_files())
    waiting = archive.captures().join(
        store.readings(["capture_id"]), on="capture_id", how="anti", maintain_order="left"
    )
    report = ReadReport(waiting=waiting.height)
    if waiting.height:
        for _ in run.track(_read(run, waiting, report), "reading", waiting.height):
            pass
    report.snapshot = Snapshot(capture_files, tuple(store.reading_files()), tuple(store.statement_files()))
    _refuse_what_is_not_there(run, report)
    run.ops.append("source_night", run.run_id, source_nights(run, waiting, store))
    log.info("read captures=%d outcomes=%s", report.waiting, dict(report.outcomes))
    return report


def _read(run: Run, waiting: pl.DataFrame, report: ReadReport) -> Iterator[object]:
    """Read here while it is little, otherwise by readers elsewhere; yields once for each capture that is read."""
    from flows.partitions import partitions, read_and_keep

    reading = run.settings.night.reading
    is_shared = waiting.height >= reading.processes_from and (reading.dask is not None or processes(reading) > 1)
    work = partitions(run, waiting)
    done = spread(read_and_keep, work, partial(run.open_pool, reading)) if is_shared else map(read_and_keep, work)
    for kept in done:
        report.count(kept)
        yield from kept.outcomes.elements()


def _refuse_what_is_not_there(run: Run, report: ReadReport) -> None:
    """What a reader on another machine kept must be seen here too: otherwise the night would publish without it."""
    seen = {path.name for path in report.snapshot.readings}
    if missing := [name for name in report.kept if name not in seen]:
        from flows.partitions import UnfitReader

        raise UnfitReader(
            f"readers kept {len(missing)} partitions ({missing[0]}, …) in a folder of their own machine. "
            f"Mount {run.settings.state.extracted} on every machine under the same path."
        )


def waiting_for_today(archive: Archive, store: RecordStore, fingerprints: Mapping[str, str]) -> pl.DataFrame:
    """The captures whose newest reading was made with other rules than today's."""
    today = pl.DataFrame({"programme_code": list(fingerprints), "ruleset_fingerprint": list(fingerprints.values())})
    newest = store.readings(["capture_id", "programme_code", "ruleset_fingerprint", "read_at"]).group_by(
        "capture_id", "programme_code"
    )
    last = newest.agg(pl.col("ruleset_fingerprint").sort_by("read_at").last())
    older = last.join(today, on=["programme_code", "ruleset_fingerprint"], how="anti")
    return archive.captures().join(older, on="capture_id", how="semi", maintain_order="left")


def build(run: Run, read: ReadReport) -> Candidate | None:
    """Build tonight's warehouse from all of ``extracted`` and ``configs``; None when nothing is new.

    Nothing is new when the inputs' digest is that of the published version, or of one that was withdrawn: same
    inputs, same tables.
    """
    from warehouse.publish import current_version

    snapshot = read.snapshot
    digest = digests(run.settings, snapshot)
    current = current_version(run.settings.places.published)
    if current is not None and current.manifest.get("inputs_sha256") == digest.inputs:
        return None
    if is_withdrawn(run.ops, digest.inputs):
        return None
    from flows.frames import config_frames
    from warehouse import build as warehouse_build
    from warehouse.kept_inputs import write_inputs

    texts = run.settings.state.store().organisation_texts()
    version = f"{stamp(run.started_at)}-{digest.inputs[:8]}"
    database = run.settings.places.work / run.run_id / "candidate.duckdb"
    database.parent.mkdir(parents=True, exist_ok=True)
    inputs = warehouse_build.Inputs(
        captures=list(snapshot.captures),
        readings=list(snapshot.readings),
        statements=list(snapshot.statements),
        frames=config_frames(run.settings, texts),
        ops=run.ops.files(),
        version=version,
        former=None if current is None else _former(current, digest.code),
        lake=run.settings.state.lake,
    )
    # What is built here is judged next, keys and all.
    warehouse_build.build(database, inputs, are_keys_checked=False)
    write_inputs(database.parent, inputs)
    log.info("built version=%s", version)
    return Candidate(database, version, digest, current.version if current else None)


def _former(current: CurrentVersion, code: str) -> Former:
    from warehouse.build import Former

    return Former(current.version, current.database, current.manifest.get("code_sha256") == code)


def why_nothing(run: Run) -> str:
    """Why a night makes no version: nothing is new, or only what was withdrawn."""
    wrong = last_withdrawn(run.ops, published_version(run))
    return "nothing new" if wrong is None else f"nothing new since {wrong['version']} was withdrawn: {wrong['reason']}"


def published_version(run: Run) -> str | None:
    """The version that analysts see now; None when there has never been a sound one."""
    from warehouse.publish import current_version

    current = current_version(run.settings.places.published)
    return current.version if current else None


def judge(run: Run, candidate: Candidate) -> tuple[Verdict, ...]:
    """Audit the candidate as it lies on disk and judge the audits; keep verdicts and failing rows in ``ops``."""
    from announcements.reading import quote_checks
    from expectations.judge import judge as judge_audits
    from expectations.suites import CHECKS
    from warehouse import build as warehouse_build

    archive = run.settings.state.archive()
    evidence = warehouse_build.evidence_to_check(candidate.database)
    checks = pl.DataFrame(
        list(quote_checks(archive, evidence.iter_rows(named=True), archive.recipes())),
        schema={"statement_number": pl.Int64, "is_equal": pl.Boolean},
    )
    warehouse_build.audit(candidate.database, checks)
    names = [name for check in CHECKS for name in check.tables]
    verdicts = judge_audits(CHECKS, warehouse_build.read_audits(candidate.database, names))
    run.ops.append("check_result", run.run_id, (result_row(run, candidate.version, verdict) for verdict in verdicts))
    run.ops.append("check_failure", run.run_id, failure_rows(run, candidate.version, verdicts))
    log.info("judged checks=%d failed=%d", len(verdicts), sum(verdict.status != "passed" for verdict in verdicts))
    return verdicts


def publish_if_sound(run: Run, candidate: Candidate, verdicts: tuple[Verdict, ...]) -> Decision:
    """Switch the candidate in, or keep the last sound version and say why."""
    from warehouse.build import record_runs
    from warehouse.publish import publish

    if not is_sound(verdicts):
        names = ", ".join(verdict.check_name for verdict in verdicts if verdict.blocks) or "no check was carried out"
        return Decision(False, candidate.previous_version, f"blocked by {names}")
    if held := what_returns(run, candidate):
        return Decision(False, candidate.previous_version, held)
    incidents = incident_file(run, candidate.database.parent)
    record_runs(candidate.database, {**run.ops.files(), "incident": [incidents]})
    publish(
        candidate.database,
        run.settings.places.published,
        candidate.version,
        manifest(run, candidate, verdicts),
        prepare=lambda folder: _add_files(run, candidate, folder),
        share=_share(run.settings.state.lake, candidate),
    )
    retire_versions(run)
    return Decision(True, candidate.version, "published")


def _share(lake: Lake | None, candidate: Candidate) -> Callable[[Path], None] | None:
    if lake is None:
        return None
    from flows.lake_versions import share

    return lambda folder: share(lake, folder, after=candidate.previous_version)


def _add_files(run: Run, candidate: Candidate, folder: Path) -> None:
    """What the version was built from goes into its folder, and what shows it."""
    shutil.copytree(candidate.database.parent / "inputs", folder / "inputs")
    show(folder, candidate.version, run.settings.night.report)


def tell(run: Run, report: NightReport) -> None:
    """Record how the night went, then say so. (The row of its start was written before the first step.)"""
    run.ops.append("run", run.run_id, [end_row(run, report)])
    write_standing(run.settings.places)
    report.undelivered = len(speak(run, report.outcome, report.decision.version, report.told))
