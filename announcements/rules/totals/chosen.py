"""Which of the figures found are of the whole run: not of a part of it, a plan, another pact or another city."""

from __future__ import annotations

import re

from announcements.document import Document, Finding
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.korean.particles import OVER
from announcements.records import Scope
from announcements.rules.pacts.kind import Verdict
from announcements.rules.pacts.other_pacts import of_another_sort
from announcements.rules.pacts.whose_report import told_of_another
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.reconcile import settle
from announcements.rules.totals.agreements import SUBSERIES
from announcements.rules.totals.before_batch import PARTNERS, first_of_a_batch, scope_of
from announcements.rules.totals.beside_run import OF_A_RATE, SETTLED, is_beside_run
from announcements.rules.totals.figures import PLANNED
from announcements.rules.totals.other_cities import of_another_city
from announcements.rules.totals.part_of_run import PARTIAL, of_a_time
from announcements.rules.totals.sort_of_partner import is_of_some
from announcements.rules.totals.split_sums import OF_PARTS, is_of_others, sums_of
from announcements.text import Sentence

# '올 상반기까지 사무소를 연 기업': up to then, from the beginning.
_UP_TO = re.compile(r"(?:(?:올해|올|지난|금년)\s)?(?:상반기|하반기|[1-4]분기)(?:\s?말)?까지")
_FROM_THEN = re.compile(r"부터|~|들어|사이|동안|올해만")
_ANY_NUMBER = re.compile(NUMBER)
# '협약 기업 20곳에 전화한 결과': some of them were asked.
_AHEAD = re.compile(r"(?<!에 )앞서\s")
# Rules whose numbers agree with those of this signing.
_OF_NOW = ("total.ordinal_agreed", "total.grown_agreed")
_OF_PARTNERS = ("agreements_total", "companies")
_ASKED = re.compile(
    r"(?:에게|에\s(?!도달|다다|닿|올라|올랐|이르|이른|달하|달한|달했|육박|불과|그쳤|그친|그치|머물|머무|머문|견주|견줘|비하|비춰|비기)|의\s(?:대표|임직원|의견|관계자)|\s?대표|"
    r"[와과]\s(?:[^\s,.]{1,10}\s){0,2}?(?:간담회|만[나났난남]|대화|회의|모임|토론|워크숍|머리를|점심|오찬|만찬)|"
    r"을\s대상|를\s대상|"
    r"[을를]\s(?:직접|일일이|무작위|골라|뽑아|추려|찾아가|찾아\s|방문|둘러|점검|조사))"
)
# '협약이 체결되면 120개로 늘어난다'.
_ONLY_IF = re.compile(
    r"(?:체결되|체결하|협약하|손잡으|서명하|맺으|성사되|마무리되|이뤄지|끝나|지켜지|실현되|이행되|완공되|입주하|들어서)면\s"
)
_THEREOF = re.compile(r"(?:이\s?중|이 가운데|이들\s?(?:기업\s)?(?:중|가운데)|그중|그 가운데|나머지)")
# '사무소를 연 곳은 그중 12곳': of those that the sentence before counts.
_OF_THOSE = re.compile(r"^[^\d]*[그이]\s?(?:중|가운데)\s(?:모두\s|총\s)?$")
# '86개 늘고': how many were added, not how many there are.
_ADDED = re.compile(
    r"에서\s(?:(?:올해|이달|지난달|[가-힣\d]{1,5}월|말|현재|기준|모두|총)\s){0,4}\d{1,4}\s?(?:개|곳|명)|에서\s\d|(?:가|이)?\s?(?:더\s)?(?:늘|증가|추가|불어|많아)"
)
# '사무실을 낸 78곳에서 356명이': where people work.
_PEOPLE_THERE = re.compile(r"에서?\s(?:(?:현재|모두|총|지금)\s){0,2}\d{1,4}\s?여?\s?명")


# '대학은 이번까지 46개사와 협약했다': whose pacts these are.
_OF_A_BODY = re.compile(r"[^.,]{0,40}?(?:대학|학교|대학교|병원|재단|협회|진흥원|은행|공사)(?:은|는|이|가)\s")
_IS_OVER = re.compile(f"[{OVER}]")


