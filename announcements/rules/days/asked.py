"""The day of a signing that a question and its answer tell of: in the question, or in the headline above them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.korean.dates import days
from announcements.rules.days.at_event import TELLS_OF_IT
from announcements.rules.days.signed_date import Told, day_found
from announcements.rules.pacts.clauses import ASKED, WHO_SIGNED, clauses
from announcements.rules.registry import rule


@rule(
    "signed_date.asked",
    positive="[3분 정리] 22일 시청에서 무슨 일이\n누가 서명했나?\n광주시와 AI 기업 세 곳입니다.",
    negative="[3분 정리] 22일 행사 안내\n누가 서명했나?\n광주시와 AI 기업 세 곳입니다.",
    published=date(2025, 4, 22),
    gate=ASKED,
)
def asked(doc: Document) -> Iterator[Finding]:
    """The question who signed gives the day, or a headline above it that speaks of the pact or the city's hall."""
    for clause in clauses(doc):
        question = doc.sentences[clause.sentence.index - 1] if clause.sentence.index else None
        if not question or clause.pact_start != clause.end or not WHO_SIGNED.search(question.text):
            continue
        # Short lines above the question may be read as one with it.
        own = max(question.start, doc.normal.text.rfind("\n", question.start, question.end) + 1)
        above = [(s.start, s.end) for s in doc.sentences[: question.index] if s.role == "headline"]
        heads = [span for span in (*above, (question.start, own)) if TELLS_OF_IT.search(doc.text, *span)]
        for start, end in ((own, question.end), *heads):
            found = list(days(doc.text, start, end))
            if len(found) == 1:
                yield from day_found("signed_date.asked", doc, Told(found[0], "act", clause), [])
                return
