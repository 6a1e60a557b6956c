"""Public goals of the programme: how many by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, qualifier, to_int
from announcements.korean.particles import OVER
from announcements.programme import GoalCue, any_of
from announcements.records import Kind
from announcements.rules.goals.whose import content_of_another, of_another_sort, of_another_subject
from announcements.rules.pacts.whose_report import told_of_another
from announcements.rules.registry import rule
from announcements.text import Sentence

_INTENT = re.compile(r"목표|계획|방침|구상|청사진|까지")
_INTENDED = Gate(_INTENT)
_HOPE = re.compile(r"기대|전망|예상|유발|효과|내다|추산|파급")
_YEAR = re.compile(
    r"목표\s?\((20\d\d)년?(?:까지)?\)|(?:(20\d\d)|['’](\d\d))년\s?(?:말)?까지|(20\d\d)년(?:을?\s?목표|(?=\s\d{2,5}\s?(?:개|곳|명)\))|\s(?=(?:\S{1,8}\s){0,3}?(?:\d{2,5}\s?(?:개|곳)|$)))"
)
# '해마다 60개를 유치한다는 목표': of each year, as little the programme's goal as that of one.
# '내년부터 2030년까지' are many.
_THIS_YEAR = re.compile(
    r"(?:올해|내년)(?!(?:\s?\d{1,2}월|\s?(?:[상하]반기|초|봄|가을|말))?부터\s(?:[^\s,.\d]{1,6}\s)?(?:오는\s)?20\d\d년(?:\s?말)?까지)"
    r"|올 연말|연내|해마다|매년|매달|매월|연간|연평균"
)
_IN_ALL = re.compile(r"(?:씩\s?,?\s?|\s)(?:모두|총|합쳐|합해|통틀어|누적)\s")
_PEOPLE = r"\s?(?:개(?![월년])|명)"
_ORGANISATIONS = r"\s?(?:개\s?(?:사|기업|업체)|개(?![월년국])|곳|社)"

# '내년에 50개, 2030년까지 1000개', '해마다 50개씩 2030년까지 300개': the last is that of all years.
_THEN_BY = re.compile(
    r"(?:올해|내년|연내)[^.\d]{0,12}\d{1,4}\s?(?:개|곳)[^.\d]{0,14}20\d\d년(?:\s?말)?까지\s(?:[^\s,.\d]{1,6}\s)?$"
    r"|(?:해마다|매년)\s(?:[^\s,.\d]{1,6}\s)?\d{1,3}\s?(?:개|곳)(?:사|\s?기업)?씩,?\s20\d\d년(?:\s?말)?까지\s(?:[^\s,.\d]{1,6}\s)?$"
)


@rule(
    "goal.by_year",
    positive=(
        '시는 2024년까지 인공지능 기업 310개를 유치해 일자리 1000개를 만들 계획이다. 광주시 AI정책팀장은 "내년이면 '
        '문을 연다"며 "2027년까지 350개사를 유치하겠다"고 말했다.'
    ),
    negative=(
        "이 회사는 2024년까지 직원 200명을 채용할 계획이다. 최대 4000개 일자리가 기대된다. "
        '가나다 영업팀장은 "2027년까지 350개사를 유치하겠다"고 말했다.'
    ),
    gate=_INTENDED,
)
def by_year(doc: Document) -> Iterator[Finding]:
    """A sentence of intent gives a number and usually a year ('2024년까지 310개를 유치')."""
    for sentence in doc.holding(_INTENDED):
        if sentence.role != "caption" and _INTENT.search(sentence.text):
            for cue in doc.programme.goals:
                yield from _targets(doc, sentence, cue)


def _targets(doc: Document, sentence: Sentence, cue: GoalCue) -> Iterator[Finding]:
    for pattern in patterns_of(cue, doc.cues.topic.pattern):
        for match in pattern.finditer(doc.text, sentence.start, sentence.end):
            year = (
                _year_beside(doc, match)
                or _year_before(doc, sentence, match.start("n"))
                or _year_after(doc, sentence, match.end("counter"))
                or _year_told(doc, sentence)
            )
            before = doc.text[sentence.start : match.start("n")]
            if (
                _hoped(doc, sentence, match)
                or _given_up(doc, sentence, match)
                or of_another_subject(doc, sentence, match.start("n"))
                or of_another_sort(doc, before)
                or content_of_another(doc, sentence)
                or told_of_another(doc, match.start("n"))
                or (year is None and not re.search(r"목표|계획", sentence.text))
                or _of_a_year(doc, sentence, match.start("n"))
            ):
                continue
            if _REACHED.match(doc.text, match.end(), sentence.end):
                continue
            yield goal_found("goal.by_year", doc, cue, match, year)
            return


def _said_from(doc: Document, sentence: Sentence, position: int) -> int:
    """Where the words begin that the number belongs to: '"내년이면 문을 연다"며 "2026년까지 310개를 …"'."""
    quote = doc.text.rfind('"', sentence.start, position) if doc.in_speech(position) else -1
    return max(sentence.start, quote)


def _of_a_year(doc: Document, sentence: Sentence, position: int) -> bool:
    """'올해 50개를 유치'; not '해마다 60개씩 모두 300개를'."""
    limits = _THIS_YEAR.finditer(doc.text, _said_from(doc, sentence, position), position)
    return any(
        not _IN_ALL.search(doc.text, limit.end(), position) and not _THEN_BY.search(doc.text, limit.start(), position)
        for limit in limits
    )


# '310개를 유치했다', '일자리 600개를 만들었다': what was reached is no goal.
_REACHED = re.compile(
    r"[^.,]{0,6}?(?:했|한 데|하는 성과|돼|됐)"
    # '600개를 유치할 수 있다고 본다'.
    r"|[^.,]{0,6}?(?:할|만들|늘릴|이룰)\s수\s있(?:다|을)"
    # '유치한다는 목표를 1년 앞당겨 달성했다'.
    r"|[^.\n]{0,20}?(?:목표|계획)[를을]\s(?:[^\s,.]{1,8}\s){0,4}?(?:조기\s?|초과\s?)?(?:달성했|달성한|이뤘|이루었|채웠|넘어섰|넘겼|웃돌았)"
    r"|[을를]\s(?:[가-힣]{1,4}\s)?(?:만들었|이뤘|이루었|늘렸|채웠|모았|끌어들였|불러들였|데려왔)(?!던)"
)
_HELD = re.compile(r"[^.,]{0,14}?목표")


def _hoped(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Is it a hope or an effect? Hopes about what is expressly a goal make it no less of one."""
    before = _HOPE.search(doc.text, sentence.start, match.start())
    after = _HOPE.search(doc.text, match.start(), sentence.end)
    return bool(before or (after and not _HELD.match(doc.text, match.end(), after.start())))


