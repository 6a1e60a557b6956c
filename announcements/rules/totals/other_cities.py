"""Figures of another city, told beside those of the programme's own for comparison."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.text import Sentence

# Characters before a figure within which the city that it is of may stand.
_FAR = 240
_CITY = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,5}(?=시)(?<!도)(?<!당)(?<!동)(?<!즉)(?<!전)(?<!역)(?<!다)(?<!수)(?<!임)(?<!공)(?<!표)(?<!제)(?<!지)"
    r"(?<!게)(?<!감)(?<!일)(?<!출)(?<!명)(?<!혹)시)(?=는\s|가\s|와\s|의\s|에\s|에서\s)"
)
# Names that are no company's: as a subject, one mention is enough. '대전의 경우', '부산시는', '전남도가'.
PLACES = (
    r"(?:서울|부산|대구|인천|대전|울산|세종|전남|전북|경남|경북|충남|충북|강원|제주|판교|성남|수원|용인|고양|창원|전주|청주|천안|포항"
    r"|여수|순천|목포)(?:특별자치|광역|특별)?"
)
REAL_CITY = re.compile(rf"{PLACES}[시도]|경기도")
_KNOWN = re.compile(
    rf"(?<![가-힣])(?:{PLACES}[시도]?|경기도)(?:[은는이가만도]|의\s경우(?:[는엔]|에는)?)(?=[\s,])"
    # '대구시 협약 상대는', '부산의 AI 협약 기업은'.
    r"|(?<![가-힣])(?:서울|부산|대구|인천|대전|울산|세종|전남|전북|경남|경북)[시도]?(?:의|와|과)?\s(?=(?:AI\s|인공지능\s)?협약)"
)


def of_another_city(doc: Document, sentence: Sentence, position: int) -> bool:
    """Is the city named last before the figure, as an actor, another one?"""
    known = list(_KNOWN.finditer(doc.text, sentence.start, position))
    if known and not _own_after(doc, known[-1].end(), position) and not doc.cues.city_names.match(known[-1].group()):
        return True
    named = list(_CITY.finditer(doc.text, max(0, position - _FAR), position))
    if (
        not named
        or named[-1]["name"] in doc.programme.city_names
        or named[-1]["name"].startswith(doc.programme.city_short_name)
    ):
        return False
    # A name of a company may end so too; a city that acts is named again.
    if doc.text.count(named[-1]["name"]) < 2:
        return False
    own = doc.cues.city.finditer(doc.text, max(0, position - _FAR), position)
    return not any(match.end() > named[-1].end() for match in own)


def _own_after(doc: Document, start: int, position: int) -> bool:
    """Is the programme's city named between, as an actor or as whom the partners signed with?"""
    named = doc.cues.city_names.search(doc.text, start, position)
    return bool(
        named or doc.cues.city.search(doc.text, start, position) or doc.cues.city_with.search(doc.text, start, position)
    )