# No report states so many; each is seen beside all others.
MOST_FIGURES = 200


def choose(doc: Document, findings: list[Finding], kept: list[Finding], verdict: Verdict) -> list[Finding]:
    """Figures of the whole run, told apart from parts of it, plans and the batch itself; see ``reconcile``."""
    if len(findings) > MOST_FIGURES:
        return []
    usable = []
    # '시와 손잡은 협력 기업은 120개사': companies, whoever joined hands.
    of_companies = {figure.start for figure in findings if figure.rule_id == "total.companies"}
    for figure in findings:
        if figure.measure_code == "agreements_total" and figure.start in of_companies:
            continue
        if _passed(doc, figure, findings) or _same_as_offices(doc, figure, findings):
            continue
        sentence = doc.sentence_at(figure.start)
        before = doc.text[sentence.start : figure.start]
        if sentence.index and (_THEREOF.match(before) or _OF_THOSE.search(before)):
            before = doc.sentences[sentence.index - 1].text + " " + before
        if _is_added(doc, figure) or _ONLY_IF.search(before) or SUBSERIES.search(before[-14:]):
            continue
        pact = doc.cues.other_pact.search(doc.text, max(sentence.start, figure.start - 24), figure.start)
        near = doc.text[max(sentence.start, figure.start - 24) : figure.start]
        if figure.measure_code == "agreements_total" and of_another_sort(doc, near):
            continue
        if _is_the_batch(figure, kept, before):
            continue
        people_there = _PEOPLE_THERE.match(doc.text, figure.end)
        asked = figure.rule_id != "total.split_agreed" and not people_there and _ASKED.match(doc.text, figure.end)
        if (pact and "협약" in pact.group()) or asked:
            continue
        if figure.measure_code in SETTLED and _of_fewer(before, findings):
            continue
        if is_beside_run(doc, sentence, figure, before) or is_of_some(doc, sentence, figure):
            continue
        elsewhere = of_another_city(doc, sentence, figure.start) or told_of_another(doc, figure.start)
        if elsewhere or _of_some(before, figure):
            continue
        said_wrong = _NO_FIGURE.match(doc.text, figure.end, sentence.end) or _put_right(doc, sentence)
        if verdict.kind == "planned" and _WILL_BE.match(doc.text, figure.end, sentence.end):
            continue
        if said_wrong and figure.rule_id != "total.corrected":
            continue
        if _yet_to_come(doc, before, figure, sentence.end):
            continue
        sums = sums_of(doc, sentence, figure, findings) if figure.rule_id in OF_PARTS else []
        if any(is_of_others(doc, place, match) for place, match in sums):
            continue
        partial = (of_a_time(doc, before) and not _up_to_then(before, figure)) or any(
            of_a_time(doc, doc.text[place.start : match.start()])
            and not _is_whole(doc, to_int(match.group()), findings)
            for place, match in sums
        )
        # Parts that add up to what came in one year make it no figure of all.
        if partial and figure.rule_id == "total.parts_agreed":
            continue
        planned = PLANNED.search(doc.text, figure.end, min(sentence.end, figure.end + 30))
        # '185개로 늘었으며, 2026년까지 400개 유치를 목표로': what is over before the plan is none.
        if planned and not _IS_OVER.search(doc.text, figure.end, min(planned.start(), figure.end + 12)):
            continue
        # 'N곳이 왔다. 앞서 협약한 곳은': of before a batch that was not understood.
        if verdict.kind != "signing" and figure.measure_code in _OF_PARTNERS and _AHEAD.search(before):
            continue
        if verdict.kind == "other_topic" and _OF_A_BODY.match(doc.text, sentence.start):
            continue
        near = doc.text[doc.sentences[max(0, sentence.index - 2)].start : sentence.end]
        of_series = any(began in sentence.text for began in doc.programme.began) or _of_the_city(doc, near)
        if verdict.kind == "other_topic" and not (doc.cues.topic.search(near) and of_series):
            continue
        scope: Scope = "including"
        if figure.measure_code in PARTNERS and figure.rule_id not in _OF_NOW:
            scope = scope_of(doc, sentence, figure, before, verdict.kind == "signing")
        usable.append((figure._replace(scope=scope), partial))
    # A batch that is still to come is not missing from what is told before it.
    return settle(usable, kept, first_of_a_batch(doc) if verdict.kind != "planned" else None)