# '2024년까지로 잡았던 310개 유치 계획을 거둬들였다', '목표 310개→400개': a goal that is none any more.
_OF_OLD = re.compile(r"(?:종전|원래|옛|[가-힣]던)\s[^,.]{0,10}$")
# '앞선 계획이 내세운 기업 310개', '옛 계획은 2024년까지 310개 유치가 목표였다'.
_OLD_PLAN = re.compile(
    r"(?:앞선|이전|예전|종전|기존|옛|당초|애초|원래|과거|지난번?|전임)\s(?:시장의?\s|시절\s)?(?:[^\s,.]{1,8}\s)?"
    r"(?:계획|목표|구상|청사진|비전)"
)
# '당초 목표인 310개를 앞당겨 400개를': what comes after such a word is new.
_INSTEAD = re.compile(r"앞당[겨기]|대신|높[여이]|늘[려리]|고쳐|바[꿔꾸]|넘어")
_STANDS = re.compile(r"(?:계획|목표)대로|유지|그대로|변함|재확인|이어\s?간|이어\s?받|계승")
_GIVEN_UP = re.compile(
    r"\s?(?:→|->|⇒|에서)\s?\d|"
    # '목표로 내걸었다가 접었다'.
    r"[^.\n]{0,40}?[았었했웠섰됐]다가[,\s]|"
    # '만들겠다던 계획을', '일자리 1000개는 이번 계획으로 대체한다'.
    r"[^.\n]{0,40}?던\s(?:[^\s,.]{1,6}\s){0,2}?(?:목표|계획|구상|방침|약속|청사진|포부)|"
    r"[^.\n]{0,40}?(?:대체|갈음)(?:한다|했|하기|하고|된다|됐|됩니다|합니다)|"
    r"[^.\n]{0,40}?(?:목표|계획|구상|방침|안)['\"]?(?:을|를|은|는|이|가|도|에서)?\s(?:(?![을를]\s)[^.\n]){0,16}?"
    r"(?:거둬들[이였]|거두[고기었]|거뒀|철회|폐기|접[었는고기]|백지화|취소|포기|버[리렸]|낮[췄추]|내[렸리려]|하향|수정[했하]|고쳤|고쳐|"
    r"바[꿨꾸]|빠[졌진지]|제외|뺐|빼[고기]|무산|없던\s일|물거품|미[뤘루]|늦[췄추])(?![가-힣]{0,2}\s않)"
)


