"""Sectors and sites that somebody asks for and the next sentence gives: '분야를 나눠 달라. 데이터가 82개로 …'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.rules.breakdowns.bare import NO_FIELD
from announcements.rules.breakdowns.listed import Predicate, of_others, with_next
from announcements.rules.registry import rule
from announcements.rules.totals.asked import SPEAKER
from announcements.rules.totals.part_of_run import of_a_time
from announcements.text import Sentence

_ASKS = r"(?:\?['\"]?$|(?:달라|주세요|주십시오|바란다|바랍니다|주시죠)\.?['\"]?$)"
_SECTORS = re.compile(r"(?:분야|업종|부문)")
_SITES = re.compile(r"(?:사무[실소]|입주|둥지)[^?.]{0,20}?(?:어디|위치|장소|동네|건물)")
_ENDS_ASKING = re.compile(_ASKS)
_ANSWER = re.compile(SPEAKER)
_PARTNERS = re.compile(r"협약|손을?\s?(?:맞)?잡|유치")
_GATE = Gate(_SECTORS, _SITES)
# '협약 기업의 분야는?', '분야를 나눠 달라'; not '떠난 기업의 분야는?', '협약 기업의 로봇이 입주한 곳은?'.
_ABOUT_THEM = re.compile(
    r"(?:(?:그럼|그러면|그런데|이들|이|그|그\s?중|이\s?중|주로|전체|모두|어떤|어느|무슨|주요|가장|많은|인공지능|AI|(?:업무)?협약(?:한|을)?|맺은|체결한|"
    r"손잡은|유치한|(?:기업|업체|회사|기관|곳)들?(?:의|은|는|이|가|을|를|과|와)?|기업·기관(?:의|은|을|이)?|시?[와과가의])\s)*"
)
# Sentences before a question within which it is said who is counted.
_NEAR = 8
_FEWEST = 2


@rule(
    "breakdown.sector_asked",
    positive=(
        "광주시와 AI 협약을 맺은 곳은 몇 곳인가요?\n161곳입니다.\n분야는 고른가요?\n"
        "헬스케어가 45개, 데이터가 51개로 절반이 넘습니다."
    ),
    negative=(
        "광주시와 AI 협약을 맺은 곳은 몇 곳인가요?\n161곳입니다.\n교육생의 분야는 고른가요?\n"
        "헬스케어가 45개, 데이터가 51개로 절반이 넘습니다."
    ),
    gate=_GATE,
)
def sector_asked(doc: Document) -> Iterator[Finding]:
    """Fields with their numbers, as the answer to a question about them."""
    yield from _asked(doc, _SECTORS, "sector_count", "breakdown.sector_asked")


@rule(
    "breakdown.site_asked",
    positive=(
        "광주시와 AI 협약을 맺은 기업이 사무실을 둔 곳은 어디인가요?\n창업캠프에 45곳, 테크노파크에 21곳이 있습니다."
    ),
    negative=(
        "광주시와 AI 협약을 맺은 기업이 사무실을 둔 곳은 어디인가요?\n창업캠프에 45명, 테크노파크에 21명이 있습니다."
    ),
    gate=_GATE,
)
def site_asked(doc: Document) -> Iterator[Finding]:
    """Places with their numbers, as the answer to where the offices are."""
    yield from _asked(doc, _SITES, "site_count", "breakdown.site_asked")


def _asked(doc: Document, about: re.Pattern[str], predicate: Predicate, rule_id: str) -> Iterator[Finding]:
    for question in doc.holding(_GATE):
        match = about.search(doc.text, question.start, question.end)
        answer = next(iter(doc.sentences[question.index + 1 : question.index + 2]), None)
        if not match or not answer or not _ENDS_ASKING.search(question.text) or not _of_partners(doc, question):
            continue
        asks = _ANSWER.match(doc.text, question.start, question.end)
        told = doc.text[asks.end() if asks else question.start : match.start()]
        if not _ABOUT_THEM.fullmatch(doc.cues.city_names.sub("", told)):
            continue
        if of_others(doc, question, match) or of_a_time(doc, question.text):
            continue
        speaker = _ANSWER.match(doc.text, answer.start, answer.end)
        found = with_next(doc, answer, speaker.end() if speaker else answer.start, predicate, rule_id)
        fields = not any(NO_FIELD.search(one.member_text or "") for one in found)
        if len(found) >= _FEWEST and (fields or predicate == "site_count"):
            yield from found
            return


def _of_partners(doc: Document, question: Sentence) -> bool:
    near = doc.sentences[max(0, question.index - _NEAR) : question.index + 1]
    return any(_PARTNERS.search(s.text) for s in near)