# '이로써 기업 12곳, 기관 2곳 등 총 14곳과 협약했다': all of them, at the first signings.
_OF_ALL = re.compile(r"이로써|누적|누계|지금까지|현재까지|이번(?:\s?협약)?까지|이날까지|포함|더해|합쳐|그동안")


def _is_the_batch(figure: Finding, kept: list[Finding], before: str) -> bool:
    """'기업 12곳, 기관 2곳 등 총 14곳과 협약을 체결했다': the very words that say how many sign this time."""
    if figure.measure_code not in _OF_PARTNERS or _OF_ALL.search(before):
        return False
    counted = (f for f in kept if f.predicate == "party_count")
    last = next((f.value_count for f in kept if f.predicate == "ordinal_last"), None)
    return figure.value_count != last and any(f.start < figure.end and figure.start < f.end for f in counted)


def _is_added(doc: Document, figure: Finding) -> bool:
    people_there = figure.measure_code != "employees" and _PEOPLE_THERE.match(doc.text, figure.end)
    return bool(_ADDED.match(doc.text, figure.end)) and not people_there


def _is_whole(doc: Document, total: int, findings: list[Finding]) -> bool:
    """Is the number told elsewhere as the run's, without words that limit it?"""
    same = [f for f in findings if f.measure_code == "agreements_total" and f.value_count == total]
    return any(not of_a_time(doc, doc.text[doc.sentence_at(f.start).start : f.start]) for f in same)


def _up_to_then(before: str, figure: Finding) -> bool:
    """'올 상반기까지 사무소를 연 기업은 97개, 이 중 …': more than half a year brings, so counted from the beginning."""
    up_to = _UP_TO.search(before) if figure.measure_code in SETTLED else None
    if not up_to or _FROM_THEN.search(before) or PARTIAL.search(_UP_TO.sub("", before)):
        return False
    counted = [to_int(match.group()) for match in _ANY_NUMBER.finditer(before, up_to.end())]
    return max([figure.value_count or 0, *counted]) > LARGEST_BATCH


# '300곳이 되면', '100곳 중 58곳꼴로', '179개로 적힌 것은 오기다': what is only supposed, a rate, or said to be wrong.
_NO_FIGURE = re.compile(
    r"(?:이|가|을|를|으?로|에)?\s?(?:되|늘|넘으|이르|달하|채우|돌파하|확보하)면\s|(?:이라|라)면\s|\s(?:중|가운데)\s[^.,]{0,10}(?:꼴|비율)"
    # '200곳을 채우려면', '200곳까지 15곳 남았다', '200곳을 눈앞에 두고'.
    r"|(?:을|를|에|까지|이|가)?\s?(?:[가-힣]{1,5}려면\s|[^.,]{0,16}(?:남았|남겨|모자라|모자란|부족|눈앞|목전|앞두|앞둔))"
    r"|이?라(?:던데|는데|는\s(?:소문|주장|지적|말|얘기|이야기))"
    r"|[^.,]{0,30}?(?:오기|오류|오보|사실과\s다[르른]|사실이\s아니|부풀|과장|허수|잘못\s(?:표기|알려|보도|적|집계)|와전)"
)


# '10일 협약을 맺는다. 이날 협약으로 205곳이 된다'.
_WILL_BE = re.compile(
    r"(?:이|가|으로|로)\s(?:[가-힣]{1,4}\s)?(?:된다|됩니다|된다고|늘어난다|늘어납니다|늘어나게|늘게|는다|될\s)"
)


# '본보는 4면에서 협약 기업을 332곳이라고 썼습니다' in a notice that puts it right.
_AS_PRINTED = re.compile(r"(?:본보|본지|기사|지면)[^.]{0,160}(?:썼|보도[했한]|적었|게재[했한]|잘못)")
_CORRECTION = re.compile(r"바로잡|정정|사과드")


