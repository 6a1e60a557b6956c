"""Whether a verb of signing that goes on to others ('협약을 맺고 … 지원할 계획이다') is itself of a day to come."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.dates import Day, days
from announcements.korean.particles import ending_in
from announcements.text import Sentence

_GOES_ON = re.compile(r"[고며서어아해],?\s")
# '지원할 계획이다', '돕기로 했다', '사무소를 연다'.
_ENDS_AHEAD = re.compile(
    rf"(?:(?:계획|예정|방침|구상)(?:이다|입니다|임)|[기키]로\s(?:했다|합의했다)|것(?:이다|으로\s(?:보인다|전망된다))|겠다|[{ending_in('ㄴ')}]다)[.\s]*$"
)
# '16일로 잡힌 협약식이', '16일 예정된 협약식에서', '16일에는 협약식이 열린다'.
_SET_FOR = re.compile(
    r"\d{1,2}일(?:\([^)\n]{1,3}\))?(?:로|에|에는|엔)?\s(?:[^\s,.]{1,8}\s){0,4}?"
    r"(?:잡힌|잡혀|잡혔다|예정된|예정돼|예정인|예정이다|예고된|열릴|열린다|앞둔|계획된|마련된다|치른다|갖는다)"
)
# Further ahead in the month a day is that of the month before.
_SOON = 10


def is_ahead(doc: Document, sentence: Sentence, start: int, match: re.Match[str]) -> bool:
    """Does the sentence end in what is to come, and is its day set for then or later than that of the report?"""
    if sentence.role != "body" or not _GOES_ON.match(doc.text, match.end() - 1, sentence.end):
        return False
    if not _ENDS_AHEAD.search(doc.text, match.end(), sentence.end):
        return False
    own = list(days(doc.text, start, match.start()))
    if _SET_FOR.search(doc.text, start, match.start()) or any(_is_later(doc, day) for day in own):
        return True
    # '16일로 잡힌 협약식이 눈에 띈다. 시는 이날 …'.
    this_day = any(day.form == "this_day" for day in own)
    before = doc.sentences[sentence.index - 1].text if this_day and sentence.index else ""
    return bool(_SET_FOR.search(before))


def _is_later(doc: Document, day: Day) -> bool:
    if day.form != "day" or not day.day or not doc.told_on or doc.text.startswith("지난", day.start):
        return False
    return 0 < day.day - doc.told_on.day <= _SOON
