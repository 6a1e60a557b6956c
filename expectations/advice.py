"""Why a check probably fails, and what to do: what the person on duty reads first; ``docs/runbook.md`` has more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Advice:
    """Each a sentence or two."""

    likely: str
    remedy: str


def of_model(what: str) -> Advice:
    """A published table that is not what its facts give."""
    return Advice("A change of a model lost, doubled or changed rows.", f"Look at {what}, and at what changed there.")


ADVICE: dict[str, Advice] = {
    "captures_accounted": Advice(
        "A file of readings was removed or never written.",
        "Run mou run again: captures without a reading are read. If it repeats, restore extracted/ from the backup.",
    ),
    "facts_kept": Advice(
        "A change of the models lost or doubled rows between extracted and star; or a disk or memory fault.",
        "Run it again. If it repeats, look at what changed in warehouse/models/star/ since the last sound version.",
    ),
    "goal_progress_kept": of_model("the model kpi/goal_progress.sql"),
    "agreements_by_month_kept": of_model("the model kpi/agreements_by_month.sql"),
    "breakdowns_kept": of_model("the models kpi/sector_mix.sql and kpi/office_sites.sql"),
    "settlement_funnel_kept": of_model("the model kpi/settlement_funnel.sql"),
    "coverage_kept": of_model("the model kpi/coverage.sql"),
    "reconciliation_kept": of_model("the model kpi/reconciliation.sql"),
    "restatement_kept": of_model("warehouse/former.py, warehouse/cells.py and the model kpi/restatement.sql"),
    "evidence_kept": of_model(
        "the audits evidence_of_totals.sql and evidence_of_lists.sql, the model kpi/evidence.sql"
    ),
    "evidence_complete": Advice(
        "A model made a number without citing what it rests on.",
        "The row names table, key and column: find the model that made it.",
    ),
    "evidence_quotes": Advice(
        "Archived bytes were changed or lost, or the decoder changed.",
        "Restore raw/ from the backup. If the decoder changed, mou reread reads the archive again.",
    ),
    "keys_unique": Advice(
        "A join in a model matches more than once.", "Choose one row in the model named, with a tie broken."
    ),
    "ranges_hold": Advice(
        "A model computes a value wrongly.", "The row names table and column: look at that model and at what it reads."
    ),
    "links_present": Advice(
        "A model points to a member that its dimension lacks.",
        "Unknown is a member of each dimension: make the model point to it.",
    ),
    "parts_add_up": Advice(
        "The report itself does not add up, or a part was misread.",
        "Open the announcement. If it says so itself, explain the row; if it was misread, mend the reader.",
    ),
    "nested_within": Advice(
        "Two reports use one word for different things, or a digit is wrong at the source.",
        "Compare the two sentences; explain the row with the code definition, or correct the statement that is wrong.",
    ),
    "list_length": Advice(
        "One organisation is spelled in two ways, somebody who is no party was read as one, or the report miscounts.",
        "Declare the alias in configs/organisations.yml, or explain the row.",
    ),
    "batches_add_up": Advice(
        "The report miscounts, or a figure leaves out its own batch.",
        "Open the announcement; explain the row if it says so itself.",
    ),
    "totals_never_fall": Advice(
        "The later report counts something else, repeats an older figure, or has a digit wrong.",
        "Compare the two sentences; explain the row (definition, timing), or correct the statement that is wrong.",
    ),
    "measure_jumps": Advice(
        "A digit too many at the source, a figure of another measure or city, or a real leap.",
        "Open the announcement; correct the statement, or explain the row.",
    ),
    "ordinals_collide": Advice(
        "One signing that two reports date differently.",
        "Correct the day in configs/corrections.yml, or explain the row.",
    ),
    "ordinals_ahead": Advice(
        "The ordinal and the total count different things, or a digit is wrong at the source.",
        "Explain the row, or correct the statement.",
    ),
    "derived_within_stated": Advice(
        "One organisation stands under two names, or a signing was counted twice.",
        "Look at mou review for similar names; declare the alias, or correct the day of the signing.",
    ),
    "sources_agree": Advice(
        "One of the reports is wrong, or counts something else.",
        "Compare the sentences (mou explain), then correct the statement that is wrong, or explain the row.",
    ),
    "definitions_hold": Advice(
        "The report calls all partners companies.",
        "If a source says how many are companies, add it; otherwise explain the row with the code definition.",
    ),
    "goals_agree": Advice(
        "The goal was changed by whoever set it, or the report has it wrong.",
        "If it was changed, change it in configs/programmes/ with its source; otherwise explain the row.",
    ),
    "withheld": Advice(
        "The report has a digit wrong, or a figure of something else was read as one of the series.",
        "Open the announcement. If it contradicts itself, explain the row; if it was misread, mend the reader.",
    ),
    "days_before_start": Advice(
        "A year is misprinted or misread, or the announcement is of something else.",
        "Add the line that the row gives to configs/corrections.yml, or mend started_on of the programme.",
    ),
    "corrections_apply": Advice(
        "The source was mended, or the correction is misspelled.",
        "Remove the line from configs/corrections.yml, or mend its was, url or document.",
    ),
    "source_collected": Advice(
        "The source is down, has moved, or its folder is missing.",
        "Open its address or folder; mend the entry in configs/sources.yml if it moved.",
    ),
    "source_fresh": Advice(
        "The source stopped publishing, moved, or changed its form so that nothing new is found.",
        "Open the source and look for anything newer. If there is, mend its entry; if it ended, say is_archive: true.",
    ),
    "source_volume": Advice(
        "The source changed its form, its search finds something else, or the month was unusual.",
        "Compare the month with what the source shows; change captures_per_month if the expectation was wrong.",
    ),
    "source_read": Advice(
        "The source changed its form or encoding.",
        "Look at the reasons in mou review; add the wording to the reader's examples, or declare the encoding.",
    ),
    "night_completed": Advice(
        "The machine stopped, the disk is full, or a fault of ours.",
        "Read the message; mou doctor looks at machine, disk and configuration. Then start mou run.",
    ),
    "night_on_time": Advice(
        "The machine or mou serve was down when the night was due.",
        "See that mou serve is started with the machine; mou doctor --monitor tells an outside watcher.",
    ),
    "publication_stands": Advice(
        "Somebody found it wrong and ran mou rollback; the reason is theirs.",
        "Correct what was quoted from it (mou diff lists the cells); mend the cause for the next night.",
    ),
    "alerts_delivered": Advice(
        "The channel's server is down, or its address or password is wrong.",
        "mou incidents --outbox shows the last error of each message; nothing is lost, the next run sends them.",
    ),
}
