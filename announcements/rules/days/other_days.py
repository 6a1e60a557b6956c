"""Days beside the signing's own in its sentence: of a meeting before it, a board, a listing, another city's pact."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.dates import Day
from announcements.rules.totals.whose import BODY

_OF_SOMETHING_ELSE = re.compile(
    r"\s?[^.,]{0,10}?(?:설립|창업|창립|출범|분사|상장|선정|개소|개관|준공|착공|확정|지정|통과)(?:된|한|해|돼|됐|했)|"
    r"\s?문을\s연\s"
    # '11일로 잡혔던', '19일을 하루 앞둔'.
    r"|\s?로\s(?:잡[혔힌은]|예정|정[해했]|미[뤄뤘룬]|연기)|\s?을\s(?:[가-힣]{2,3}\s)?앞[둔두뒀]"
)
_WITH_BODY = re.compile(rf"\s(?:[^\s,]{{2,8}}에서\s)?{BODY}[와과],?\s")
# '12일 이사회에서 의결하고 18일', '3월 2일 첫 만남을 가진 뒤 18일': the first day is that of the verb between them.
_VERB_BETWEEN = re.compile(
    r"[가-힣](?:[고며]|면서|[한진된낸은난친]\s(?:뒤|후|이후|다음)(?:인|에)?|[한은진된]\s데\s이어|은?\s끝에),?\s(?:[가-힣]{1,6}\s)?$"
)
# '18일 간담회를 열고 25일 개소하는 가나다와': what the last day is of.
_DESCRIBES = re.compile(r"(?:에\s?)?\s(?:[가-힣]{1,6}[을를에]\s)?[가-힣]{1,6}(?:하는|되는|는|할|될|던|[한된])\s")


def of_something_else(doc: Document, day: Day, after: str) -> bool:
    """Do the words after the day say what else happened on it?"""
    body = _WITH_BODY.match(after)
    other = body and not doc.cues.city_names.fullmatch(body["name"])
    return bool(other or _OF_SOMETHING_ELSE.match(after))


def before_another(doc: Document, day: Day, given: list[Day], end: int) -> bool:
    """Does the day belong to a verb that is over before the next day, which is the signing's?"""
    following = next((other for other in given if day.end < other.start < end), None)
    if following is None or _DESCRIBES.match(doc.text, following.end):
        return False
    return bool(_VERB_BETWEEN.search(doc.text, day.end, following.start))
