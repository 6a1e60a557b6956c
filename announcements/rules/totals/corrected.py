"""Figures that a newspaper puts right: '188곳'은 '198곳'의 오기."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding

_COUNTER = rf"(?:{ORGANISATION_COUNTER}|\s?건|\s?명)"
_PUT_RIGHT = re.compile(
    rf"'?{NUMBER}{_COUNTER}'?(?:은|는|을|를|이\s아니라|가\s아니라)\s'?(?P<n>{NUMBER})(?P<counter>{_COUNTER})'?"
    r"(?:의\s(?:오기|잘못)|[이가]\s(?:맞|옳)|이기에|(?:으)?로(?=,|\s(?:바로잡|고치|고칩|고쳐|정정|수정)))"
)
_CORRECTION = Gate(re.compile("바로잡|정정|고칩"))
# Characters before the wrong number in which its measure is named.
_NAMED = 60
_MEASURES = tuple(
    (measure, re.compile(words))
    for measure, words in (
        ("employees", r"(?:근무|상주|고용)\s?(?:인원|인력)|근무자|직원\s?수"),
        ("hq_relocated", r"본사"),
        ("corporations_established", r"법인"),
        ("offices_opened", r"사무[실소]"),
        ("companies", r"유치한\s[^'\d]{0,12}기업"),
        ("agreements_total", r"협약"),
    )
)
_LAST = re.compile(r"[^'\d,.]+$")


@rule(
    "total.corrected",
    positive="[바로잡습니다] 광주시와 AI 협약을 맺은 기업·기관 수 '188곳'은 '198곳'의 오기이기에 바로잡습니다.",
    negative="[바로잡습니다] 광주시와 AI 협약을 맺은 기업·기관 수 '188곳'은 틀리지 않았습니다.",
    gate=_CORRECTION,
)
def corrected(doc: Document) -> Iterator[Finding]:
    """The second of two numbers, in a notice that puts the first right; what they count stands before them."""
    for sentence in doc.prose:
        for match in _PUT_RIGHT.finditer(doc.text, sentence.start, sentence.end):
            before = _LAST.search(doc.text, max(sentence.start, match.start() - _NAMED), match.start())
            words = before.group() if before else ""
            measure = next((measure for measure, named in _MEASURES if named.search(words)), None)
            is_people = match["counter"].strip() == "명"
            if measure and is_people == (measure == "employees"):
                yield finding(doc, "total.corrected", measure, match)
