"""What rules about figures share: a number with its counter, where to look for it, and how exact it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate, Pairs
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, qualifier, to_int
from announcements.text import Sentence

# A number that counts organisations; the counter may be missing in outlines ('법인 30(본사 9)').
N = rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{ORGANISATION_COUNTER}|)"
COUNTED = rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{ORGANISATION_COUNTER})(?:\s?\([\d.]{{1,5}}\s?%\))?"
M = rf"(?P<m>{NUMBER})(?P<counter2>{ORGANISATION_COUNTER}|)"
TOTAL = (
    r"(?:(?:이번|이날|오늘)\s?협약(?:을\s(?:포함해|포함하면|더해|더하면|합쳐|합하면)|으로|까지)\s)?"
    r"(?:(?:지난해|작년|20\d\d년)\s?(?:\d{1,2}월\s?)?(?:부터|이후|이래)\s)?(?:(?:이달|이날|올?\s?연말|\d{1,2}월(?:\s\d{1,2}일)?|\d{1,2}일|지난달)\s?말?\s?(?:현재|기준)(?:으로)?\s)?(?:(?:이로써|이날부?로|현재까지|현재|지금까지|지금껏|여태(?:까지|껏)?|이번까지|이날까지|오늘까지|이미|모두|총|누적|누계|합계|도합|통틀어|합쳐|합해|전체|벌써|어느덧|어느새)"
    r"(?:은|는|으로는|으로|로)?\s?){0,3}(?:(?:(?:지난해|지난|작년)\s?(?:말|\d{1,2}월(?:\s?말)?)?\s)?"
    r"\d{1,4}\s?(?:개사|개|곳)에서\s(?:[가-힣\d]{1,5}\s?(?:달|년|개월)\s?만에\s|"
    r"(?:올해\s|지난달\s)?(?:\d{1,2}월\s?)?(?:말\s)?(?:현재|기준)\s)?)?"
)
PLANNED = re.compile(r"계획|목표(?!인\s|의\s|치|\s대비)|예정|방침|전망|기대|할 것|하겠|키로|기로 했")
# Of the batch that signs this day, not of what a paper of this day says.
OF_TODAY = re.compile(
    r"이날(?!까지|부?로\s|로써|\s협약(?:으로|을\s(?:포함|더|합)|까지|\s포함)|\s(?:내놓은|낸|펴낸|발표한|밝힌|공개한|배포한)\s)|"
    r"이번\s?협약(?!으로|을\s(?:통해|계기|포함|더|합)|\s포함|까지|에\s따라)|이번에"
)
_DIGIT = re.compile(r"\d")


def matches(doc: Document, patterns: Gate) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Matches in sentences that hold a digit; captions count who is in the picture."""
    some = doc.open(patterns)
    for sentence, held in doc.once("sentences with digits", _with_digits) if some else ():
        for pattern, needs in some:
            if not any(map(held.isdisjoint, needs)):
                for match in pattern.finditer(doc.text, sentence.start, sentence.end):
                    yield sentence, match


def _with_digits(doc: Document) -> list[tuple[Sentence, Pairs]]:
    return [
        (sentence, held)
        for sentence, held in doc.paired
        if sentence.role in ("body", "headline") and _DIGIT.search(sentence.text)
    ]


def finding(
    doc: Document, rule_id: str, measure: str, match: re.Match[str], group: str = "n", counter: str = "counter"
) -> Finding:
    start, end = match.span(group)
    exact = qualifier(doc.text, start, end, match.end(counter))
    return Finding(
        rule_id,
        "stated_total",
        start,
        match.end(counter),
        measure_code=measure,
        value_count=to_int(match[group]),
        value_text=doc.text[start : match.end(counter)],
        unit_code="person" if measure == "employees" else "organisation",
        qualifier=exact,
        scope="including",
        modality="claimed" if doc.in_speech(start) else "stated",
    )


# '사무소를 연 AI 협약기업은', '채용에 나선 협력 기업은': what they did besides signing.
_THAT_DID = re.compile(
    r"(?:(?:[을를에로]|에서)\s(?:[가-힣]{1,4}\s)?[가-힣]{0,6}(?:한|된|인|연|낸|둔|튼|온|긴|운|린|진|친|든|킨|쓴|선|간|춘|룬|은|는)"
    r"|(?<![가-힣])[가-힣]{2}(?:한|된)|[가-힣]\s중인)\s(?:[A-Za-z가-힣()]{1,8}\s)?$"
)
_SIGNED_OR_TOLD = re.compile(
    r"협약|체결|맺|손|유치|모은|이름|서명|사인|동참|합류|함께한|협력|늘|기록|발표|밝힌|공개|집계|파악|확인"
)


def of_those_that_did(doc: Document, sentence: Sentence, start: int) -> bool:
    """Do the words before tell some partners from the others by what they did in the city?"""
    did = _THAT_DID.search(doc.text, max(sentence.start, start - 30), start)
    return bool(did and not _SIGNED_OR_TOLD.search(did.group()))


# '유치기업 40개사 사무실 개소', '협력 기업 48곳이 본사를 옮겼다'; not '협약 기업 120개사 사무소 60곳'.
_SETTLED = re.compile(
    r"(?:이|가|은|는|도)?\s(?:[^\s,.…]{1,8}(?:에|로)\s)?(?:사무[실소]|지사|법인|본사|둥지|입주|연구소)(?![^\d,.…]{0,12}\d)"
)


def did_settle(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Do the words after a figure say what those counted did in the city, so that others may not have?"""
    return bool(_SETTLED.match(doc.text, match.end(), sentence.end))
