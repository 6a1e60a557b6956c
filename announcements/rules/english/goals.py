"""Public goals in English reports: what the city wants to reach by a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import to_int
from announcements.rules.english.figures import BOUND, N
from announcements.rules.registry import rule
from announcements.text import Sentence

_BY_YEAR = re.compile(r"\b[Bb]y (?:the end of )?(20\d\d)\b")
_TARGETS = {
    "organisations": re.compile(
        rf"(?:attract|bring in|bring|draw|lure|invite|secure)(?:ing)? (?:\w+ )?{N} (?:\w+ ){{0,2}}(?:compan|firm|"
        rf"business)"
    ),
    "people": re.compile(rf"(?:creat(?:e|ing)|add(?:ing)?) (?:\w+ )?{N} (?:\w+ ){{0,2}}jobs"),
}


_WANTS = re.compile(
    r"(?:\b(?:wants?|aims?|plans?|intends?|hopes?|seeks?|vow(?:s|ed)?|pledge[sd]?) to|'s (?:goal|target|aim) is to)\b"
)
_ANOTHER_WANTS = re.compile(r"(?:and|while|but|;) (?!it\b|the city\b)[\w' ]{2,40} $")
_APPOSITION = re.compile(r",[^,]{1,60},$")
_THE_CITY = re.compile(
    r"\b(?:[Tt]he )?(?:city|municipality|metropolis)(?: government)?$|\b[Ii]t$"
    r"|^(?:[Cc]ity|[Mm]unicipal) (?:officials|planners|leaders|authorities)$"
)
_A_CITY = re.compile(r"\b(?!(?:The|This|That|Our|Each|In|At)\b)[A-Z][a-z]+(?:'s)?(?: Metropolitan)? City\b(?! Hall)")
_ONE_COMPANY = re.compile(r"\b(?:compan|firm|startup|start-up)(?:y\b|\b)")


def _city_wants(doc: Document, sentence: Sentence, target: re.Match[str]) -> bool:
    """Is it the city that wants? 'It' is the city unless a company was just spoken of."""
    told = list(_WANTS.finditer(sentence.text, 0, target.start() - sentence.start))
    # 'The city hopes to draw 400 companies, and Gana Tech wants to create 300 jobs': another's from there on.
    if not told or any(_ANOTHER_WANTS.search(sentence.text[: one.start()]) for one in told[1:]):
        return False
    wants = told[0]
    # 'The city, home to 1.4 million people, aims to': what stands between commas is no part of the subject.
    subject = _APPOSITION.sub("", sentence.text[: wants.start()].rstrip())
    # 'Incheon Metropolitan City …. The city plans': the city named last is meant.
    last = list(_A_CITY.finditer(doc.text, 0, sentence.start + wants.start()))
    if last and not doc.cues.city_en.search(last[-1].group()):
        return False
    named = _THE_CITY.search(subject)
    if named and named.group().lower() == "it":
        before = doc.text[doc.sentences[max(0, sentence.index - 2)].start : sentence.start]
        return not _ONE_COMPANY.search(before + subject)
    after = [subject[match.end() :] for match in doc.cues.city_en.finditer(subject)]
    return bool(named) or any(rest in ("", " City", " Metropolitan City") for rest in after)


@rule(
    "goal.english",
    positive="Gwangju signed an AI agreement. By 2024 the city wants to attract 310 companies and create 1,000 jobs.",
    negative="Gwangju signed an AI agreement. By 2024 Gana Tech plans to attract 40 companies and create 30 jobs.",
    gate=Gate(_BY_YEAR),
)
def goals(doc: Document) -> Iterator[Finding]:
    """A year and what is to be reached by it ('by 2024 the city wants to attract 310 companies')."""
    if not (doc.cues.city_en.search(doc.text) and doc.cues.topic_en.search(doc.text)):
        return
    for sentence in doc.prose:
        by = _BY_YEAR.search(sentence.text)
        for cue in doc.programme.goals if by else ():
            match = _TARGETS[cue.counts].search(doc.text, sentence.start, sentence.end)
            if (
                by
                and match
                and _city_wants(doc, sentence, match)
                and not BOUND.search(doc.text, max(sentence.start, match.start("n") - 16), match.start("n"))
            ):
                yield Finding(
                    "goal.english",
                    "goal",
                    *match.span("n"),
                    measure_code=cue.code,
                    value_count=to_int(match["n"]),
                    value_text=match["n"],
                    unit_code="person" if cue.counts == "people" else "organisation",
                    qualifier="exact",
                    target_date=date(int(by[1]), 12, 31),
                    modality="planned",
                )
