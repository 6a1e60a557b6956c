"""People at work in the partners' offices."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER
from announcements.rules.registry import rule
from announcements.rules.totals.figures import PLANNED, finding, matches
from announcements.rules.totals.settled import IN_ALL, corporations, offices
from announcements.rules.totals.widened import widened
from announcements.text import Sentence

# Characters between a headcount and the offices it is about.
_BESIDE = 260
_EMPLOYEES = Gate(
    re.compile(
        rf"(?:(?:근무|채용|고용|상주|종사)\s?(?:하는\s|된\s|한\s|중인\s)?(?:인원|인력|직원|종사자)|근무자|상근자|종사자)(?:은|는|이|도|\s?:)"
        rf"?\s?(?:합해서?\s)?{IN_ALL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)"
        r"(?!\s?(?:규모|이상의 채용)|에서\s\d)"
    ),
    re.compile(
        rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)(?:이|의\s직원이|의\s인력이)"
        rf"?\s(?:[가-힣A-Za-z0-9]{{2,8}}에서\s|현재\s|현지에서\s){{0,2}}(?:근무|일하고|일한다|상주|종사)"
    ),
    re.compile(rf"(?:상시\s?근무|인원)\s?:\s?{IN_ALL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)"),
    re.compile(
        rf"{NUMBER}{ORGANISATION_COUNTER}(?:,|이고|이며)\s(?:직원|임직원|종사자)(?:은|는)\s{IN_ALL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)"
    ),
    # '근무 인력은 작년 말 116명에서 389명으로 불었다'.
    re.compile(
        rf"(?:(?:근무|고용|상주|종사)\s?(?:인원|인력|직원)|근무자|상근자|종사자)(?:은|는|이)\s[^.,\d]{{0,10}}?{NUMBER}\s?명에서\s(?:올해\s)?"
        rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)으로\s(?:늘|불|뛰|증가|많)"
    ),
    # '직원 수로는 798명'.
    re.compile(
        rf"(?:직원|근무자|인원|종사자|근무\s?인원)\s?수(?:로는|로|는|가|만)\s{IN_ALL}(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)"
    ),
    re.compile(rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)을\s(?:고용하고\s있|고용했|고용\s중)"),
    re.compile(
        rf"(?:근무하는|일하는|상주하는)\s(?:인원|인력|(?:임)?직원|사람|종사자)(?:은|는|이|도|만|만\s해도|\s수는)?\s{IN_ALL}"
        rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>\s?명)(?!\s?규모)"
    ),
)


# '가나다는 이미 광주에 9명이 일하고', '개발자 9명이 근무하며': people of one company.
_TOPIC = re.compile(r"(?P<topic>[^\s,.]{2,14})(?:은|는)\s")
_ALL_OF_THEM = re.compile(
    r"기업|기관|이들|인원|인력|직원|사람|사무|시$|곳|업체|회사들|법인|고용|채용|종사|근무|일하|상주|전체|모두|총|현재|지금|"
    r"중에|가운데|중$|수$|일자리"
)
# '가나다의 직원 수는'.
_WHOSE = re.compile(r"(?P<who>[^\s,.]{2,14})의\s(?:[가-힣]{2,4}\s)?(?:직원|근무자|종사자|인원|인력)\s?수")
# '평균 5명이 근무한다', '약속한 고용 인원은 1240명', '1명이 근무하는 곳도'.
_EACH = re.compile(r"(?:평균|마다|[가-힣]당|약속한|약속했던|예정한|계획한)\s[^,.\d]{0,12}$")
_WHERE_SO_MANY = re.compile(r"[가-힣]{0,3}\s?(?:곳|기업|회사|업체|사무[실소])[은는도이가]")
# '담당 부서에는 17명이 근무한다': in one house, not in all their offices.
_AT = re.compile(r"(?P<where>(?!\d[\d,]*\s?명)[^\s,]{2,14}?)(?:에는|에서는|에선|에서|에)\s(?:현재\s|모두\s|총\s)?$")
_IN_THE_CITY = re.compile(r"현지|사무[실소]|개사$|이곳|여기|거기|지역|법인|지사|이들|기업|업체|곳$")
_OF_SEVERAL = re.compile(
    r"기업|기관|이들|이곳|여기|사무[실소]|곳|업체|회사들|법인|전체|모두|총|중에|가운데|중\s|인원|인력|직원|사람|종사|고용|채용"
)
_TRADE = re.compile(r"(?:개발자|연구원|연구자|엔지니어|전문가|기술자)\s?(?:등\s)?$")


# '직원 3명으로 시작해 지금은 19명이 일한다': so few were one body's.
_FROM_A_FEW = re.compile(
    r"(?<!\d)\d{1,2}\s?명(?:으로|에서|이던|뿐이던|이었던)\s(?:[^\s,.]{1,8}\s){0,2}?(?:시작|출발|창업|출범|문을\s연|내려|꾸[린려]|단출)"
)
_A_COMPANY = re.compile(
    r"(?:[^\s,.]{1,14}\s){0,7}?[^\s,.]{0,8}(?:기업|업체|회사|스타트업|벤처)(?:인)?\s(?P<topic>[^\s,.]{2,14}?)(?:은|는|이|가)\s"
)
_BODIES = re.compile(r"기업|기관|이들|사무[실소]|\d\s?곳|업체|회사들|전체|모두|총\s|중에|가운데|중\s|협약|시가|시는")


def _of_one(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    before = doc.body_before(sentence)[-1:]
    topic = _TOPIC.match(doc.text, sentence.start, match.start("n"))
    # 'X는 사무소를 냈다. 지금은 24명이 근무한다': without a subject of its own the sentence goes on about X.
    goes_on = not topic or topic["topic"] in ("지금", "현재", "이제")
    if goes_on and before and not _OF_SEVERAL.search(doc.text, sentence.start, match.start("n")):
        topic = _TOPIC.match(doc.text, before[0].start, before[0].end)
    if _EACH.search(doc.text, sentence.start, match.start("n")) or _WHERE_SO_MANY.match(doc.text, match.end()):
        return True
    where = _AT.search(doc.text, sentence.start, match.start("n"))
    if where and not (_IN_THE_CITY.search(where["where"]) or doc.cues.city_names.search(where["where"])):
        return True
    if _FROM_A_FEW.search(doc.text, sentence.start, match.start("n")):
        return True
    # '로봇 기업 X는 광주로 왔다. 직원 19명이 근무한다'.
    told = " ".join((doc.text[sentence.start : match.start("n")], doc.text[match.end() : sentence.end]))
    if before and _A_COMPANY.match(before[0].text) and not _BODIES.search(told):
        return True
    whose = _WHOSE.search(doc.text, sentence.start, match.end())
    if whose and not (_ALL_OF_THEM.search(whose["who"]) or doc.cues.city_names.search(whose["who"])):
        return True
    one = topic and not _ALL_OF_THEM.search(topic["topic"])
    return bool(one or _TRADE.search(doc.text, sentence.start, match.start("n")))


# '협약 기업이 광주에서 고용한 인원은': the words themselves say whose people are counted.
_THEIRS = re.compile(
    r"(?:협약|유치)(?:을\s?(?:맺은|체결한)|한|된)?\s?(?:AI\s|인공지능\s)?(?:기업|기관|업체|회사)(?:들)?(?:이|의|에서|에)\s"
    r"(?!(?:전국|국내|해외|올해|지난)[^\s]{0,3}\s)(?:[가-힣]{2,4}에서\s|현재\s|현지에서\s|지금까지\s|새로\s|직접\s){0,3}$"
)
# '상주 인원이 0명이 된 곳도 있다': of some.
_IN_SOME = re.compile(
    r"(?:이|인|에|뿐인|이\s?된|이\s?하인|이하인|뿐이던|이던)?\s(?:[가-힣]{1,4}[한된인는친]\s)?(?:곳|데|기업|회사|업체)(?:은|는|이|가|도)\s"
)


@rule(
    "total.employees",
    positive="61개사가 광주에 사무실을 개소했으며, 근무인원은 242명에 이른다.",
    negative=(
        "협약 기업 가운데 61개사가 광주에 사무실을 열었다. 로봇 기업 가나다는 지난해 광주로 왔다. "
        "직원 3명으로 시작해 지금은 19명이 일한다. 이 회사는 15명 규모 사무소를 열고 직원 20명을 채용할 계획이다."
    ),
    gate=_EMPLOYEES,
)
def employees(doc: Document) -> Iterator[Finding]:
    """People who work in the partners' offices, where the offices are counted beside them."""
    found = list(matches(doc, _EMPLOYEES))
    settled = [figure.start for figure in (*offices(doc), *corporations(doc), *widened(doc))] if found else []
    for sentence, match in found:
        if _IN_SOME.match(doc.text, match.end(), sentence.end):
            continue
        if PLANNED.search(doc.text[match.end() : sentence.end]):
            continue
        beside = any(abs(start - match.start()) < _BESIDE for start in settled) and not _of_one(doc, sentence, match)
        if beside or _THEIRS.search(doc.text, sentence.start, match.start()):
            yield finding(doc, "total.employees", "employees", match)
