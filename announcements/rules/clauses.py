"""Clauses that speak of signing: which are this signing, which a past, planned or merely named one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from announcements.document import Document
from announcements.text import Sentence

Tense = Literal["done", "going_on", "past", "planned", "cumulative", "named"]

PACT = (
    r"(?:(?:업무|사업|투자|협력)\s?)?(?:협약|제휴|양해각서)(?:\s?\(\s?[Mm][Oo][Uu]\s?\))?(?:\s?체결식|식|서)"
    r"?(?![가-힣]*(?:기업|기관|사항|내용|금|에는))"
    r"|(?<![A-Za-z])M[Oo][Uu](?![A-Za-z])"
)
_GAP = r"[\s'\"]*(?:\(\d[^)]{0,20}\))?['\"]?(?:을|를|도|까지|식을|서에|서를)?\s?(?:[가-힣]{1,6}\s)?"
_EVENT = re.compile(
    rf"(?P<pact>{PACT}){_GAP}(?:"
    r"(?P<verb>체결|진행|개최|교환|완료|서명)(?P<end>했[다고으습는]|하였|했던|한다|합니다|할|하기|키로|하겠|"
    r"하려|하고|하며|하면서|해 |해,|한|하는|된|될|$|\s?(?:예정|계획|추진)|,|…|[.]|로|에 |식)?"
    r"|(?P<verb2>맺|열|갖|가졌|가지|치렀|치르|마쳤|마치)(?P<end2>었[다고으습는]|습니다|다고|다|는다|을|기로|겠|"
    r"고|으며|어|은|던|고자|고서)?"
    r"|(?P<verb3>했(?:[다고으습는]|$)|하고|하며|한 |한다|할 |하기로)"
    r")"
    r"|(?P<hands>손을\s?(?:맞\s?)?잡|손잡|맞손)(?P<end4>았[다고으습는]|은|고|아|는다|을|기로|$)?"
)
_NAMED_AT_END = re.compile(rf"(?:{PACT})['\"]?(?:\s?\(\d[^)]{{0,20}}\))?(?:\s?(?:체결|맞손))?(?=$|…|\s?[·,]|\s-)")
_BACK = re.compile(
    r"앞서|그동안|지금까지|현재까지|이날까지|지난해|작년|첫\s?(?:번째\s?)?(?:업무\s?)?협약|이래|이후|에 이어 |"
    r"시작으로|누적|"
    r"\d+\s?(?:년|개월)여?\s?(?:동안|간)|(?:올해|올 들어|올 한\s?해|금년)[^,.]{0,20}?\d+\s?(?:개|곳|사)|(?:19|"
    r"20)\d\d년(?!\s?\d{1,2}월\s?\d{1,2}일)|이미|기존"
)
_SINCE = re.compile(r"(?:\s?(?:바 있|바있|이래|이후|뒤부터|지 \d|지난))")
_DESCRIBES = re.compile(
    r"[^.]{0,60}?[을를]\s(?:연|둔|낸|세운|옮긴|마친|갖춘|만든|[가-힣]{1,4}한)\s(?!(?:바|뒤|후|이후|것|데|결과|"
    r"가운데|상태|지)(?:에|를|이|로)?[\s,])"
    r"|[^.]{0,80}?(?:한|연|은|운|된|둔|온|낸|긴|인)\s(?:㈜\S|[가-힣A-Za-z()]*(?:기업|회사|업체|곳|기관|개사|"
    r"\d+사)(?:들?(?:에|이|가|은|는|을|를|의|과|와)))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One verb of signing with the words before it back to the previous such verb."""

    sentence: Sentence
    start: int
    pact_start: int
    end: int
    tense: Tense
    has_pact: bool
    """False for 'joined hands', which says who but not that anything was signed."""


def clauses(doc: Document) -> list[Clause]:
    """Every clause about signing in the prose, in order."""
    return doc.once("clauses", _clauses)


def _clauses(doc: Document) -> list[Clause]:
    found: list[Clause] = []
    for sentence in doc.prose:
        found.extend(_in_sentence(doc.text, sentence))
    return found


def _in_sentence(text: str, sentence: Sentence) -> list[Clause]:
    found: list[Clause] = []
    start = sentence.start
    for match in _EVENT.finditer(text, sentence.start, sentence.end):
        tense = _tense(text, sentence, start, match)
        pact_start = match.start("pact") if match["pact"] else match.start()
        found.append(Clause(sentence, start, pact_start, match.end(), tense, bool(match["pact"])))
        start = match.end()
    if not found and sentence.role == "headline":
        for match in _NAMED_AT_END.finditer(text, sentence.start, sentence.end):
            found.append(Clause(sentence, start, match.start(), match.end(), "named", True))
            break
    return found


def _tense(text: str, sentence: Sentence, start: int, match: re.Match[str]) -> Tense:
    ending = (match["end"] or match["end2"] or match["verb3"] or match["end4"] or "").strip()
    rest = text[match.end() : sentence.end]
    before = text[start : match.start()]
    if sentence.role == "caption":
        return "planned" if re.match(r"할|기로|하기", ending) else "going_on"
    if ending in (
        "한다",
        "합니다",
        "할",
        "하기",
        "키로",
        "하겠",
        "하려",
        "는다",
        "을",
        "기로",
        "겠",
        "고자",
        "될",
        "예정",
        "계획",
        "추진",
        "하기로",
    ):
        return "planned"
    if ending in ("한", "은", "하는", "된", "던", "했던"):
        return "planned" if re.match(r"\s?(?:후|뒤)[^.]{0,60}겠", rest) else "past"
    if _BACK.search(before) or _SINCE.match(rest):
        return "cumulative" if re.search(r"\d", before[-60:]) else "past"
    if ending in ("하고", "고", "하며", "하면서", "해", "해,", "어", "아"):
        return (
            "past"
            if _DESCRIBES.match(rest) or (re.search(r"예정|계획|방침", rest[-12:]) and "오는" in before)
            else "done"
        )
    if ending in ("", "로", "에", ",", "…", ".", "식"):
        return "named"
    return "done"
