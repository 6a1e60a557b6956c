"""What waits for a person: what could not be read, resolved or decided, with the line that answers it.

Every item has a check and a row key. A dated line under ``explanations`` in ``configs/corrections.yml`` with both
answers it; similar names are answered in ``configs/organisations.yml``. Answered items go away, and an answer that
answers nothing any more is an item itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from announcements.organisations import name_key
from announcements.reading import archived_texts
from announcements.similar_names import similar_pairs
from expectations.suites import CHECKS
from flows.settings import Settings
from warehouse.query import run_sql

UNREAD, UNDATED, WITHHELD, SIMILAR, STALE = "unread", "undated_signing", "withheld", "similar_names", "stale_answer"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits."""

    check: str
    programme: str
    row_key: str
    what: str
    sentence: str | None
    """As published: persons masked. None where no sentence is at issue."""
    source: str | None
    file: str
    line: str
    """What to add to (or take from) the file, ready to be pasted."""


def waiting(settings: Settings, database: Path) -> list[Item]:
    """Everything that waits, contradictions first; answered items are left out, stale answers are listed last."""
    found = [*_contradictions(database), *_unread(database), *_undated(database), *_withheld(settings, database)]
    answered = {(e.programme, e.check, e.row) for e in settings.corrections.explanations}
    waiting = [item for item in found if (item.programme, item.check, item.row_key) not in answered]
    known = {(item.programme, item.check, item.row_key) for item in found} | set(_explained(database))
    return [*waiting, *_similar(settings, database), *_stale(settings, known, database)]


def _contradictions(database: Path) -> Iterator[Item]:
    for check in CHECKS:
        if check.severity != "warning" or check.name == WITHHELD:
            continue
        rows = _rows(
            database,
            f"""
            select row_.programme_code, row_.row_key, row_.message, document.url,
                (select min(quote_public) from kpi.evidence as evidence
                 where evidence.document_id = row_.document_id and evidence.programme_code = row_.programme_code
                    and contains(evidence.quote_public, row_.stated_value::varchar))
            from audit.{check.name}_rows as row_
            left join star.dim_document as document using (programme_code, document_id)
            where not row_.is_explained
            order by all
            """,
        )
        for programme, key, message, url, sentence in rows:
            yield _explainable(check.name, programme, key, message, sentence, url)


def _unread(database: Path) -> Iterator[Item]:
    query = """
        select programme_code, 'document_id=' || left(document_id, 12), reason, url
        from star.dim_document where outcome = 'unread' and document_id <> 'unknown' order by all
    """
    for programme, key, reason, url in _rows(database, query):
        yield _explainable(UNREAD, programme, key, reason, None, url)


def _undated(database: Path) -> Iterator[Item]:
    query = """
        select programme_code, 'signing_key=' || signing_key, reports_count, parties_count
        from star.fact_signing where signed_date is null order by all
    """
    for programme, key, reports, parties in _rows(database, query):
        what = f"{reports} report(s) of a signing with {parties} named parties give no whole day; add one that does"
        yield _explainable(UNDATED, programme, key, what, None, None)


def _withheld(settings: Settings, database: Path) -> Iterator[Item]:
    """Statements that their own document contradicts (grade D): kept, never counted, and in no evidence."""
    query = """
        select row_.programme_code, row_.row_key, row_.message, document.url, row_.document_id
        from audit.withheld_rows as row_
        left join star.dim_document as document using (programme_code, document_id)
        where not row_.is_explained order by all
    """
    rows = _rows(database, query)
    quotes = _withheld_quotes(settings) if rows else {}
    for programme, key, what, url, document_id in rows:
        yield _explainable(WITHHELD, programme, key, what, quotes.get(document_id), url)


def _withheld_quotes(settings: Settings) -> dict[str, str]:
    """Document id → the first sentence in it that is withheld, as published."""
    store = settings.state.store()
    readings = store.readings(["reading_id", "capture_id", "read_at"])
    newest = readings.sort("read_at").group_by("capture_id").last()
    told = store.statements_of(newest, ("statement_id", "document_id", "grade", "quote_public"))
    withheld = told.filter(pl.col("grade") == "D").sort("statement_id", descending=True)
    return dict(withheld.select("document_id", "quote_public").iter_rows())


