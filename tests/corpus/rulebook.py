"""``python -m tests.corpus.rulebook``: write docs/rules.md, every rule with what it got right on the labels."""

from __future__ import annotations

from collections import Counter

from announcements.facts import facts
from announcements.reader import Announcement, read, ruleset_fingerprint
from announcements.records import Statement
from announcements.rules import RULES
from tests.corpus import score
from tests.corpus.predict import ROOT, Labelled, labelled_documents, load_programme

HEADER = """# The reader's rules

Written by `python -m tests.corpus.rulebook`; do not edit by hand. Each rule proposes; the field's `choose` decides,
and where sentences contradict each other nothing is said. *Right of said* counts the statements that reached the
record of a bundled labelled announcement and agree with its labels; a rule without a figure had nothing to say there
(the invented wordings in `tests/golden/` hold it instead).

Grades: **A** an exact rule whose value the document itself confirms (list length = stated count or range of ordinals,
parts = total, total = last ordinal, time passed since the first signing); **B** an exact rule; **C** a rule that rests
on weaker signs (a headline, a caption, the topic alone); **D** contradicted inside the document (two values of one
measure, a part larger than its whole), kept for review and never published.
"""


def rulebook() -> str:
    said, right = _measured()
    lines = [HEADER]
    for field in dict.fromkeys(rule.field for rule in RULES.values()):
        lines.append(f"## {field}\n")
        lines.append("| rule | reads | right of said | example | stays silent on |")
        lines.append("|---|---|---|---|---|")
        for rule in RULES.values():
            if rule.field == field:
                measured = f"{right[rule.id]} of {said[rule.id]}" if said[rule.id] else ""
                cells = (f"`{rule.id}`", rule.says, measured, _cell(rule.positive), _cell(rule.negative))
                lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def _cell(text: str) -> str:
    return text.replace("\n", " ⏎ ").replace("|", "\\|")


def _measured() -> tuple[Counter[str], Counter[str]]:
    """Statements by rule, and those that agree with the labels; the seed article is not bundled, so not counted."""
    said: Counter[str] = Counter()
    right: Counter[str] = Counter()
    programme = load_programme()
    fingerprint = ruleset_fingerprint(programme)
    for document in labelled_documents():
        if document.id == "seed" or document.gold.get("series_certainty"):
            continue
        announcement = Announcement(document.id, document.id, document.text, document.published, None, None)
        reading, statements = read(announcement, programme, fingerprint=fingerprint, read_at="2026-01-01T00:00:00Z")
        predicted = facts(reading, statements)
        for statement in statements:
            verdict = _agrees(statement, document, predicted)
            if verdict is not None:
                said[statement.rule_id] += 1
                right[statement.rule_id] += verdict
    return said, right


def _agrees(statement: Statement, document: Labelled, predicted: dict[str, object]) -> bool | None:
    """Does the label say the same? None where labels do not cover it."""
    gold = document.gold
    if statement.predicate == "signing":
        return bool(gold["kind"] == "signing")
    if statement.predicate == "signed_date":
        return bool(gold.get("signed_date") == predicted["signed_date"])
    if statement.predicate in ("ordinal_first", "ordinal_last"):
        return bool(gold.get(statement.predicate) == statement.value_count)
    if statement.predicate == "party":
        return score.name_key(statement.organisation_text or "") in {
            score.name_key(p) for p in gold.get("parties") or []
        }
    if statement.predicate == "party_count":
        # Only some labels state the count; where one does, it must be the same.
        stated = gold.get("party_count_stated")
        return None if stated is None else bool(stated == statement.value_count)
    if statement.predicate == "stated_total" and statement.measure_code in score.TOTALS:
        if statement.qualifier != "exact" or statement.scope != "including" or statement.modality != "stated":
            return None
        return bool((gold.get("totals") or {}).get(statement.measure_code) == statement.value_count)
    if statement.predicate in ("sector_count", "site_count"):
        labels = gold.get("sector_breakdown" if statement.predicate == "sector_count" else "office_breakdown") or {}
        return bool(labels.get(statement.member_text) == statement.value_count)
    if statement.predicate == "goal":
        return any(
            goal["metric"] == statement.measure_code and goal["value"] == statement.value_count
            for goal in gold.get("goals") or []
        )
    return None


if __name__ == "__main__":
    (ROOT / "docs" / "rules.md").write_text(rulebook(), "utf-8")
