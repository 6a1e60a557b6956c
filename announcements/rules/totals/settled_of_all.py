"""How many of the partners settled, told as a part of all: '168건 중 사무실 개소로 이어진 112건'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, to_int
from announcements.rules.registry import rule
from announcements.rules.totals.figures import PLANNED, finding
from announcements.rules.totals.pact_figures import COUNTER, figures_of_pacts
from announcements.rules.totals.whose import elsewhere
from announcements.text import Sentence

_N = rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{COUNTER})"
_OFFICE = r"(?:사무[실소]|지사)"
_OF_ALL = re.compile(r"\s?(?:중(?:에|에서|에는)?|가운데(?:서|는)?|→|에서)\s")
_OF_THEM = re.compile(r"(?:이|그|이들)\s?(?:중|가운데)(?:에|에서|에는|서)?\s|(?:여기|거기)서\s")
_HAVING = (
    r"(?:연|둔|낸|튼|갖춘|차린|꾸린|얻은|들인|마련한|개설한|개소한|설치한|운영하는|운영\s중인|두고\s있는|가진|가지고\s있는|문을\s연|문\s연|"
    r"개소(?:로|까지)\s(?:이어진|마친|간))"
)
_HAD = r"(?:열|냈|뒀|두었|갖췄|갖추었|차렸|꾸렸|얻었|들였|마련했|개설했|개소했|설치했|운영)"
_SITES = Gate(
    re.compile(
        rf"{_N}(?:이|가|은|는|도)?\s(?:[^.,\d\n\s]{{1,10}}\s){{0,2}}{_OFFICE}[을를]?\s(?:[가-힣]{{1,4}}\s)?{_HAD}"
    ),
    re.compile(
        rf"{_OFFICE}[을를]?\s(?:[가-힣]{{1,4}}\s)?{_HAVING}\s(?:(?:곳|데|기업|회사|업체|기관|경우|사례|건)(?:은|는|이|가|만)\s)?"
        rf"(?:모두\s|총\s)?{_N}"
    ),
    re.compile(rf"{_OFFICE}\s개소(?:는|가)?\s(?:모두\s|총\s)?{_N}"),
)
_NOT_OPENED = re.compile(
    r"없|못|않|안\s|아직|비[우운웠]|닫|철수|준비|앞[두둔]|대기|구하|찾|원하|희망|검토|약속|추진|퇴거|폐쇄|법인을?\s?(?:세|설립)|본사|늘[렸릴리]|넓[혔힌]|옮[겼긴겨]"
)


@rule(
    "total.offices_of_all",
    positive="광주시와 AI 협약을 맺은 기업·기관은 123곳이다. 이 가운데 82곳이 광주에 사무실을 갖췄다.",
    negative="광주시와 AI 협약을 맺은 기업·기관은 123곳이다. 이 가운데 41곳은 광주에 사무실을 갖추지 못했다.",
    gate=_SITES,
)
def offices(doc: Document) -> Iterator[Finding]:
    """A part of all that signed, of which an office is told as over ('123곳 … 이 가운데 82곳이 사무실을 갖췄다')."""
    for sentence in doc.holding(_SITES):
        if sentence.role not in ("body", "headline"):
            continue
        start, whole = _told_of_all(doc, sentence)
        for gated in doc.open(_SITES) if whole else ():
            match = gated.pattern.search(doc.text, start, sentence.end)
            if (
                match
                and 0 < to_int(match["n"]) < whole
                and not _NOT_OPENED.search(match.group())
                and not _NOT_OPENED.match(doc.text[match.end() : sentence.end].lstrip("이가은는도지 "))
                and not PLANNED.search(doc.text, start, sentence.end)
                and not elsewhere(doc, start, match.end())
            ):
                yield finding(doc, "total.offices_of_all", "offices_opened", match)
                break


def _told_of_all(doc: Document, sentence: Sentence) -> tuple[int, int]:
    """Where the sentence begins to tell of a part, and how many there are in all; 0 where it tells of none."""
    figures = figures_of_pacts(doc)
    for place, match, value in figures:
        if place is sentence and (of_all := _OF_ALL.match(doc.text, match.end(), sentence.end)):
            return of_all.end(), value
    of_them = _OF_THEM.match(doc.text, sentence.start, sentence.end)
    before = [figure.value for figure in figures if figure.sentence.index == sentence.index - 1] if of_them else []
    return (of_them.end(), max(before)) if of_them and before else (sentence.start, 0)
