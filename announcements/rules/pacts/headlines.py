"""A signing that only headlines tell of, as in an excerpt, or a headline and its photograph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.dates import days, resolve
from announcements.korean.names import MARK
from announcements.rules.pacts.city_signs import city_acts, too_many
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.pacts.kind import finding
from announcements.rules.pacts.other_pacts import other_pact
from announcements.rules.pacts.words import PACT
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule
from announcements.text import Sentence

_SIGNED = re.compile(rf"(?:{PACT})['\"]?(?:을|를)?\s?체결\.?$")
_GATE = Gate(re.compile("체결"))
_IS_SHOWN = re.compile(
    r"(?:들어\s?보|펼쳐\s?보|펴\s?보|교환하|주고받|맞바꾸|서명하|체결하|맺|촬영|기념사진|악수)[가-힣]{0,4}\s(?:하고\s)?있다"
)
_SHOWN_GATE = Gate(_IS_SHOWN)
_THIS_PACT = re.compile(r"(?:이번|이날)\s(?:업무\s?)?협약")
_PHOTO_NEWS = re.compile(r"\s*[\[(<](?:포토|사진|화보)[가-힣 ]{0,6}[\])>]")
_NOT_YET = re.compile(r"예정|계획|추진|오는\s|앞두|준비")
# Days between a signing and the report whose headline names its day; more, and the month is not sure.
_LONGEST = 10


@rule(
    "signing.headline",
    positive=(
        "가나다·라마바, 광주시와 AI 협약\n두 기업, 21일 광주시청서 광주형 AI 비즈니스 업무협약 체결\n"
        "로봇 기업 가나다와 라마바가 광주에 법인을 세운다."
    ),
    negative=(
        "가나다·라마바, 광주시와 AI 협약\n두 기업, 25일 광주시청서 광주형 AI 비즈니스 업무협약 체결\n"
        "로봇 기업 가나다와 라마바가 광주에 법인을 세운다."
    ),
    published=date(2022, 12, 22),
    gate=_GATE,
)
def told(doc: Document) -> Iterator[Finding]:
    """A headline says that the series' pact was signed, and gives a day shortly before the report."""
    for clause in clauses(doc):
        sentence = clause.sentence
        if sentence.role != "headline" or not _SIGNED.search(doc.text, clause.start, clause.end):
            continue
        named = doc.cues.series.search(sentence.text) and doc.cues.city_names.search(sentence.text)
        mentioned = [resolve(day, doc.told_on) for day in days(doc.text, clause.start, clause.end)] if named else []
        recent = [day for day in mentioned if day and doc.told_on and 0 <= (doc.told_on - day).days <= _LONGEST]
        if len(mentioned) == len(recent) == 1 and not _NOT_YET.search(sentence.text):
            yield Finding("signing.headline", "signing", clause.start, clause.end, grade="C")


@rule(
    "signing.caption",
    positive="광주시, AI기업 3곳과 협약\n시장이 3일 시청에서 AI기업 3곳과 업무협약을 체결하고 있다. /광주시 제공",
    negative=(
        "시장이 3일 시청에서 AI기업 3곳과 업무협약을 체결하고 있다. /광주시 제공\n광주시와 손잡은 기업이 늘고 있다."
    ),
)
def photographed(doc: Document) -> Iterator[Finding]:
    """A headline names the pact, or says that the report is a photograph, and the caption shows the city signing."""
    named = any(c.sentence.role == "headline" and c.has_pact for c in clauses(doc))
    if not named and not (_PHOTO_NEWS.match(doc.text) and doc.naming_series):
        return
    about = doc.cues.topic.search(doc.text) or doc.cues.series.search(doc.text)
    for clause in clauses(doc):
        shown = clause.tense == "going_on" and clause.has_pact and about and city_acts(doc, clause)
        if shown and not other_pact(doc, clause) and not too_many(doc, clause):
            yield finding("signing.caption", clause, "C")


@rule(
    "signing.photograph",
    positive="3일 광주시청에서 열린 광주형 AI 비즈니스 협약식에서 시장과 ㈜가나다 대표가 협약서를 들어 보이고 있다.",
    negative="지난해 열린 광주형 AI 비즈니스 업무협약식에서 시장과 ㈜가나다 대표가 협약서를 들어 보이고 있다.",
    gate=_SHOWN_GATE,
)
def shown_alone(doc: Document) -> Iterator[Finding]:
    """Nothing but a caption tells of the series' pact: it shows the city with those whom the rest is about."""
    for clause in clauses(doc):
        sentence = clause.sentence
        shown = sentence.role == "caption" and clause.tense == "going_on" and clause.has_pact
        if not shown or not _IS_SHOWN.search(sentence.text):
            continue
        if not city_acts(doc, clause) or other_pact(doc, clause) or too_many(doc, clause):
            continue
        if _is_recent(doc, sentence) and _bears_out(doc, clause):
            yield finding("signing.photograph", clause, "C")


def _is_recent(doc: Document, sentence: Sentence) -> bool:
    held = [resolve(day, doc.told_on) for day in days(doc.text, sentence.start, sentence.end)] if doc.told_on else []
    return all(day and doc.told_on and 0 <= (doc.told_on - day).days <= _LONGEST for day in held)


def _bears_out(doc: Document, clause: Clause) -> bool:
    """The caption names the series and is all there is, or what follows goes on about those in it and their pact."""
    text = clause.sentence.text
    after = " ".join([s.text for s in doc.prose if s.role == "body"][:2])
    series = doc.cues.series.search(text) or doc.cues.series_tail.search(text)
    if not after:
        return bool(doc.cues.series.search(text))
    names = with_clause(doc, clause)[1]
    theirs = bool(names) and all(MARK.sub("", name.text).strip() in after for name in names)
    return bool(_THIS_PACT.search(after) if series else doc.cues.series.search(after)) and (theirs or bool(series))
