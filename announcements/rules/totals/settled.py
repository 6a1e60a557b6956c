"""Who settled: offices opened, corporations founded, headquarters moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, TOTAL, N, finding, matches
from announcements.rules.totals.whose import elsewhere
from announcements.text import Sentence

# '사무소를 마련한 곳은 그중 모두 95곳'.
IN_ALL = rf"(?:[그이]\s?(?:중|가운데)\s)?{TOTAL}"
# '광주에', '현지', '광주로': where, in any city.
_IN = r"(?:[가-힣A-Za-z0-9]{2,8}에\s|현지\s)?(?:새로\s|현지\s|[가-힣]{2,4}\s?)?"
_TO = r"(?:아예\s)?(?:[가-힣]{2,8}로\s)?"
_OFFICE = r"(?:사무실|사무소|지사|연구실|지점)"
_OPENED = (
    r"(?:열었|열어|연\s|열고(?![^.]{0,50}?(?:할|예정|계획|기로|방침))|"
    r"개소했|개소하였|개소해|개소한|뒀|두었|두고(?![^.]{0,50}?(?:할|예정|계획|기로|방침))|설치해|마련해|차려|"
    r"냈|낸\s|설치했|설치하였|마련했|마련하였|문을\s?연|문\s?열|입주했|입주하였|"
    r"차렸|운영하고 있|운영 중|"
    r"차린\s|꾸렸|개설했|개설하였|(?:마련한|설치한|개설한)\s것으로)"
)
# '122곳이 사무소를, 66곳이 법인을 광주에 냈다': one verb for both.
_ONE_VERB = (
    r"(?:[가-힣]{2,8}에\s|새로\s|현지\s){0,2}"
    r"(?:냈|열었|열고|세웠|세우고|뒀|두었|두고|차렸|만들었|마련했|설립했|설립하였)"
)
_BOTH = rf"(?:가|이|은|는)\s{_OFFICE}(?:를|을),?\s"
_SIGN_OF_ONE = rf"(?:{_OFFICE}\s|(?:가운데|중)\s[^.\d]{{0,12}}?)(?:간판|현판|문패)[을를]"
# '이 중 사무소 110곳, 법인 60곳, 본사 20곳'.
_IN_A_ROW = rf"(?:이|그)\s?(?:중|가운데)\s(?:[가-힣]{{2,4}}\s)?{_OFFICE}"
_OFFICES = Gate(
    re.compile(rf"{_IN_A_ROW}\s{COUNTED},\s(?=(?:[가-힣]{{2,4}}\s)?법인\s\d)"),
    re.compile(
        rf"{COUNTED}{_BOTH}{NUMBER}{ORGANISATION_COUNTER}(?:가|이|은|는)\s(?:[가-힣]{{2,4}}\s)?법인(?:를|을)\s{_ONE_VERB}"
    ),
    re.compile(
        rf"{COUNTED}(?:가|이|는|은|도)?\s(?:(?:(?!중\s|가운데|으나|지만)[^\d.]){{0,24}}?){_OFFICE}(?:[^\d.]{{0,14}}?){_OPENED}"
        rf"(?!(?:곳|기업|업체|회사|기관)(?:은|는|이|가|도)\s{IN_ALL}{NUMBER})"
    ),
    re.compile(
        rf"{_OFFICE}(?:를|을|\s?문을)\s(?:새로\s|[가-힣]{{2,8}}에\s)?(?:연|둔|낸|차린|꾸린|갖춘|마련한|설치한|개소한|운영\s중인|운영하는|"
        rf"개설한)\s(?:[^\d.,]{{0,12}}?(?:은|이|는|가)\s|(?:곳|데|기업|업체)\s)?{IN_ALL}{COUNTED}"
    ),
    # '사무실 간판을 건 곳은 47개사다', '80곳 가운데 광주에 문패를 단 곳은 47개사다', '47곳이 사무실 간판을 달았다'.
    re.compile(rf"{_SIGN_OF_ONE}\s(?:건|단|내건|올린)\s(?:곳|데|기업|업체|회사)(?:은|는|이|가)\s{IN_ALL}{COUNTED}"),
    re.compile(rf"{COUNTED}(?:가|이)\s{_IN}{_OFFICE}\s(?:간판|현판|문패)[을를]\s(?:걸었|달았|내걸었|올렸)"),
    # '사무소를 둔 곳 92(법인 설립 51, 그중 본사 이전 14)'.
    re.compile(
        rf"{_OFFICE}[을를]\s(?:연|둔|낸|차린|갖춘|마련한|개설한)\s(?:곳|데|기업|업체)\s{N}(?=\s?\([^()\d]{{0,10}}법인)"
    ),
    re.compile(rf"{COUNTED}(?:가|이|는)?\s(?:[^\d.]{{0,10}}?)둥지(?:를\s틀었|를\s튼|…|$)"),
    re.compile(
        rf"(?:문을\s연|새로\s연|개소한|마련된|차려진|들어선)\s{_OFFICE}(?:은|는)\s{IN_ALL}{COUNTED}(?=[,이으]|$|\s)"
    ),
    # '둘. 문을 연 사무실 110곳.': all of an item of a list.
    re.compile(rf"(?:(?<=\n)|(?<=[.:] ))문을?\s연\s{_OFFICE}\s{IN_ALL}{COUNTED}(?=\.?(?:\n|$))"),
    re.compile(rf"{_OFFICE}\s?개소(?:는|은|가)?\s?:?\s{IN_ALL}{COUNTED}"),
    # '협약 기업의 광주 사무실은 모두 84곳이다'.
    re.compile(
        rf"(?:기업|기관|업체)의\s(?:[가-힣]{{2,4}}\s)?{_OFFICE}(?:은|는)\s(?:모두|총)\s{COUNTED}(?=이?다|으로|이며)"
    ),
    re.compile(rf"{_OFFICE}\s?:\s?{IN_ALL}{COUNTED}"),
    # '사무실은 143개사가 열었고'.
    re.compile(rf"{_OFFICE}(?:은|는)\s{IN_ALL}{COUNTED}(?:가|이)\s{_OPENED}"),
    # '터를 잡은 사무소는 창업캠프 30곳, … 등 93곳이다'.
    re.compile(
        rf"{_OFFICE}(?:\s?(?:소재지|위치|장소))?(?:은|는)\s(?=[^,.\n\d]{{2,16}}\s?\d{{1,3}}\s?(?:곳|개)[,·])[^.\n]{{4,200}}?\s등\s{IN_ALL}{COUNTED}(?=이다|에\s이|으로)"
    ),
    re.compile(rf"둥지를\s튼\s(?:[^\d.,]{{0,16}}?(?:은|이|는)\s)?{IN_ALL}{COUNTED}"),
)

# '협약을 맺은 3개사가 이달 나란히 사무실을 열었다': some of them, who came together.
_AT_ONCE = re.compile(
    r"(?<![가-힣])(?:나란히|한꺼번에|동시에|이날|이달|이번\s?(?:주|달)|지난\s?(?:주|달)|같은\s날|차례로)\s(?!현재|기준|까지|말)"
)


@rule(
    "total.offices",
    positive="협약 기업 가운데 61개사가 광주에 사무실을 열었다.",
    negative="협약한 5개사는 광주에 사무실을 열 계획이다. 앞서 협약한 3개사가 나란히 사무실을 열었다.",
    gate=_OFFICES,
)
def offices(doc: Document) -> Iterator[Finding]:
    """Partners that opened an office ('61개사가 사무실을 열었다', '둥지를 튼 61개사')."""
    for _, match in _here(doc, _OFFICES):
        if _AT_ONCE.search(match.group()):
            continue
        yield finding(doc, "total.offices", "offices_opened", match)


# Characters before a figure's words within which a place may stand that they are about.
_WHERE = 30


def _here(doc: Document, patterns: Gate) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Matches that are not of offices in another place."""
    for sentence, match in matches(doc, patterns):
        if not elsewhere(doc, max(sentence.start, match.start() - _WHERE), match.end()):
            yield sentence, match