def _given_up(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Is it what somebody once aimed at, or what was dropped, lowered or put off?"""
    before = _OF_OLD.search(doc.text, sentence.start, match.start())
    old_plan = _OLD_PLAN.search(doc.text, sentence.start, match.start())
    replaced = old_plan and _INSTEAD.search(doc.text, old_plan.end(), match.start())
    if old_plan and not replaced and not _STANDS.search(sentence.text):
        return True
    return bool(before or _GIVEN_UP.match(doc.text, match.end("counter"), sentence.end))


@lru_cache(maxsize=64)
def patterns_of(cue: GoalCue, topic: str) -> tuple[re.Pattern[str], ...]:
    words = any_of(cue.words)
    counter = _PEOPLE if cue.counts == "people" else _ORGANISATIONS
    number = rf"(?P<n>{NUMBER})(?P<more>\s?여)?(?P<counter>{counter})"
    kinds = (
        rf"(?:(?:새|신규|양질의|청년|지역|고급|관련|선도|전문|유망|{topic})\s?){{0,3}}(?:기업|업체|기관)?(?:을|를)?\s?"
    )
    return (
        re.compile(
            rf"{words}(?:\s창출)?(?:를|을|도|\s목표(?:는|를|인|치는)?|은|:)?\s?"
            rf"(?:(?:(?:20\d\d|'\d\d)년(?:\s?말)?(?:까지)?|같은\s해(?:까지)?|그때까지)\s)?(?:약\s)?{number}"
        ),
        re.compile(
            rf"{number}(?:\s?이상)?(?:의|을|를)?\s?(?:20\d\d년(?:\s?말)?까지\s)?{kinds}(?:[가-힣]{{2,4}}(?:로|에)\s)?{words}"
        ),
        # '유치 목표(2024년 310개)'.
        re.compile(rf"{words}\s목표\((?:20\d\d|'\d\d)년(?:\s?말)?(?:까지)?\s{number}\)"),
        # 'AI 기업 310개, 일자리 1000개라는 2024년 목표'.
        *(
            (
                re.compile(
                    rf"(?:{topic}\s)?기업\s(?P<n>{NUMBER})(?P<more>\s?여)?(?P<counter>{counter})"
                    rf"(?:,|과|와|·|\s및)\s?일자리\s{NUMBER}"
                ),
            )
            if cue.counts == "organisations"
            else ()
        ),
        # '유치 기업을 350개로 늘릴 계획', '500개 기업을 끌어들이고'.
        *(
            (
                re.compile(rf"{words}(?:한\s|\s)(?:\S{{1,6}}\s)?기업(?:을|\s?수를)\s{number}(?=로\s(?:늘|확대|키우))"),
                re.compile(
                    rf"{number}(?:\s?이상)?(?:의)?(?:을|를)?\s?{kinds}(?:[가-힣]{{2,4}}(?:로|에)\s)?"
                    r"(?=(?:끌어들[이인일]|끌어모[으은을]|불러들[이인일]|불러모[으은을]|모으|모을|데려오|품겠|품을)"
                    # '끌어들여 일자리를 만든다는 목표', but not '끌어들여 일자리를 만들었다'.
                    rf"|(?:끌어들여|불러들여|끌어모아|불러모아|데려와)(?![^.\n목계]{{0,60}}[{OVER}](?:다|고|으며)))"
                ),
            )
            if cue.counts == "organisations"
            else ()
        ),
        # '120개 기업, 500개 일자리를 만들겠다는 목표': the companies beside the jobs need no word of their own.
        *(
            (
                re.compile(
                    rf"(?P<n>{NUMBER})(?P<more>\s?여)?(?P<counter>{counter})\s(?:{topic}\s?)?(?:기업)?(?:,|과|·|\s및)\s?{NUMBER}\s?(?:개|명)(?:의)?\s일자리"
                ),
            )
            if cue.counts == "organisations"
            else ()
        ),
    )


_BESIDE = re.compile(r"\s?\((20\d\d)년(?:\s?(?:말|까지|목표))?\)")


def _year_beside(doc: Document, match: re.Match[str]) -> int | None:
    """'목표 310개(2024년)'."""
    found = _BESIDE.match(doc.text, match.end("counter"))
    return int(found[1]) if found else None


def _year_before(doc: Document, sentence: Sentence, position: int) -> int | None:
    """The year that ends nearest before the number; one goal's year holds for the next in the sentence."""
    found = list(_YEAR.finditer(doc.text, sentence.start, position))
    if not found:
        return None
    return _as_year(found[-1])


_ANY_YEAR = re.compile(r"(?:20\d\d|['’]\d\d)년")
_AS_GOAL = re.compile(r"목표")
# '일자리도 같은 해까지 1000개를 만든다는 목표다'.
_SAME_YEAR = re.compile(r"같은\s해|그때까지")


def _year_told(doc: Document, sentence: Sentence) -> int | None:
    """'유치 목표는 2024년 310개다. 일자리 목표는 1000개로': the goal's year of one of the two sentences before."""
    of_goal = _AS_GOAL.search(sentence.text) or _SAME_YEAR.search(sentence.text)
    if _ANY_YEAR.search(sentence.text) or not of_goal:
        return None
    for before in reversed(doc.body_before(sentence)[-2:]):
        years = {_as_year(match) for match in _YEAR.finditer(before.text)}
        if len(years) == 1 and (_AS_GOAL.search(before.text) or _SAME_YEAR.search(sentence.text)):
            return years.pop()
    return None


def _year_after(doc: Document, sentence: Sentence, position: int) -> int | None:
    """'310개 유치를 2024년까지 이룬다': the sentence's only year may follow the numbers."""
    found = list(_YEAR.finditer(doc.text, sentence.start, sentence.end))
    if len(found) != 1 or found[0].start() < position:
        return None
    return _as_year(found[0])


def _as_year(match: re.Match[str]) -> int:
    year = next(group for group in match.groups() if group)
    return int(year) if len(year) == 4 else 2000 + int(year)


def goal_found(rule_id: str, doc: Document, cue: GoalCue, match: re.Match[str], year: int | None) -> Finding:
    start, end = match.span("n")
    return Finding(
        rule_id,
        "goal",
        start,
        match.end("counter"),
        measure_code=cue.code,
        value_count=to_int(match["n"]),
        value_text=doc.text[start : match.end("counter")],
        unit_code="person" if cue.counts == "people" else "organisation",
        qualifier=qualifier(doc.text, start, end, match.end("counter")),
        target_date=date(year, 12, 31) if year else None,
        modality="planned",
    )


def choose(doc: Document, findings: list[Finding], kind: Kind) -> list[Finding]:
    """Each goal once; a yearless repeat of a dated one is the same goal."""
    if kind not in ("signing", "status", "background", "planned") or not doc.cues.topic.search(doc.text):
        return []
    kept: dict[tuple[str | None, int | None], Finding] = {}
    for finding in sorted(findings, key=lambda f: (f.target_date is None, f.start)):
        kept.setdefault((finding.measure_code, finding.value_count), finding)
    return sorted(kept.values(), key=lambda f: f.start)
