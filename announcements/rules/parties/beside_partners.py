"""Who signs beside the partners that a clause names first: joined with them, before them, or with the city."""

from __future__ import annotations

import re
from itertools import islice

from announcements.document import Document
from announcements.korean.names import Name
from announcements.korean.particles import ADNOMINAL, agrees
from announcements.rules.pacts.clauses import Clause
from announcements.rules.parties.counterparties import names_between
from announcements.rules.parties.list_edges import in_bracket, left_edge

# '같은 자리에서', '젊은 회사': an adjective before its noun has no subject's particle.
_NOT_AN_ADJECTIVE = r"(?<!\s[같높낮많적작젊늦좋깊짧밝맑넓좁굵])"
# '한 사람씩 올라가', '찾아가': the end of a verb of going.
_NOT_A_VERB = (
    r"(?<!올라)(?<!들어)(?<!찾아)(?<!걸어)(?<!내려)(?<!나아)(?<!돌아)(?<!건너)(?<!넘어)(?<!따라)(?<!다녀)(?<!뛰어)"
)
# '어린이', '고양이': the syllable is the noun's own.
_NOT_A_NOUN = r"(?<!어린)(?<!고양)(?<!젊은)(?<!\s[놀종먹높길])"
SUBJECT = re.compile(
    rf"(?<=[^\s,])(?:{_NOT_AN_ADJECTIVE}은|(?<!에)(?<!에서)는|{_NOT_A_NOUN}이|{_NOT_A_VERB}가|(?<![에서로와과지이])도|\s역시)(?=\s)"
)
# Of more subjects in a clause none is looked at.
MOST_SUBJECTS = 3
# '오전에는 가나다, 라마바와, 오후에는 온라인으로 사아자와'.
_THEN = re.compile(
    r"(?<=[^\s,])[와과],\s(?:(?:\d{1,2}일|이어|뒤이어|또|오전|오후|온라인|화상|비대면|현장|서면|다음\s?날)[가-힣]{0,4},?\s)"
)


def in_group_before(doc: Document, clause: Clause, masked: str, mark: int) -> tuple[Name, ...]:
    """Those whom the city signed with before the ones that the last particle closes."""
    then = next(_THEN.finditer(masked, 0, mark), None)
    left = left_edge(doc, masked, then.start()) if then else 0
    return names_between(doc, clause.start + left, clause.start + then.start(), strict=True) if then else ()


# '가나다와 라마바, 사아자가 시청에서': the particle joins the subject's parts; not 'X와 Y가 세운 회사'.
_JOINT = re.compile(rf"(?P<particle>[은는이가])\s(?![가-힣]{{1,8}}(?<!열린)[{ADNOMINAL}]\s)")


def joint_subject(doc: Document, clause: Clause, masked: str, mark: int) -> tuple[Name, ...]:
    """The rest of a subject that the particle at ``mark`` joins, where the city is not said to act."""
    if doc.cues.city.search(masked, 0, mark):
        return ()
    for subject in islice(_JOINT.finditer(masked, mark + 2), MOST_SUBJECTS):
        if in_bracket(masked, subject.start()) or not agrees(masked[: subject.start()].split(" ")[-1], subject[1]):
            continue
        return names_between(doc, clause.start + mark + 2, clause.start + subject.start(), strict=True)
    return ()


# '가나다와 라마바대학교, 광주시는': the city is the last of those who sign.
_LAST_OF_SIDES = re.compile(r"[,·]\s?$")


def beside_city(doc: Document, clause: Clause, masked: str, after: int) -> tuple[Name, ...]:
    """Those between the first partner and the city, which ends the joint subject."""
    city = next((m for m in doc.cues.city.finditer(masked, after) if masked[m.end() : m.end() + 1] in "은는이가"), None)
    last = _LAST_OF_SIDES.search(masked[: city.start()], after) if city else None
    return names_between(doc, clause.start + after, clause.start + last.start(), strict=True) if last else ()


_TOGETHER = re.compile(
    r"(?:\s등)?[와과]\s(?:함께|더불어|나란히)\s"
    # '17일 시청에서 시와'.
    r"(?:(?:지난|이날|오전|오후|\d{1,2}월|\d{1,2}일|\d{1,2}시|[^\s,]{2,14}(?:청|룸|실|홀|센터|에서))\s){0,5}(?:[^\s]{1,8}\s)?$"
)


def companions(doc: Document, clause: Clause, masked: str, city: int, after: int) -> tuple[Name, ...]:
    """'가나다는 라마바, 사아자 등과 함께 광주시와': who signs beside the subject, which ends at ``after``."""
    match = _TOGETHER.search(masked[:city], after)
    if not match:
        return ()
    particle = SUBJECT.match(masked, after)
    left = max(left_edge(doc, masked, match.start()), particle.end() if particle else after)
    return names_between(doc, clause.start + left, clause.start + match.start(), strict=True)
