"""Words that limit a figure to a part of the run: this year's, those of some months."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.particles import OVER

PARTIAL = re.compile(
    r"올해|올 한\s?해|올\s?들어|새해\s?들어|올 상반기|금년|"
    r"연초(?:부터|에)|이달\s?들어|(?<![년해난]\s)(?<!년)\d{1,2}월부터(?![^.,]{0,30}조사)|지난\s?\d+\s?(?:년|개월|달)|최근\s?\d|(?:최근\s)?(?:[한두세네석넉몇]|\d{1,2})\s?(?:달|개월|해|주)\s(?:동안|사이|새에?)\s|(?:상반기|하반기|분기)(?!\s현황)|"
    r"지난해(?!\s말)에?만?\s|작년|민선|\d+\s?년\s전(?!부터|보다)|"
    r"(?:지난\s?(?:주|달|봄|여름|가을|겨울|\d{1,2}월)|연초|이달|이번\s?(?:주|달)|(?<!\d)\d{1,2}월)에[도만]\s|"
    r"(?:해|달|분기|주)마다\s|매[년달월주]\s|"
    r"\d+\s?(?:년|개월)\s?여?\s?(?:동안|간|만에)|한 달|(?:19|20)\d\d년부터"
)
# '지난해 10월 첫 협약 이후': since the run began, which limits nothing.
_SINCE_THE_FIRST = re.compile(
    r"(?:(?:지난해|작년|(?:19|20)\d\d년)\s?)?(?:\d{1,2}월\s?)?(?:에\s)?첫\s?(?:번째\s?)?(?:업무\s?)?협약(?:을\s(?:맺은|체결한))?"
    r"\s?(?:이후|이래|뒤로?|부터)(?:\s\d{1,2}년(?:\s\d{1,2}개월)?\s?(?:동안|간|만에))?"
)
# '올해 65개 기업과 협약해 누적 협약 기업은': what comes before the sum limits it no longer.
_SUMMED = re.compile(
    r"누적|누계|이로써|통틀어|(?:늘어|늘면서|더해져?),?\s(?=지금까지|현재까지)|\d\s?(?:개사|개|곳)(?:에서|이?었던|였던|이던)\s"
)
# '올 들어 … 이날까지', '올해 5월부터 지금까지': from a beginning of its own.
_FROM_ITS_OWN = re.compile(r"들어(?:서)?\s|\d{1,2}월부터|올해부터|지난해부터")
# '지난해 10월부터' in the year after the series began.
_FROM_LAST_YEAR = re.compile(r"(?:지난해|작년)\s?(?=(?:\d{1,2}월\s?)?부터)")
# '올해 10월 말 현재': a day, from the beginning.
_AS_OF = re.compile(r"(?:올해|올|지난해|작년|금년)\s(?:\d{1,2}월\s?)?(?:\d{1,2}일\s?|[초말]\s?)?(?:현재|기준)")
# '작년 말 116명에서 389명으로': where it grew from.
_GREW_FROM = re.compile(r"(?:지난해|작년)\s?(?:\d{1,2}월\s?)?(?:말\s)?\d[\d,]*\s?(?:명|개사|개|곳)에서\s(?:올해\s)?$")
_UNTIL_NOW = re.compile(r"(?:현재|기준)(?:으로)?\s$|현재까지|지금까지|이날까지|지금껏")
# '2019년 10월 첫발을 뗀 협약은 올해 129개로 한 해를 닫았다'.
_FROM_THE_START = re.compile(
    r"첫\s?(?:발|걸음|단추|삽|테이프)[을를]?\s?(?:뗀|내디딘|내딛은|끼운|뜬|끊은)|(?:닻|돛|막)을\s올린|물꼬를\s튼|(?:처음|맨\s?처음)\s(?:시작|출발)[한된]"
)
# '1분기 결산에 따르면 지난 2019년 10월 이후': of when the paper is limits nothing.
# '올 들어 87곳과 협약했고, 2019년 이후': what comes before was told to its end.
_AS_A_PAPER_SAYS = re.compile(rf"(?:(?:따르면|의하면),?|[{OVER}](?:고|으며|지만|는데),)\s(?:지난\s)?$")
_COUNTED_ANEW = re.compile(r"\s(?:[가-힣]{1,6}면|통틀어|모두|총|누적)\s")


def of_a_time(doc: Document, before: str) -> bool:
    """Do the words limit what follows to a part of the run?"""
    told = _SUMMED.split(before)[-1]
    # '올해 47곳과 협약했고, 2019년 10월부터 따지면': counted anew from the beginning.
    began = list(doc.cues.since_it_began.finditer(told))
    if began and (_COUNTED_ANEW.match(told, began[-1].end()) or _AS_A_PAPER_SAYS.search(told[: began[-1].start()])):
        told = told[began[-1].start() :]
    last_year = f"{doc.told_on.year - 1}년" if doc.told_on else ""
    if last_year in doc.programme.began:
        told = _FROM_LAST_YEAR.sub(f"{last_year} ", told)
    told = _GREW_FROM.sub("", told)
    told = doc.cues.since_it_began.sub("", _AS_OF.sub("", _SINCE_THE_FIRST.sub("", told)))
    until_now = _UNTIL_NOW.search(before) and not _FROM_ITS_OWN.search(told)
    return bool(PARTIAL.search(told)) and not until_now and not _FROM_THE_START.search(before)
