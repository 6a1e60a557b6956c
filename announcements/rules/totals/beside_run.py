"""Figures beside the run's own: a rate, a forecast, those of a fund or a school, those that came in one year."""

from __future__ import annotations

import re

from announcements.document import Document, Finding
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.korean.particles import OVER
from announcements.rules.pacts.words import LARGEST_BATCH
from announcements.rules.totals.part_of_run import of_a_time
from announcements.text import Sentence

SETTLED = ("offices_opened", "corporations_established", "hq_relocated")
OF_A_RATE = (2, 3, 4, 5, 10)
# '본사를 옮긴 기업은 10곳 중 1곳에 그쳤다'.
_OUT_OF = re.compile(r"\s?(?:중|가운데)\s(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|\d)\s?(?:곳|개)")
# '350개에 이르고 일자리 8천개가 생길 것으로 내다봤다'.
_FORECAST = re.compile(
    r"(?:것으로|거라고?|것이라고?|으?리라고?)\s(?:[가-힣]{1,4}\s)?(?:내다|예상|예측|전망|점[치쳤쳐]|추산|기대)"
)
_IS_OVER = re.compile(rf"[{OVER}]")
# '펀드 투자를 받은 기업 가운데', '창업한 기업은 23개사로 이 중', '답한 곳 가운데'.
_WHO = (
    r"(?:답한|응답한|응한|(?:투자|지원|자금|보조금|제작비)[을를]\s받은|창업한|졸업한|수료한|선정된|참가한|참여한|보육한|신청한|"
    r"(?:졸업|보육|수혜|참가|응답|이용|수상|선정|창업|투자)\s?)"
)
_OTHERS = re.compile(
    rf"{_WHO}\s?(?:[가-힣]{{1,6}}\s)?(?:곳|기업|업체|회사|스타트업|팀)(?:은|는)?"
    r"(?:\s\d[^.]{0,14}?(?:[이그]\s?중|가운데|중)|[^.,\d]{0,6}(?:중|가운데))(?:에서|에는)?\s"
)
# '창업캠프 입주기업은 72개사다. 본사를 옮긴 곳은 8개사다' in a text that tells of no pacts.
_ANOTHER_GROUP = re.compile(
    r"(?:입주|졸업|보육|이용|수혜|투자|상장|회원|참가|창업)\s?(?:기업|사|업체)(?=[은는이가들의을를\s])|수료생|교육생|펀드"
)
_OF_PACTS = re.compile(r"협약|손을?\s?(?:맞)?잡|협력|유치|MOU|agree|partner|sign")
# '동구에 사무실을 연 기업은 61개사', '창업캠프에 둥지를 튼 41곳': those of a part of the city.
_IN_A_PLACE = re.compile(
    r"(?<![가-힣])(?:[동서남북]구|[가-힣]{2}구|[가-힣A-Za-z0-9]{2,10}(?:캠프|센터|타운|빌딩|큐브|테크노파크|플렉스))(?:에|에만)\s"
    r"(?:[가-힣]{2,4}\s)?(?:사무[실소]|법인|지사|둥지)[를을]\s"
)
_REACH = 40
_COUNTED = re.compile(rf"(?P<n>{NUMBER})(?:{ORGANISATION_COUNTER}|\s?건)")
_OF_ALL = re.compile(r"협약|유치|지금까지|현재까지|누적|누계|모두|전체|통틀어|이후|이래")
# 'signed with 41 companies this year. Of them, 23 have opened offices'.
_OF_THEM_EN = re.compile(r"Of (?:them|these|those|the \w+),? ")
_THIS_YEAR_EN = re.compile(r"^(?!.*\b(?:since|so far|to date|total)\b).*\b(?:this|last) year\b", re.DOTALL)
LARGEST = 1_000_000
_MEASURED = (*SETTLED, "employees")
# '협약 기업 12개사와 채용 협약을 체결했다': those who sign, and something else.
_SIGN_NOW = re.compile(
    rf"[과와]\s[^.,]{{2,40}}?협약[을식]?\s?[^\s.]{{1,6}}[{OVER}]"
    # '협약 기업 45개사를 특구에 넣는다'.
    r"|[을를]\s(?![^.]{0,12}?(?:돌파|넘|기록|달성|채[우웠]|모았|모은|유치|확보))"
)
_PARTNERS_OF_OLD = re.compile(r"(?:협약|협력|유치)\s?(?:기업|기관|업체|회사)\s$")
# '지난달 6개 기업과 협약했다': as many as one ceremony holds, of late.
_OF_LATE = re.compile(
    r"(?:^|\s)(?:지난달|지난주|(?:올|올해|지난해|이달)\s?초|이달\s들어)(?:에)?\s(?!말|초|현재|기준|까지|첫)[^.]*$"
)


def is_beside_run(doc: Document, sentence: Sentence, figure: Finding, before: str) -> bool:
    """Is a figure a rate's or a forecast's, or of those who settled otherwise than by the run's pacts?

    Args:
        before: What stands before it in its sentence, and in the one that it goes on from.
    """
    value = figure.value_count or 0
    if value in OF_A_RATE and _OUT_OF.match(doc.text, figure.end, sentence.end):
        return True
    forecast = _FORECAST.search(doc.text, figure.end, sentence.end)
    if forecast and not _IS_OVER.search(doc.text, figure.end, forecast.start()):
        return True
    small = figure.measure_code in ("agreements_total", "companies") and value <= LARGEST_BATCH
    if small and _OF_LATE.search(before):
        return True
    if small and _PARTNERS_OF_OLD.search(before) and _SIGN_NOW.match(doc.text, figure.end, sentence.end):
        return True
    if figure.measure_code not in _MEASURED:
        return False
    return (
        bool(_OTHERS.search(before))
        or bool(
            _IN_A_PLACE.search(
                doc.text, max(sentence.start, figure.start - _REACH), min(sentence.end, figure.end + _REACH)
            )
        )
        or doc.once("of others alone", lambda d: bool(_ANOTHER_GROUP.search(d.text) and not _OF_PACTS.search(d.text)))
        or (figure.measure_code in SETTLED and not _OF_ALL.search(before) and value <= _came_lately(doc, sentence))
    )


def _came_lately(doc: Document, sentence: Sentence) -> int:
    """'올해 58곳과 협약했다. 사무실을 연 곳은 29곳이다': how many came in a part of the run, told right before."""
    before = doc.body_before(sentence)[-1:]
    if _OF_THEM_EN.match(sentence.text) and any(_THIS_YEAR_EN.search(s.text) for s in before):
        return LARGEST
    told = [s for s in before if s.line == sentence.line and "협약" in s.text]
    counted = [(s, match) for s in told for match in _COUNTED.finditer(doc.text, s.start, s.end)]
    if not counted or not of_a_time(doc, doc.text[counted[-1][0].start : counted[-1][1].start()]):
        return 0
    return to_int(counted[-1][1]["n"])
