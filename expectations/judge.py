"""Carry out the checks with great-expectations and say what each came to.

great-expectations takes seconds to import; nothing else of the product imports it, and only a night that has
something to judge imports this module.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from expectations.deferred import defer

# Both before great-expectations is imported.
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
defer("altair", "scipy.stats")

import great_expectations as gx  # noqa: E402
import pandas as pd  # noqa: E402
from great_expectations import expectations as gxe  # noqa: E402

from expectations.suites import Check  # noqa: E402
from expectations.verdict import Verdict  # noqa: E402

# This one sets its own level on import and announces a temporary folder.
logging.getLogger("great_expectations.data_context.types.base").setLevel(logging.ERROR)

Row = Mapping[str, Any]
COUNTS = ("count_expected", "count_found")
"""The two numbers of an audit in the compare shape."""


def judge(checks: Iterable[Check], audits: Mapping[str, pd.DataFrame]) -> tuple[Verdict, ...]:
    """Judge every check against its audit.

    Args:
        audits: audit table name → its rows; ``<name>_rows`` → the failing rows of an audit in the violations shape.

    Returns:
        One verdict a check, in the order given. A missing audit, a missing column or an error inside
        great-expectations is ``crashed``, never ``passed``.
    """
    context = _context()
    source = context.data_sources.add_pandas("audit")
    return tuple(_judge_one(context, source, check, audits) for check in checks)


def build_data_docs(checks: Iterable[Check], audits: Mapping[str, pd.DataFrame], folder: Path) -> Path:
    """great-expectations' own pages on these audits, for a person who knows them; the first page's path.

    An older set of pages in ``folder`` is replaced.
    """
    shutil.rmtree(folder, ignore_errors=True)
    context = _context()
    site = {
        "class_name": "SiteBuilder",
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
    }
    context.add_data_docs_site(site_name="local", site_config=site)
    source = context.data_sources.add_pandas("audit")
    for check in checks:
        _run(context, source, check, audits[check.name])
    context.build_data_docs(site_names="local")
    return folder / "index.html"


def _context() -> Any:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context


def suite(check: Check) -> gx.ExpectationSuite:
    """The great-expectations suite of one check. No rows is itself a failure: on no rows all else passes."""
    meta = {"owner": check.owner, "runbook": check.runbook}
    common: dict[str, Any] = {"severity": check.severity, "meta": meta}
    expected: list[Any] = [gxe.ExpectTableRowCountToBeBetween(min_value=1, **common)]
    if check.shape == "compare":
        expected += [gxe.ExpectColumnValuesToNotBeNull(column=column, **common) for column in COUNTS]
        expected.append(
            gxe.ExpectColumnPairValuesToBeEqual(
                column_A=COUNTS[0], column_B=COUNTS[1], ignore_row_if="neither", **common
            )
        )
    else:
        expected.append(gxe.ExpectColumnValuesToBeBetween(column="rows_checked", min_value=1, **common))
        expected.append(gxe.ExpectColumnValuesToBeInSet(column="rows_failing", value_set=[0], **common))
    return gx.ExpectationSuite(name=check.name, expectations=expected, notes=check.meaning)


def _judge_one(context: Any, source: Any, check: Check, audits: Mapping[str, pd.DataFrame]) -> Verdict:
    if missing := [name for name in check.tables if name not in audits]:
        return _verdict(
            check, "crashed", f"could not be carried out: {', '.join(missing)} is not there, or what it reads is broken"
        )
    try:
        frame = audits[check.name]
        result = _run(context, source, check, frame)
        rows_name = f"{check.name}_rows"
        failing, notes = _split(audits[rows_name]) if check.shape == "violations" else (None, ())
    except Exception as error:  # noqa: BLE001 - whatever goes wrong inside a check is reported as crashed
        return _verdict(check, "crashed", f"could not be carried out: {type(error).__name__}: {error}")
    faults = [_fault(one) for one in result.results if one.exception_info and _raised(one.exception_info)]
    if faults:
        return _verdict(check, "crashed", f"could not be carried out: {'; '.join(faults)}")
    if result.success:
        return _verdict(check, "passed", f"{_checked(check, frame)} rows agree", notes=notes)
    return _failed(check, frame, failing, notes)


def _split(rows: pd.DataFrame) -> tuple[pd.DataFrame, tuple[Row, ...]]:
    """The rows that nothing explains, and those that a dated line does."""
    if "is_explained" not in rows:
        return rows, ()
    is_explained = rows["is_explained"].astype(bool)
    return rows[~is_explained], _rows(rows[is_explained])


def _run(context: Any, source: Any, check: Check, frame: pd.DataFrame) -> Any:
    """great-expectations' own checkpoint on one frame; the failing rows are taken from the frame, all of them."""
    batch = source.add_dataframe_asset(check.name).add_batch_definition_whole_dataframe("whole")
    definition = gx.ValidationDefinition(name=check.name, data=batch, suite=context.suites.add(suite(check)))
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name=check.name,
            validation_definitions=[context.validation_definitions.add(definition)],
            result_format="BOOLEAN_ONLY",
        )
    )
    (result,) = checkpoint.run(batch_parameters={"dataframe": frame}).run_results.values()
    return result


def _failed(check: Check, frame: pd.DataFrame, failing: pd.DataFrame | None, notes: tuple[Row, ...]) -> Verdict:
    if failing is None:
        # Nulls differ from everything, themselves included, so a null on either side is a failing row.
        failing = frame[~(frame[COUNTS[0]] == frame[COUNTS[1]])]
    rows = _rows(failing)
    what = (
        f"{len(rows)} of {_checked(check, frame)} rows fail"
        if len(frame)
        else "the audit is empty: nothing was compared"
    )
    return _verdict(check, "failed", what, rows, notes)


def _rows(frame: pd.DataFrame) -> tuple[Row, ...]:
    return tuple({str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records"))


def _verdict(
    check: Check, status: Any, message: str, rows: tuple[Row, ...] = (), notes: tuple[Row, ...] = ()
) -> Verdict:
    return Verdict(check.name, check.severity, status, check.owner, check.runbook, message, rows, check.key, notes)


def _checked(check: Check, frame: pd.DataFrame) -> int:
    if check.shape == "violations" and len(frame):
        return int(frame["rows_checked"].iloc[0])
    return len(frame)


def _raised(info: Mapping[str, Any]) -> bool:
    """Exceptions come as one mapping, or as a mapping of them by metric."""
    return bool(info.get("raised_exception")) or any(isinstance(v, Mapping) and _raised(v) for v in info.values())


def _fault(result: Any) -> str:
    info = result.exception_info
    inner = next((v for v in info.values() if isinstance(v, Mapping)), info)
    return f"{result.expectation_config.type}: {inner.get('exception_message')}"


def _plain(value: Any) -> Any:
    if value is None or (not isinstance(value, list | tuple | dict) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value
