"""Which figures of the partners are those of before the batch reported: by words around them, or by its ordinals."""

from __future__ import annotations

import re

from announcements.document import Document, Finding
from announcements.korean.numbers import NATIVE, ORGANISATION_COUNTER
from announcements.korean.particles import ADNOMINAL
from announcements.records import Scope
from announcements.rules.agreement import ranges_told
from announcements.text import Sentence

PARTNERS = ("agreements_total", "companies", "institutions")
_BEFORE = re.compile(r"그동안|(?:지난해|작년|지난달)(?:\s?말)?까지|(?<!에 )앞서|기존|이전까지|그간")
# '전날까지', '이들을 빼고': in any report the batch of the day comes on top of it.
_UP_TO_THE_DAY_BEFORE = re.compile(r"(?:전날|어제|그제|엊그제|지난주|하루\s전)(?:\s?말)?까지")
_WITH_THESE = re.compile(r"이로써|이제\s|이날|여기에|(?:[을를이가]\s)(?:더해|보태|합쳐|합류)")
_THESE = r"(?:이번|이날|이들|오늘|새로|여기에|방금)"
_LEAVING_OUT = re.compile(
    rf"{_THESE}[^.,\d]{{0,16}}?(?:[을를]\s|\s)?(?:빼고|뺀|빼면|빼더라도|제외하고|제외하면|제외한|제외해도|말고)도?\s"
)
_NOT_AMONG_THEM = re.compile(
    r"(?:반영|포함|합산|집계|산입|계산)(?:되|하|돼\s?있)지\s않|(?:반영|포함|집계)\s전|안\s(?:들어|포함)|들(?:어가|어\s?있)?지\s않|(?:빠져|빠진|빠졌|뺀|제외한|제외된)"
)
_THIS_BATCH = re.compile(
    rf"{_THESE}\s?(?:[^\s,.]{{1,6}}\s)?(?:\d{{1,2}}\s?(?:곳|개)|{NATIVE}|회사|기업|업체|협약사|서명|합류|온\s)"
    r"|\d{1,2}일\s(?:[가-힣]{1,4}\s)?(?:온|서명|협약|합류)|[는은]\s여기"
)
_GONE = re.compile(r"폐업|문을\s닫|철수|떠난|접은|해지|파기|취소|종료|탈락")
# '103개와 협약했으며 이번 협약으로 모두 108개': the first figure is that of before.
_THEN = re.compile(
    r"[^.]{0,40}?(?:으며|고|는데|지만|으나|다가|다\.),?\s(?:(?:이로써|여기에|이번)[^.]{0,24}?\d|[^.]{0,24}?(?:을|를)\s(?:더해|보태))"
)
# '이번 협약으로 시가 그동안 협약한 기업은 173개로 늘었다': grown by this batch, whatever the pacts of before.
_NOW = re.compile(
    r"이번\s?협약(?:으로|까지|을\s(?:포함|더|합|통|계기))|이로써|이번까지|[을를이가]\s(?:더해|보태|합쳐|합류해)"
)
_GREW = re.compile(r"(?:으?로)\s(?:늘|증가|불어|많아)|[이가]\s?[됐되]|에\s(?:이르|달|도달)")
# '지난달까지 97곳과 손잡은 시는 이제 100곳을'.
_BY_NOW = re.compile(r"(?<![가-힣])(?:이제|이로써|지금은|현재는)\s")
# '앞서 97곳과 손잡은 시는 협력 기업이 100곳이 됐다': the number of before stands with what describes the city.
_HAD_BEFORE = re.compile(
    rf"\d\s?{ORGANISATION_COUNTER}[^.,\d]{{0,30}}?[{ADNOMINAL}]\s(?:[가-힣]{{1,8}}시|시)(?:는|가)\s"
)


def scope_of(doc: Document, sentence: Sentence, figure: Finding, before: str, is_signing: bool) -> Scope:
    """Does the figure hold the batch that the report tells of?

    Args:
        before: What stands before it in its sentence, and in the one that it goes on from.
    """
    after = doc.text[figure.end : sentence.end]
    # '어제까지 118곳이었고 이로써 130곳이 됐다': the last words hold.
    if (
        _UP_TO_THE_DAY_BEFORE.search(_WITH_THESE.split(before)[-1])
        or _LEAVING_OUT.search(before)
        or _without_these(doc, sentence, after)
    ):
        return "before_this_batch"
    if not is_signing:
        return "including"
    of_before = [match.end() for match in _BEFORE.finditer(before)]
    grew = _NOW.search(before) and _GREW.match(after)
    is_over = (
        of_before
        and not (grew and len(before) - of_before[-1] > 8)
        and not _BY_NOW.search(before, of_before[-1])
        and not (_GREW.match(after) and _HAD_BEFORE.search(before, of_before[-1]))
    )
    return "before_this_batch" if is_over or _THEN.match(after) else "including"


def _without_these(doc: Document, sentence: Sentence, after: str) -> bool:
    """'158개로, 이날 서명한 회사들은 아직 반영되지 않았다', in its own sentence or the next."""
    following = doc.sentences[sentence.index + 1 : sentence.index + 2]
    return any(
        bool(_NOT_AMONG_THEM.search(words) and _THIS_BATCH.search(words) and not _GONE.search(words))
        for words in (after, *(s.text for s in following if s.role == "body"))
    )


def first_of_a_batch(doc: Document) -> int | None:
    """The first of the report's one range of ordinals, whatever the words around it."""
    firsts = {ordinal.first for _, ordinal in ranges_told(doc)}
    return firsts.pop() if len(firsts) == 1 else None