def _similar(settings: Settings, database: Path) -> Iterator[Item]:
    """Names so alike that they may be one. Declared pairs, either way, are answered."""
    told = set(_declared_pairs(settings))
    query = "select distinct organisation_name from star.dim_organisation order by all"
    names = [name for (name,) in _rows(database, query)]
    for first, second, ratio in similar_pairs(names):
        if frozenset((name_key(first), name_key(second))) not in told:
            yield Item(
                check=SIMILAR,
                programme="",
                row_key=f"{first}|{second}",
                what=f"{first} and {second} are alike ({ratio} of 100): one organisation, or two?",
                sentence=None,
                source=None,
                file="configs/organisations.yml",
                line=(
                    f"  - name: {second}\n    misprints: [{{text: {first}, reason: …}}]      # if they are one\n"
                    f"    different_from: [{first}]      # if they are two"
                ),
            )


def _declared_pairs(settings: Settings) -> Iterator[frozenset[str]]:
    for organisation in settings.organisations.organisations:
        spelled = (alias.text for alias in (*organisation.aliases, *organisation.misprints))
        former = (one.name for one in organisation.former_names)
        for other in (*spelled, *former, *organisation.different_from):
            yield frozenset((name_key(organisation.name), name_key(other)))


def _stale(settings: Settings, known: set[tuple[str, str, str]], database: Path) -> Iterator[Item]:
    for answer in settings.corrections.explanations:
        if (answer.programme, answer.check, answer.row) not in known:
            yield Item(
                check=STALE,
                programme=answer.programme,
                row_key=answer.row,
                what=f"an explanation of {answer.check} explains nothing any more: the numbers changed",
                sentence=None,
                source=None,
                file="configs/corrections.yml",
                line=f'remove the explanation with row: "{answer.row}"',
            )
    unmet = _unmet_spellings(settings, database)
    for organisation in settings.organisations.organisations:
        for alias in (*organisation.aliases, *organisation.misprints):
            if alias.text in unmet:
                yield Item(
                    check=STALE,
                    programme="",
                    row_key=f"{organisation.name}|{alias.text}",
                    what=f"no announcement spells {organisation.name} as {alias.text}",
                    sentence=None,
                    source=alias.source,
                    file="configs/organisations.yml",
                    line=f"remove {alias.text} from {organisation.name}",
                )


def _unmet_spellings(settings: Settings, database: Path) -> set[str]:
    """Declared spellings that stand neither among the names read nor anywhere in an announcement that was read.

    One that is ignored today counts too: it would need the spelling as soon as a rule or a cue takes it in.
    """
    texts = _rows(database, "select distinct organisation_text from star.organisation_text")
    keys = _rows(database, "select distinct name_key from star.organisation_text")
    met = {name_key(text) for (text,) in texts} | {key for (key,) in keys}
    organisations = settings.organisations.organisations
    declared = {alias.text for one in organisations for alias in (*one.aliases, *one.misprints)}
    unmet = {text for text in declared if name_key(text) not in met}
    if unmet:
        documents = _rows(
            database, "select document_id from star.dim_document where outcome in ('extracted', 'ignored') order by all"
        )
        for text in archived_texts(settings.state.archive(), (document_id for (document_id,) in documents)):
            unmet -= {spelling for spelling in unmet if _spells(text, spelling)}
    return unmet


def _spells(text: str, spelling: str) -> bool:
    """'NIA' stands in '한국정보화진흥원(NIA)과', not in 'CALIFORNIA'."""
    return spelling in text and bool(re.search(rf"(?<![A-Za-z0-9]){re.escape(spelling)}(?![A-Za-z0-9])", text))


def _explained(database: Path) -> Iterator[tuple[str, str, str]]:
    for check in CHECKS:
        if check.severity == "warning":
            query = f"select programme_code, row_key from audit.{check.name}_rows where is_explained"
            yield from ((programme, check.name, key) for programme, key in _rows(database, query))


def _explainable(check: str, programme: str, key: str, what: str, sentence: str | None, source: str | None) -> Item:
    line = (
        f'  - check: {check}\n    programme: {programme}\n    row: "{key}"\n'
        "    code: …            # unnamed, definition, timing, duplicate or error\n"
        "    reason: …\n    decided: {on: …, status: confirmed}"
    )
    return Item(check, programme, key, what, sentence, source, "configs/corrections.yml (explanations)", line)


def _rows(database: Path, sql: str) -> Sequence[tuple[Any, ...]]:
    return run_sql(database, sql).rows


def counts(items: Iterable[Item]) -> dict[str, int]:
    """How many items wait, by check."""
    found: dict[str, int] = {}
    for item in items:
        found[item.check] = found.get(item.check, 0) + 1
    return found