_SITE = rf"(?:{_OFFICE}|법인|본사|본부|연구소|분원|지부|지회)"
# '사무소나 법인을 둔 97곳', '지사·본사를 옮긴 21곳': one or the other, so that neither is counted for itself.
_EITHER = re.compile(rf"{_SITE}(?:이나|나|·|/|[과와]\s|\s(?:또는|혹은|및)\s)\s?(?:[가-힣]{{2,4}}\s?)?{_SITE}")


def _of_one_sort(doc: Document, rule_id: str, measure: str, patterns: Gate) -> Iterator[Finding]:
    """Figures of that measure alone."""
    for sentence, match in _here(doc, patterns):
        if not _EITHER.search(doc.text, max(sentence.start, match.start() - 10), min(sentence.end, match.end() + 8)):
            yield finding(doc, rule_id, measure, match)


_CORPORATIONS = Gate(
    re.compile(rf"{_IN_A_ROW}\s{NUMBER}{ORGANISATION_COUNTER},\s(?:[가-힣]{{2,4}}\s)?법인\s{COUNTED}"),
    re.compile(
        rf"{NUMBER}{ORGANISATION_COUNTER}{_BOTH}{COUNTED}(?:가|이|은|는)\s(?:[가-힣]{{2,4}}\s)?법인(?:를|을)\s{_ONE_VERB}"
    ),
    re.compile(rf"법인\s?설립(?:은|이|:)?\s?(?:기업(?:은|도)?\s)?{COUNTED}"),
    re.compile(
        rf"법인(?:을|까지|\s설립을)\s(?:새로\s)?(?:세운|설립한|둔|만든|차린|마친)\s(?:[^\d.,]{{0,10}}?(?:은|"
        rf"이|는)?\s)?{IN_ALL}{COUNTED}"
    ),
    re.compile(
        rf"{COUNTED}(?:가|이|는|은|도)?\s{_IN}법인(?:을|까지|도|\s설립을|을\s새로)"
        rf"?\s?(?:설립(?:을|까지)\s)?(?:등기를\s)?(?:마쳤|끝냈|설립했|설립하였|세웠|만들었|차렸|뒀|두었)"
    ),
    re.compile(rf"본사\s?이전\s\d{{1,3}}(?:개사|개|곳)?,\s?(?:[가-힣]{{2,4}}\s)?법인(?:\s설립)?\s{N}"),
    re.compile(rf"법인\s{N}\s?(?=\(본사\s?(?:이전\s?)?\d)"),
    re.compile(rf"\((?:[^()\d]{{0,10}})법인(?:\s?설립)?\s?:?\s?{N}(?=\s?[,·/]\s?(?:(?:그|이)\s?중\s)?본사)"),
    re.compile(rf"법인(?:\s?설립)?\s?:\s?{IN_ALL}{COUNTED}"),
    re.compile(rf"{NUMBER}{ORGANISATION_COUNTER}(?:,|\s?\()\s?(?:그|이)\s?(?:중|가운데)\s법인(?:\s설립)?\s{COUNTED}"),
    # '이 가운데 48개는 법인, 15개는 본사다'.
    re.compile(rf"(?:이|그)\s?(?:가운데|중)\s{COUNTED}(?:는|은|이|가)\s법인(?=,|이고|이며|을|이다)"),
    re.compile(rf"{COUNTED}(?:은|는|이|가)\s법인(?:으로\s(?:등록|전환)|\s등록을\s(?:마쳤|마친|끝냈))"),
    # '법인은 9개사가 세웠다'.
    re.compile(rf"법인(?:은|을)\s{IN_ALL}{COUNTED}(?:가|이)\s(?:세웠|설립했|설립하였|차렸|만들었)"),
    # '사무실을 둔 66개사 가운데 법인은 33개'.
    re.compile(rf"(?:사무실|사무소|지사|이\s?중|가운데|본사)[^.]{{0,40}}?법인(?:은|이|도)\s{IN_ALL}{COUNTED}"),
    re.compile(rf"법인(?:은|이|도)\s{IN_ALL}{COUNTED}(?=[^.]{{0,16}}?본사)"),
)


