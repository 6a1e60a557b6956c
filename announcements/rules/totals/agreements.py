"""Cumulative figures of agreements: how many have signed so far."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.rules.pacts.clauses import clauses
from announcements.rules.pacts.other_pacts import SORT
from announcements.rules.pacts.words import LARGEST_BATCH, PACT
from announcements.rules.registry import rule
from announcements.rules.totals.figures import (
    COUNTED,
    OF_TODAY,
    TOTAL,
    N,
    did_settle,
    finding,
    matches,
    of_those_that_did,
)
from announcements.rules.totals.some_who_signed import PART_OF_THEM, of_some
from announcements.rules.totals.whose import of_another, subject_is_another
from announcements.text import Sentence

# Figures for one sort of partner only.
SUBSERIES = re.compile(
    r"(?:팹리스|병원|대학|학교|은행|스타트업|외국계|해외\s?기업|대기업|지역\s?기업)(?:[은는이가도]|\s)"
)

_SIGNED = (
    r"(?:(?:협약|MOU)(?:\(MOU\))?(?:을|를)?\s?(?:체결)?(?:한|맺은)|(?:협약을|MOU를)\s맺은|"
    r"손(?:을)?\s?(?:맞)?잡은|협약에\s(?:이름을\s올린|서명한|참여한|동참한|합류한))"
)
_AGREEMENTS = (
    re.compile(rf"{_SIGNED}\s(?:[^\d.,]{{0,24}}?(?:은|이|는|도|수는|가)?\s)?{TOTAL}{COUNTED}"),
    re.compile(
        # Not '전화가 닿는 협약 기업은 60곳'.
        rf"(?<![가-힣]는\s)협약\s?(?:체결\s?)?(?:기업|기관|업체)(?:·기관|·기업)?(?:은|이|는|도|\s수는|\s수가|\s수를)"
        rf"?\s{TOTAL}{COUNTED}(?!뿐)"
    ),
    re.compile(
        rf"기업(?:\s?·\s?|\s?및\s|과\s)(?:기관|단체)(?:·단체|·기관)?(?:은|이|는|도|\s수는|\s수가|\s수)"
        rf"?\s{TOTAL}{COUNTED}(?=[^.]{{0,10}}?(?:돌파|늘|집계|이르|달|넘))"
    ),
    # '협약을 체결한 기업·기관 전체는 208개다'.
    re.compile(
        rf"{_SIGNED}\s[^\d.,]{{0,16}}?(?:전체|전부|총수|합계)(?:는|은|가|이)\s{COUNTED}(?=이?다|에|[로를을이가])"
    ),
    re.compile(rf"시작으로[^\d.]{{0,24}}?{TOTAL}{COUNTED}로\s늘"),
    # '협약 125개 : 기업 114, 기관 11'.
    re.compile(rf"협약\s{COUNTED}(?=\s?:\s?기업\s?{NUMBER}[^\n]{{0,6}}[,·]\s?기관)"),
    # '쌓은 협약은 150개로, 기업 137개와 기관 13개다'.
    re.compile(rf"협약(?:은|이)\s{TOTAL}{COUNTED}로,?\s(?=기업\s?{NUMBER}{ORGANISATION_COUNTER}[^.]{{0,4}}\s기관)"),
    # '이번 협약으로 협약 기업은 …', '누적 협약은 120건', '협약 건수는 모두 120건'.
    re.compile(
        rf"(?:이로써|이에\s?따라|이번\s?협약(?:으로|까지|을\s(?:통해|포함해|더해))|"
        rf"이번까지)[^\d.]{{0,36}}?협약[^\d.]{{0,20}}?{TOTAL}"
        rf"{COUNTED}(?=(?:로|가|이|를|에|까지|다|이다|\s))"
    ),
    re.compile(
        rf"(?:누적|누적된|누계|총)\s협약\s?(?:기업|기관|업체|건수|수|곳)?(?:·기관)?(?:\s수)?(?:은|는|이|"
        rf"가)?\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?"
        rf"(?P<counter>\s?건|{ORGANISATION_COUNTER})"
    ),
    re.compile(
        rf"협약\s?(?:건수|실적|누계|기업\s?누계)(?:은|는|이|가)\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?"
        rf"(?P<counter>\s?건|{ORGANISATION_COUNTER})"
    ),
    re.compile(
        rf"(?:체결한|맺은)\s(?:[A-Za-z가-힣]{{1,6}}\s){{0,3}}?(?:업무\s?)?협약(?:은|이|"
        rf"도)\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)"
    ),
    re.compile(
        rf"(?:맺은|체결한)\s(?:[A-Za-z가-힣]{{1,6}}\s)?(?:업무\s?)?협약(?:은|이)\s(?:이로써\s)?(?:모두|"
        rf"총|누적)\s{COUNTED}(?=로\s늘|이\s됐|에\s이|에\s달|[을를]\s(?:넘|돌파|기록)|다)"
    ),
    re.compile(
        rf"협약은\s(?:이로써\s|이번까지\s|이들을\s(?:포함해|더해|"
        rf"합쳐)\s){TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건|"
        rf"{ORGANISATION_COUNTER})(?:\([^)\n]{{1,30}}\))?(?=(?:으)?로\s(?:늘|불|증가)|이\s됐|에\s이|에\s달|[을를]\s기록|이?다)"
    ),
    # '이들이 더해지면서 전체 협약은 294개로 불어났다'.
    re.compile(
        rf"전체\s협약\s?(?:기업|기관|업체|건수)?(?:·기관)?(?:\s?수)?(?:은|는|이|가)\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?"
        rf"(?P<counter>\s?건|{ORGANISATION_COUNTER})(?=(?:으)?로\s(?:늘|불|증가)|[이가]\s[됐되]|에\s(?:이르|달|도달))"
    ),
    # '협약했고, 2019년 10월부터 따지면 모두 131곳이다'.
    re.compile(
        rf"협약[^.\n]{{0,30}}?(?:20\d\d년(?:\s\d{{1,2}}월)?|첫\s협약|처음)(?:부터|이후|이래)\s(?:[가-힣]{{1,6}}면\s)?(?:모두|총|누적|통틀어)\s{COUNTED}"
        rf"(?=이?다|에\s(?:이르|달|이른)|[이가]\s[됐되]|으?로\s(?:늘|불))"
    ),
    # '인공지능 협약은 누적 200건이 됐다'.
    re.compile(
        rf"협약(?:은|이)\s(?:누적|누계|모두|총|통산)\s(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)"
        rf"(?=이\s됐|으로\s늘|에\s이|에\s달|[을를]\s기록|이?다)"
    ),
    # '협약은 161건에서 164건이 됐다'.
    re.compile(
        rf"협약(?:은|이)\s\d{{1,4}}\s?(?:건|개|곳)에서\s(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건|\s?개|\s?곳)(?=[이가]\s[됐되]|으?로\s(?:늘|불|증가))"
    ),
    # '협약은 이달 21일 가나다와의 협약을 더해 157건이 됐다'.
    re.compile(
        rf"협약(?:은|이)\s[^.\n]{{0,50}}?(?:더해|합쳐|합해|포함해|보태)\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)"
    ),
    # '8월 말까지 110곳과 협약을 맺었으며, 9일 6곳을 더해 116곳이 됐다'.
    re.compile(
        rf"협약[^.\n]{{0,60}}?\d{{1,3}}\s?(?:곳|개사|개)(?:을|를)\s(?:더해|보태)\s{TOTAL}{COUNTED}(?=이\s됐|로\s늘)"
    ),
    # '협약을 맺은 기업이 지난 9일 116곳으로 늘었다'.
    re.compile(
        rf"{_SIGNED}\s[^\d.,]{{0,24}}?(?:이|가|은|는)\s(?:지난\s)?\d{{1,2}}일\s{COUNTED}"
        r"(?=(?:으로|로)\s(?:늘|증가|불어)|[을를]\s(?:찍|돌파|기록|달성|채)|에\s(?:이르|달|도달|이른)|이\s됐)"
    ),
    # '3개 기업과 협약해 누적 60곳을 달성했다'.
    re.compile(rf"협약(?:해|하며|하면서|을\s(?:맺어|체결해|맺으며|맺으면서))[^.\n]{{0,10}}?누적\s{TOTAL}{COUNTED}"),
    # '현재까지 131개사와 협약해 87개사가 사무실을 열었다'.
    re.compile(
        rf"(?:지금까지|현재까지|이날까지)\s(?:모두\s|총\s)?{COUNTED}(?:과|와)\s(?:업무\s?)?협약(?:해|했|하고|하며)"
    ),
    # '인공지능 협약이 203건에 이르렀다', '총 203개 기업·기관과 협력하게 됐다'.
    re.compile(
        rf"(?<=[가-힣A-Z]\s)협약이\s(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)(?=에\s(?:이르|달|도달)|으로\s늘|이\s됐)"
    ),
    re.compile(
        rf"(?:총|모두)\s{COUNTED}(?:·기관)?(?:과|와)\s(?:협력|협약|손잡|함께)[가-힣]{{0,3}}\s(?:됐|되었|됩니다)"
    ),
    # '지금까지 162건의 협약이 체결됐다'.
    re.compile(
        rf"(?:지금까지|현재까지|이날까지)\s[^.\d]{{0,10}}?(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)의\s(?:업무\s?)?협약(?:이|을)\s(?:체결|맺|이뤄)"
    ),
    # '올 들어 협약한 기업은 19개로, 2019년 이후 누적은 273개가 됐다', '협약 누적은 273개다'.
    re.compile(
        rf"협약\s?(?:[^.\n]{{0,60}}?(?:,|이후|이래|부터|이로써|전체|총)\s)?누적(?:은|이|치는)\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?"
        rf"(?P<counter>\s?건|{ORGANISATION_COUNTER})(?=이?다|에\s(?:이르|달)|[이가]\s[됐되]|으?로\s(?:늘|불))"
    ),
    # '누적으로는 156곳이다'.
    re.compile(rf"(?:누적|누계)(?:으로는|로는|으로|로)\s{TOTAL}{COUNTED}(?=이?다|에\s이|에\s달|이\s됐)"),
    # '업무협약 36건을 달성했다'.
    re.compile(
        rf"협약\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건|"
        rf"{ORGANISATION_COUNTER})(?=[을를]\s(?:달성|돌파|기록|맺는\s성과|체결하는\s성과))"
    ),
    # '협약 135건을 유형별로 보면', '협약 기업은 189개, 협약 기관은 14개로 모두 203개'.
    re.compile(rf"협약\s{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?건)(?=을\s[가-힣]{{1,6}}별로)"),
    re.compile(
        rf"협약\s?기업(?:이|은)\s{NUMBER}{ORGANISATION_COUNTER},?\s(?:협약\s?)?(?:기관|단체|협회)(?:이|은)"
        rf"\s{NUMBER}{ORGANISATION_COUNTER}로\s(?:모두|총|합계)\s{COUNTED}"
    ),
    # '70개 기업·기관(기업 63, 기관 7)'.
    re.compile(
        rf"{COUNTED}(?:·(?:기관|단체|협회))?(?=\(기업\s?{NUMBER}{ORGANISATION_COUNTER}?[,·]\s?(?:기관|"
        rf"단체|협회)[^()\n]{{0,12}}\))"
    ),
    # '업무협약 : 135개 (기업 124, 기관 11)', '이번 협약으로 모두 163개사와 업무협약을 체결하게 됐다'.
    re.compile(rf"협약\s?:\s?{TOTAL}{COUNTED}(?=\s?\(기업\s?\d)"),
    re.compile(rf"이번\s?협약으로\s(?:모두|총)\s{COUNTED}(?:과|와)\s(?:업무\s?)?협약을\s(?:체결하게|맺게|체결한|맺은)"),
    # '현재 누계 70개 기업·기관'.
    re.compile(rf"(?:누계|누적)\s{COUNTED}(?=·(?:기관|단체|협회))"),
    # '협약 기업·기관 : 121개'.
    re.compile(
        rf"협약\s?(?:체결\s?)?(?:기업|기관|업체|현황)(?:\s?·\s?(?:기관|기업))?(?:\s?수)?\s?:\s?{TOTAL}{COUNTED}"
    ),
    # '기업 49개, 기관 8개 등 모두 57개로 늘었다'.
    re.compile(
        rf"기업(?:은|이)?\s?{NUMBER}{ORGANISATION_COUNTER}(?:,|과|와|·|\s및)\s?(?:기관|단체|"
        rf"협회)[^\d,.]{{0,8}}\s?{NUMBER}{ORGANISATION_COUNTER}"
        rf"(?:\s등|로|을\s합쳐|를\s합쳐|을\s합해|,)?\s(?:모두|총|합계|전체|도합|합쳐)\s?{COUNTED}"
    ),
    # '협약을 체결한 곳은 기업 80개, 기관 8개 등 88개다'.
    re.compile(
        rf"{_SIGNED}\s곳은\s기업\s?{NUMBER}{ORGANISATION_COUNTER},\s(?:기관|단체|협회)"
        rf"\s?{NUMBER}{ORGANISATION_COUNTER}\s등\s{COUNTED}(?=이?다|로|에)"
    ),
)
_JOINED = re.compile(
    rf"{TOTAL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?개\s?기업·?(?:\s?및\s)?기관|\s?곳의?\s기업·기관)"
    rf"(?:이|과|들이)[^.]{{0,14}}?(?:손을?\s?(?:맞)?잡|협약)"
)
# '협약을 맺은 지 1362일, 그사이 208곳이 이름을 올렸다'.
_CAME_IN = re.compile(
    rf"협약[^.\n]{{0,30}}?(?<!\d){TOTAL}{COUNTED}(?:이|가)\s(?:[가-힣]{{1,4}}\s)?"
    r"(?:이름을\s올|동참[했하]|합류[했하]|함께[했하]|도장을\s찍|서명[했하]|손을\s?(?:맞)?잡)"
)
# What a batch does as well as the run.
_BY_VERB = (_JOINED, _CAME_IN)
_OF_ALL = re.compile(rf"전체\s{N}\s?중")
_LED = re.compile(
    rf"{COUNTED}(?:는|은|중|가운데|\s중|\s가운데)?,?\s?(?:기업|(?P<m>{NUMBER}){ORGANISATION_COUNTER}(?:는|은)?\s기업)"
    rf"(?=[이은]?\s?\d|이고|은\s|이며)(?=[^.]{{0,30}}?(?:기관|단체|협회))"
)
# '6개 기업과 업무협약…누적 195개'.
_HEADLINE_SUM = re.compile(rf"협약(?:\s체결)?(?:…|,\s|\.\.\.)누적\s?{COUNTED}")
_HEADLINE_HANDS = re.compile(rf"부터[^\d.]{{0,4}}(?:\d+년\s?)?(?:\d+개월)?[^\d.]{{0,6}}{COUNTED}\s?(?:맞손|협약|손잡)")


_HANDS_WITH_CITY = re.compile(
    rf"(?:총|모두)\s?{COUNTED}(?:이|가)\s[^.\d]{{0,14}}?(?:협약을|손을|MOU를)\s?(?:맺|체결|잡)"
)
_ALL_AGREEMENTS = Gate(
    _HANDS_WITH_CITY,
    *_AGREEMENTS,
    _JOINED,
    _CAME_IN,
    _OF_ALL,
    _LED,
    _HEADLINE_SUM,
    _HEADLINE_HANDS,
)


@rule(
    "total.agreements",
    positive="지금까지 광주시와 협약한 곳은 모두 120개로 집계됐다.",
    negative="이날 협약한 21개 기업 대표는 함께하겠다고 했다.",
    gate=_ALL_AGREEMENTS,
)
def agreements(doc: Document) -> Iterator[Finding]:
    """How many have signed so far ('협약한 곳은 120개', '기업·기관 100개를 돌파')."""
    for sentence, match in matches(doc, _ALL_AGREEMENTS):
        words = doc.text[max(sentence.start, match.start() - 12) : match.start("n")]
        said = doc.text[match.start() : match.start("n")]
        if (
            not OF_TODAY.search(words)
            and not SUBSERIES.search(words)
            and not _of_a_day(doc, sentence, match)
            and not PART_OF_THEM.search(said)
            and not (_CALLED_SO.match(match.group()) and of_those_that_did(doc, sentence, match.start()))
            and not of_another(doc, sentence, match.start())
            and not SORT.search(doc.text, max(sentence.start, match.start() - 8), match.start())
            and not (_UNTIL_NOW.match(match.group()) and subject_is_another(doc, sentence, match.start()))
            and not (match.re in _BY_VERB and to_int(match["n"]) <= LARGEST_BATCH and not _summed(match, said))
            and not of_some(doc, sentence, match, bool(_SUMMED.search(said)))
            and not did_settle(doc, sentence, match)
        ):
            yield finding(doc, "total.agreements", "agreements_total", match)


def _summed(match: re.Match[str], said: str) -> bool:
    """Do the words sum up? '등 모두 7개 기업이 이름을 올렸다' sums up a batch."""
    return match.re is _JOINED and bool(_SUMMED.search(said))


# '12개 기업·기관과의 업무협약 체결' without such a word is one ceremony.
_SUMMED = re.compile(r"까지|이로써|모두|총|누적|누계|합계|전체|벌써|어느[덧새]|합[쳐해]")
_CALLED_SO = re.compile(r"협약\s?(?:체결\s?)?(?:기업|기관|업체)")
_UNTIL_NOW = re.compile(r"(?:지금|현재|이날)까지\s")
_ON_A_DAY = re.compile(
    r"(?<!월)(?<!월\s)(?<!\d)\d{1,2}일(?!\s?(?:현재|기준|까지|밝|"
    r"[^,.]{0,12}따르면))(?![^,.]{0,80}?(?:지금까지|현재|이날까지|모두|총|누적|이후|이래))"
)


def _of_a_day(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """'25일 협약을 체결한 기업 4곳': those of one ceremony."""
    before = doc.text[sentence.start : match.start()].split("따르면")[-1]
    one = to_int(match["n"]) <= LARGEST_BATCH
    return bool(one and _ON_A_DAY.search(before) and "체결한" in match.group())


_WITH_COUNT = re.compile(
    rf"{COUNTED}(?:\s(?:[A-Za-z가-힣]{{1,6}}\s)?(?:기업|기관|업체|단체))?(?:·(?:기관|단체|협회)){{0,2}}(?:들)?(?:와|과)\s?[^.]{{0,24}}?(?:{PACT})"
)


@rule(
    "total.signed_with",
    positive="시는 현재까지 120개 기업과 업무협약(MOU)을 체결했고, 절반이 사무소를 냈다.",
    negative="시는 20일 5개 기업과 업무협약(MOU)을 체결했다.",
    gate=Gate(_WITH_COUNT),
)
def signed_with(doc: Document) -> Iterator[Finding]:
    """A cumulative clause of signing gives the count ('현재까지 120개 기업과 협약을 체결했고')."""
    for clause in clauses(doc):
        for match in _WITH_COUNT.finditer(doc.text, clause.start, clause.end):
            summed = re.search(
                r"(?<!등\s)(?:총|모두|누적|전체)\s?$", doc.text[max(clause.start, match.start() - 6) : match.start()]
            )
            # No ceremony holds so many: the run is summed up.
            large = to_int(match["n"]) > LARGEST_BATCH
            if subject_is_another(doc, clause.sentence, match.start()):
                continue
            department = doc.cues.department.search(doc.text, clause.start, clause.pact_start)
            if clause.tense != "cumulative" and not (clause.tense == "done" and (department or summed or large)):
                continue
            if not re.search(
                r"(?<!기업·)(?<!기업 및 )(?<!기업과 )(?:기관|단체)(?!\s?\d)",
                doc.text[max(clause.start, match.start() - 12) : match.start()],
            ):
                yield finding(doc, "total.signed_with", "agreements_total", match)
