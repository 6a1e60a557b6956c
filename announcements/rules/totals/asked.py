"""Figures that a question asks for and the next sentence gives: '협약을 맺은 곳이 몇 곳입니까? 231개입니다.'"""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, to_int
from announcements.rules.pacts.words import LARGEST_BATCH, NAMES_PACT
from announcements.rules.registry import rule
from announcements.rules.totals.figures import PLANNED, finding
from announcements.rules.totals.part_of_run import of_a_time
from announcements.rules.totals.whose import another_body_before, elsewhere
from announcements.text import Sentence

# '국장: ', '- ', '○인공지능정책과장 홍길동 '.
SPEAKER = r"(?:[^\s:]{1,12}(?:\s[^\s:]{1,8})?\s?:\s|○\s?[^\s:]{2,16}\s[가-힣]{2,4}\s(?=\S)|[-\"'QA]\.?\s?)?"
_SIGNED = re.compile(
    r"협약을?\s?(?:체결한|맺은|한)\s(?:[가-힣·]{1,6}\s)?(?:곳|기업|기관|기업·기관|데)[^?.]{0,12}?(?:몇|얼마)\s?[^?.]{0,10}\?"
    # '인공지능 기업 협약이 지금 몇 건입니까?'.
    r"|협약(?:이|은)\s(?:(?:지금까지|현재까지|지금|현재|모두|총)\s){0,2}(?:몇|얼마)\s?[^?.]{0,10}\?"
)
_SETTLED = (
    (
        "offices_opened",
        re.compile(r"(?:사무실|사무소|지사)[을를]\s(?:연|둔|낸|차린|마련한|개소한)\s(?:곳|데|기업|업체)"),
    ),
    ("corporations_established", re.compile(r"법인[을를]\s(?:세운|설립한|만든|낸)\s(?:곳|데|기업|업체)")),
    ("hq_relocated", re.compile(r"본사[를]\s(?:옮긴|이전한|옮겨\s온)\s(?:곳|데|기업|업체)")),
    # Nobody else's staff: '부서 근무 인원은?'.
    (
        "employees",
        re.compile(
            rf"^{SPEAKER}(?:(?:그럼|그중|이\s?중|이들|현재|지금|모두|(?:이|그|협약)\s?기업들?의?|이들\s?기업의?)\s){{0,3}}"
            r"(?:(?:근무|상주)\s?(?:인원|직원|인력)|(?:일하는|근무하는)\s(?:사람|직원|인원))"
        ),
    ),
)
_ENDS_ASKING = re.compile(r"\?['\"]?$")
_ANSWER = re.compile(
    rf"{SPEAKER}(?:(?:현재|모두|총|지금까지|협약(?:한|을\s(?:맺은|체결한))\s(?:곳|데|기업|기업·기관)(?:이|은|는))\s){{0,3}}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?(?:개사|개|곳|명|건))"
    r"(?:입니다|이다|다|이에요|예요|(?:으?로)\s(?:파악|집계|조사|확인|알고)"
    # '사무실을 연 곳은? 146개사가 열었습니다'.
    r"|[이가]\s(?:[가-힣]{1,5}\s)?(?:열었|냈|뒀|두었|차렸|세웠|설립했|옮겼|이전했|근무|일하|일합|있습|있어|있다|됩))"
)
_GATE = Gate(_SIGNED)
_BY_WHAT_THEY_DID = Gate(*(pattern for _, pattern in _SETTLED[:3]))
# Sentences before a question within which the pacts were counted.
_NEAR = 5
_COUNTED = re.compile(rf"(?P<n>{NUMBER})\s?(?:개사|개|곳|건)")


@rule(
    "total.asked",
    positive=(
        "광주시가 AI 업무협약을 체결한 곳은 지금까지 몇 곳입니까?\n국장: 231개입니다.\n"
        "사무실을 연 곳은요?\n국장: 146개사가 열었습니다."
    ),
    negative="광주시가 올해 AI 업무협약을 체결한 곳은 몇 곳입니까?\n국장: 231개입니다.",
    gate=Gate(_SIGNED, *(pattern for _, pattern in _SETTLED[:3])),
)
def asked(doc: Document) -> Iterator[Finding]:
    """The answer to how many have signed, and to what the next questions ask of them."""
    for question in doc.holding(_GATE):
        match = _SIGNED.search(question.text)
        answer = _answer(doc, question) if match and _of_the_run(doc, question) else None
        if not answer or to_int(answer["n"]) <= LARGEST_BATCH:
            continue
        yield finding(doc, "total.asked", "agreements_total", answer)
        yield from _of_them(doc, question.index + 2)
    for question in doc.holding(_BY_WHAT_THEY_DID):
        if _ENDS_ASKING.search(question.text) and _pacts_counted_before(doc, question):
            yield from _of_them(doc, question.index)


def _pacts_counted_before(doc: Document, question: Sentence) -> bool:
    """Does a sentence shortly before count more pacts than sign at once?"""
    near = doc.sentences[max(0, question.index - _NEAR) : question.index]
    return any(
        NAMES_PACT.search(s.text) and any(to_int(m["n"]) > LARGEST_BATCH for m in _COUNTED.finditer(s.text))
        for s in near
    )


def _of_the_run(doc: Document, question: Sentence) -> bool:
    """Of the city's pacts on the topic, from the beginning."""
    words = question.text
    if not (doc.cues.topic.search(words) or doc.cues.series.search(words)):
        return False
    return not (of_a_time(doc, words) or PLANNED.search(words) or another_body_before(doc, question, question.end))


# '138개사입니다. 본사를 옮긴 곳은 27개사입니다.': an answer may go on for so many sentences.
_GOES_ON = 2


def _of_them(doc: Document, index: int) -> Iterator[Finding]:
    """Questions and answers in turn about those that signed, as long as they go on."""
    gone_on = 0
    while gone_on <= _GOES_ON and index + 1 < len(doc.sentences):
        question = doc.sentences[index]
        if not _ENDS_ASKING.search(question.text):
            index, gone_on = index + 1, gone_on + 1
            continue
        measure = next((code for code, pattern in _SETTLED if pattern.search(question.text)), None)
        limited = of_a_time(doc, question.text) or PLANNED.search(question.text)
        answer = _answer(doc, question) if measure and not limited else None
        of_others = elsewhere(doc, question.start, question.end) or another_body_before(doc, question, question.end)
        if not answer or not measure or of_others:
            return
        yield finding(doc, "total.asked", measure, answer)
        index, gone_on = index + 2, 0


def _answer(doc: Document, question: Sentence) -> re.Match[str] | None:
    after = doc.sentences[question.index + 1 : question.index + 2]
    return _ANSWER.match(doc.text, after[0].start, after[0].end) if after else None
