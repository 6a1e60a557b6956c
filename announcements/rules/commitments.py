"""What the parties undertake: the clauses after ▲, of one party or of all jointly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.organisations import name_key
from announcements.rules.registry import rule

_INTRODUCED = re.compile(
    r"(?:[-○■□]\s?)?(?P<who>[^▲.\n]{1,60}?)(?:은|는|:|에는|에 따라|을 통해|이|가)?\s?(?=▲[^▲\n]{2,200}▲)"
)
_NOT_UNDERTAKEN = re.compile(
    r"주주|모델|홍보관|계열|참석|유망|제품|전략|과제는|서비스로|주요\s|왼쪽|오른쪽|기업은|기관은|업체는|"
    r"체결한\s|주관|현황"
)
_JOINT = re.compile(r"협약|내용|양측|이들|기업|두 회사|업체")
_ITEM = re.compile(r"▲\s?(?P<what>[^▲\n]{2,300})")
# After the last clause the sentence goes on: '… 발굴 등으로 협력한다', '… 프로그램이 담겼다', '… 지원이다'.
_GOES_ON = re.compile(
    r"\s등(?:을|이|의|에|으로|도|과|이다|$|\s|\.).*$"
    r"|(?:을|를|에|으로)\s(?:[가-힣]{1,8}\s){0,3}[가-힣]{1,10}다\.?$"
    r"|(?:을|를|이|가|으로|에)?\s(?:함께|상호|적극|공동|담겼|담겨|담고|포함|나선|나서|협력|약속|골자|맡|준비|"
    r"이어간).*$|(?:이다|다)?\.?$"
)


@rule(
    "commitment.clauses",
    positive="협약에는 ▲기술 자문 ▲광주법인 설립 ▲교육 프로그램이 담겼다.",
    negative="주주는 ▲가나다 대표 ▲라마바 대표 등 13명이다.",
)
def clauses_of_pact(doc: Document) -> Iterator[Finding]:
    """Clauses after ▲: of one party where it is the subject, else of all jointly."""
    for sentence in doc.prose if "▲" in doc.text else ():
        opening = _INTRODUCED.match(sentence.text) if sentence.role != "caption" and "▲" in sentence.text else None
        if not opening or _NOT_UNDERTAKEN.search(opening["who"]):
            continue
        items = list(_ITEM.finditer(sentence.text, opening.end()))
        for match in items:
            what = match["what"].rstrip(" ,.")
            if match is items[-1]:
                what = _GOES_ON.sub("", match["what"], count=1).rstrip(" ,.")
            if len(what) > 1:
                start = sentence.start + match.start("what")
                yield Finding(
                    "commitment.clauses",
                    "commitment",
                    start,
                    start + len(what),
                    organisation_text=opening["who"].strip(" -○·'\""),
                    value_text=what,
                    modality="planned",
                )


def choose(findings: list[Finding], signed: list[Finding]) -> list[Finding]:
    """Keep those that are not the list of parties itself, and name the party where the subject is one."""
    if not findings:
        return []
    names = {name_key(party.organisation_text or ""): party.organisation_text for party in signed}
    spans = [(party.start, party.end) for party in signed]
    kept = []
    for finding in findings:
        if any(start < finding.end and finding.start < end for start, end in spans):
            continue
        who = finding.organisation_text or ""
        party = next((names[key] for key in _endings(who) if key in names), None)
        if party or _JOINT.search(who):
            kept.append(finding._replace(organisation_text=party))
    return kept


def _endings(who: str) -> list[str]:
    """Keys of the last words of the subject, longest first ('보안 기업 가나다' ends in '가나다')."""
    words = who.split(" ")
    return [name_key(" ".join(words[index:])) for index in range(len(words))]