@rule(
    "total.corporations",
    positive="법인 설립 30개사를 포함해 61개사가 사무실을 열었다.",
    negative="협약한 5개사는 법인을 세우기로 했다. 97개사가 광주에 사무소나 법인을 뒀다.",
    gate=_CORPORATIONS,
)
def corporations(doc: Document) -> Iterator[Finding]:
    """Partners that founded a corporation in the city ('법인 설립 30개사')."""
    yield from _of_one_sort(doc, "total.corporations", "corporations_established", _CORPORATIONS)


_HEADQUARTERS = Gate(
    re.compile(rf"(?<![가-힣])법인\s{NUMBER}{ORGANISATION_COUNTER},\s본사\s{COUNTED}"),
    re.compile(rf"본사\s?이전(?:은|이|:)?\s?(?:기업(?:은|도)?\s)?{COUNTED}"),
    re.compile(rf"본사\s?이전\s{N}(?=,\s?(?:[가-힣]{{2,4}}\s)?법인)"),
    re.compile(
        rf"본사(?:\s?(?:주소지?|소재지))?(?:를|까지)\s{_TO}(?:아예\s)?(?:옮긴|이전한|옮겨\s?온|둔(?=\s(?:기업|곳|업체|"
        rf"회사)))\s(?:[^\d.,]{{0,10}}?(?:은|이|는|도)?\s)?{IN_ALL}{COUNTED}"
    ),
    re.compile(
        rf"{COUNTED}(?:가|이|는|은|도)\s(?:아예\s|통째로\s)?본사(?:를|까지)\s{_TO}(?:옮겨|옮겼|이전했|이전하였|이전해)"
    ),
    re.compile(
        rf"법인(?:\s?설립)?\s?:?\s?{NUMBER}(?:개사|개|곳)?\s?[,·/]\s?(?:(?:그|이)\s?중\s)?본사(?:\s?이전)?\s?:?\s?{N}\)"
    ),
    re.compile(rf"{COUNTED}(?:가|이|는|은)\s본사(?:를\s옮긴|\s이전)\s(?:사례|경우)(?=다|이다|로)"),
    re.compile(rf"법인(?:,|이고|이며)\s{COUNTED}(?:는|은|이|가)\s본사(?=이?다|를)"),
    re.compile(rf"본사\s?이전\s?:\s?{IN_ALL}{COUNTED}"),
    re.compile(rf"본사(?:는|도|를\s이전한\s곳은)\s{IN_ALL}{COUNTED}(?=(?:가|이)\s(?:옮|이전))"),
    re.compile(rf"\(본사\s?(?P<n>{NUMBER})(?P<counter>{ORGANISATION_COUNTER}|)\)"),
)


@rule(
    "total.headquarters",
    positive="협약 기업 64개사가 법인을 설립하였고, 22개사가 본사를 이전하였다. 본사를 옮긴 기업도 22개다.",
    negative="61개사는 본사를 옮기거나 법인을 세웠다.",
    gate=_HEADQUARTERS,
)
def headquarters(doc: Document) -> Iterator[Finding]:
    """Partners that moved their headquarters to the city ('본사 이전 9개사')."""
    yield from _of_one_sort(doc, "total.headquarters", "hq_relocated", _HEADQUARTERS)
