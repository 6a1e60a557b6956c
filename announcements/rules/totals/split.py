"""How the partners split into companies and institutions ('기업 33개, 기관 7개')."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, to_int
from announcements.rules.pacts.words import LARGEST_BATCH, PACT
from announcements.rules.registry import rule
from announcements.rules.totals.figures import COUNTED, OF_TODAY, M, N, finding, matches
from announcements.text import Sentence

_PACTS = re.compile(rf"{PACT}|협약|손을?\s?(?:맞)?잡|협력")
SPLITS = Gate(
    re.compile(rf"협약\s?기업(?:이|은)\s{N},?\s(?:협약\s?)?(?:기관|단체|협회)(?:이|은)\s?{M}"),
    re.compile(
        rf"기업(?:이|은|\s?수는|:)?\s?{N}(?:이고|이며|,|\s?[·/]|\s?과|\s?와|과|와)?\s?(?:나머지\s)?(?:유관\s?|관련\s?|협약\s?)"
        rf"?(?:기관|단체|협회|연구기관)[^\d,.]{{0,14}}?\s?{M}"
    ),
    re.compile(
        rf"(?P<n>{NUMBER})(?P<counter>\s?개?\s?기업)(?:,|과|·|\s?및)\s?(?P<m>{NUMBER})"
        rf"(?P<counter2>\s?개?\s?(?:기관|단체|협회))"
    ),
    re.compile(
        rf"기업\s?(?P<n>{NUMBER})(?P<counter>\s?건)(?:,|과|·|이고|이며)\s?(?:유관\s?)?(?:기관|협회)(?:·(?:협회|단체))?\s?"
        rf"(?P<m>{NUMBER})(?P<counter2>\s?건)"
    ),
    # '기업은 184곳이고 나머지 16곳은 기관이다'.
    re.compile(
        rf"기업(?:은|이)\s?{N}(?:이고|이며|,)\s(?:나머지\s)?{M}(?:는|은|이|가)\s(?:[^\d,.]{{0,6}})?(?:기관|단체|협회)"
    ),
    re.compile(
        rf"{COUNTED}(?:는|은|이|가)\s?기업이(?:고|며),?\s(?:나머지\s)?{M}(?:는|은|이|가)"
        rf"?\s?(?:[^\d,.]{{0,6}})?(?:기관|단체|협회)"
    ),
)


_MEETING = re.compile(
    r"회원|출범|발족|전시회|박람회|설문|포럼|행사|협의체|협의회|컨소시엄|동맹|연합|조합|참가|부스|응답|에\s답했|출품|가입|입주|공모|신청"
)
_TOGETHER = re.compile(r"(?:이|가)\s[^.]{0,10}(?:참여|함께|속해|모여)")
_PRESENT = re.compile(r"[^.]{0,16}?(?:참석|자리를?\s(?:함께|채)|모였)|(?:의)?\s(?:대표|관계자|임직원|인사|담당자)")


def _of_a_meeting(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """'협회 회원은 기업 310개, 기관 24개다': of a body or an event, and no word of pacts beside it."""
    if _PRESENT.match(doc.text, match.end(), sentence.end):
        return True
    before = doc.sentences[sentence.index - 1].text if sentence.index else ""
    around = sentence.text if _TOGETHER.match(doc.text, match.end(), sentence.end) is None else before + sentence.text
    return bool(_MEETING.search(around)) and not _PACTS.search(sentence.text)


# '이 회사와 손잡은 기업 88곳, 기관 12곳'.
_OF_THIS_ONE = re.compile(
    r"(?:이|그|두)\s?(?:회사|업체|기업|기관|대학|협회|병원|센터|재단)(?:와|과|의|가|이|은|는|에)\s[^.,\d]{0,24}$"
)
# '이와 별도로', '협약에 관심을 보인 곳은': who signed something else, or has not signed.
_NOT_SIGNED = re.compile(r"이와\s(?:별도|별개)로|관심을\s보[인이]|협약을\s(?:희망|검토)[하한]|의향을")
_WITH = re.compile(r"\s?(?:등\s)?[과와]\s[^.]{0,40}?협약")

# '74개 기업, 9개 기관이 시와 수소 협약을 체결했다': with whom and what about, where the words say it.
_SIGNED = re.compile(r"[이가]\s(?P<whom>[^\s,.]{1,20})[와과]\s(?P<what>[^.,]{0,30}?)협약")
_SO_FAR = re.compile(r"지금까지|현재까지|그동안|누적|협약\s이(?:후|래)")


@rule(
    "total.type_split",
    positive="협약한 40개는 기업 33개, 기관 7개다.",
    negative="이날 기업 3개, 기관 2개와 협약했다. 등 5개사와 협약을 체결했다는 뜻이다.",
    gate=SPLITS,
)
def type_split(doc: Document) -> Iterator[Finding]:
    """Partners split into companies and institutions ('기업 33개, 기관 7개')."""
    for sentence, match in matches(doc, SPLITS):
        if of_the_run(doc, sentence, match):
            yield finding(doc, "total.type_split", "companies", match)
            yield finding(doc, "total.type_split", "institutions", match, "m", "counter2")


def of_the_run(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Not of the ceremony told of, nor of a body, a company or an event."""
    if _OF_THIS_ONE.search(doc.text, sentence.start, match.start()) or _NOT_SIGNED.search(sentence.text):
        return False
    if OF_TODAY.search(doc.text[sentence.start : match.start()]) or _of_a_meeting(doc, sentence, match):
        return False
    signed = _SIGNED.match(doc.text, match.end(), sentence.end)
    if signed and not _is_with_city(doc, signed):
        return False
    # '기업 3곳, 단체 1곳과 협약을 체결했다': who signed on that day.
    small = to_int(match["n"]) + to_int(match["m"]) <= LARGEST_BATCH
    with_them = small and _WITH.match(doc.text, match.end())
    return not with_them or bool(_SO_FAR.search(doc.text, sentence.start, match.start()))


def _is_with_city(doc: Document, signed: re.Match[str]) -> bool:
    if doc.cues.other_pact.search(signed["what"] + "협약"):
        return False
    return signed["whom"] == "시" or bool(doc.cues.city_names.fullmatch(signed["whom"]))
