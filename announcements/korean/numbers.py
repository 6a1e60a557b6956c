"""Numbers as announcements write them: digits with commas, 만 and 천, a counter, and how exact they are."""

from __future__ import annotations

import re

from announcements.records import Qualifier

# One number; the units 만, 천 and 백 may follow digits ('1천', '2만7천500', '1,000'). Bounded against long digit runs.
NUMBER = (
    r"(?<![\d.,\ufffd])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})(?:\s?만\s?\d{0,4}(?:천\d{0,3})?|천\s?\d{0,3}|"
    r"백\s?\d{0,2})?(?![\d,]*\d|\ufffd)"
)
_PARTS = re.compile(r"(\d+)?(만|천|백)?")
_SCALE = {"만": 10_000, "천": 1_000, "백": 100}
_BEFORE = re.compile(r"(?<![가-힣])(약|대략|거의|최대|최소)\s?$")
_AFTER = re.compile(
    r"\s?(?P<about>여\s?|가량|안팎|정도|내외|남짓|언저리|쯤(?!\s?되는))|[^.,\d]{0,14}?(?P<least>이상|(?<!배\s)(?<!배)넘|초과|웃돌)|"
    r"[^.,\d]{0,14}?(?P<near>육박|가까이|달할 것|초읽기|눈앞|코앞|목전|앞두|앞둬|임박)|"
    r"[^.\d]{0,6}?(?P<most>이하|미만)"
)
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
_ENGLISH_UNITS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_ENGLISH_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_ENGLISH = (
    _ENGLISH_UNITS
    | {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
    | {"seventeen": 17, "eighteen": 18, "nineteen": 19}
    | _ENGLISH_TENS
    | {f"{ten}-{unit}": a + b for ten, a in _ENGLISH_TENS.items() for unit, b in _ENGLISH_UNITS.items()}
)
ENGLISH = (
    rf"(?:(?:{'|'.join(_ENGLISH_TENS)})(?:-(?:{'|'.join(_ENGLISH_UNITS)}))?|"
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|"
    rf"(?:{'|'.join(_ENGLISH_UNITS)}))"
)
NATIVE = "|".join(sorted(_NATIVE, key=len, reverse=True))


def to_int(words: str) -> int:
    """Value of digits with commas and the units 만, 천, 백, of a native numeral or an English word."""
    words = words.replace(",", "").replace(" ", "")
    if words.casefold() in _ENGLISH:
        return _ENGLISH[words.casefold()]
    if words in _NATIVE:
        return _NATIVE[words]
    total = 0
    for digits, unit in _PARTS.findall(words):
        if digits or unit:
            total += int(digits or 1) * _SCALE.get(unit, 1)
    return total


# What counts organisations. 개 alone counts as well, but not 개월, 개년, 개국, 개 사업, 개실 and the like.
_BODY = r"(?:기업|업체|회사|기관|단체|곳)"
# '10개 인공지능(AI) 기업': one word may say what sort; not '4개 분야 기업', which counts fields.
_SORT = r"(?:(?![와과]\s|분야|사업|과제|항목|국가|도시|대학|부서)[A-Za-z가-힣()]{1,10}\s?)?"
_NOT_BODIES = (
    r"월|년|국|실|동|시|구|군|교|과|원|의|팀|조|층|반|대|사업|분야|항목|\s?(?:사업|분야|과제|국가|도시|점|대학|병원)"
)
ORGANISATION_COUNTER = (
    rf"(?:\s?(?:개\s?{_SORT}{_BODY}|개\s?사(?![업실람무])|개\s?소(?!프)|개의\s?{_BODY}|곳|社|업체|기업)"
    rf"|\s?사(?=[와과는가를 ,.]|$)|\s?개(?!{_NOT_BODIES}))"
)


def qualifier(text: str, start: int, end: int, counter_end: int) -> Qualifier:
    """How exact the number at ``text[start:end]`` is; ``counter_end`` is where its counter ends."""
    before = _BEFORE.search(text, max(0, start - 6), start)
    if text[end : end + 2].strip().startswith("여") and text[end : end + 3].strip()[:2] not in ("여성", "여개월"):
        return "about"
    if before:
        return {"최대": "at_most", "최소": "at_least"}.get(before.group(1), "about")  # type: ignore[return-value]
    after = _AFTER.match(text, counter_end)
    if not after:
        return "exact"
    if after.group("least"):
        return "at_least"
    return "at_most" if after.group("most") else "about"