def _put_right(doc: Document, sentence: Sentence) -> bool:
    return bool(_AS_PRINTED.search(sentence.text) and _CORRECTION.search(doc.text))


# '연말까지 240명이 근무한다', '내년 봄이면 450명이 근무하게 된다'.
_BY_THEN = re.compile(
    r"(?:(?:올해|올)\s말|연말|내년|내후년|다음\s?달|오는\s)[^,.\d]{0,12}?(?:까지|이면|에는|께는?|쯤)\s|(?:앞으로|향후|조만간|머지않아)\s"
)


def _yet_to_come(doc: Document, before: str, figure: Finding, end: int) -> bool:
    """A figure of a day to come, of which nothing is said to be over."""
    return bool(_BY_THEN.search(before)) and not _IS_OVER.search(doc.text, figure.end, end)


# '참가 기업 61곳', '입주사 중 시와 협약을 체결한 기업은 22곳'.
_TAKING_PART = r"(?:참가|참석|입주|방문|초청|응답|지원|신청|상담|졸업|탈락)(?:사|\s?기업|\s?업체|\s?기관)"
_SOME = re.compile(
    rf"{_TAKING_PART}\s?$|{_TAKING_PART}[^.,\d]{{0,8}}(?:중|가운데)\s"
    # '입주기업이 72개사로 늘었다. 이 가운데'.
    rf"|{_TAKING_PART}[^.]{{0,30}}\.\s(?:이|그)\s?(?:중|가운데)\s"
)
# '표본으로 조사한 협약 기업 48개사 가운데 사무실을 연 곳은 29개'.
_SAMPLED = re.compile(r"표본|설문|(?<!전수)(?<!전수\s)(?:조사|점검)한\s[^.\n]{0,20}(?:기업|업체|곳)")


# Not '나머지 28개사 중': the rest of those told of before.
_OF_SO_MANY = re.compile(rf"(?<!나머지\s)(?P<n>{NUMBER}){ORGANISATION_COUNTER}\s?(?:중|가운데)(?:에|에서|에는)?\s")


def _of_fewer(before: str, findings: list[Finding]) -> bool:
    """'답한 137곳 가운데 사무실을 연 곳은' where 261 have signed: of some, whom no other figure counts."""
    counted = [to_int(match["n"]) for match in _OF_SO_MANY.finditer(before)]
    partners = [f.value_count or 0 for f in findings if f.measure_code in (*_OF_PARTNERS, "offices_opened")]
    known = {f.value_count for f in findings}
    # '3곳 가운데 1곳', '10곳 중 6곳': a rate.
    if counted and counted[-1] in OF_A_RATE:
        return True
    return bool(counted and partners) and counted[-1] not in known and counted[-1] < max(partners)


def _of_some(before: str, figure: Finding) -> bool:
    """Counted among those who took part in something else, or have moved in: not all who signed."""
    if _SAMPLED.search(before):
        return True
    return figure.measure_code in _OF_PARTNERS and bool(_SOME.search(before))


_PASSED = re.compile(r"(?:을|를|\s고지를)?\s?(?:돌파|고지|시대)")


def _passed(doc: Document, figure: Finding, findings: list[Finding]) -> bool:
    """'160곳을 돌파했다' in the headline and 162 in the text: the round number that was passed is no figure."""
    value = figure.value_count or 0
    return bool(_PASSED.match(doc.text, figure.end)) and any(
        f.measure_code == figure.measure_code and 0 < (f.value_count or 0) - value <= LARGEST_BATCH for f in findings
    )


def _same_as_offices(doc: Document, figure: Finding, findings: list[Finding]) -> bool:
    """'둥지를 튼 기업 101곳' where 101 opened an office: those who settled, not those who signed."""
    settled = "둥지" in doc.text[max(0, figure.start - 30) : figure.start] and figure.measure_code == "companies"
    return settled and any(f.measure_code == "offices_opened" and f.value_count == figure.value_count for f in findings)


def _of_the_city(doc: Document, words: str) -> bool:
    """Does the city itself stand in the words, not only a body that carries its name?"""
    without = doc.cues.city_side.sub("", words)
    return bool(doc.cues.city.search(without) or doc.cues.city_itself.search(without))
