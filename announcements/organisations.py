"""Names of organisations: without legal form, as shown, as an exact key, and what sort of body they name."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

_LEGAL = re.compile(
    r"㈜|㈲|\((?:주|유|재|사|합|자)\)|（(?:주|유|재|사)）|주식회사|유한회사|유한책임회사|합자회사|농업회사법인|"
    r"재단법인|사단법인|비영리법인"
)
_LATIN_LEGAL = re.compile(r",?\s(?:co\.?,?\s?ltd\.?|inc\.?|corp\.?|llc|ltd\.?|gmbh|plc)$", re.IGNORECASE)
_ALIAS = re.compile(r"\s*\([^()]*\)")
_PUNCTUATION = re.compile(r"[\s\-·&.,'\"‘’“”_/+:;!?‧․・®™]")
# Of these a key changes nothing.
_PLAIN = re.compile("[가-힣]+")
_SPELLED = str.maketrans(
    dict(
        zip(
            "abcdefghijklmnopqrstuvwxyz",
            [
                "에이",
                "비",
                "씨",
                "디",
                "이",
                "에프",
                "지",
                "에이치",
                "아이",
                "제이",
                "케이",
                "엘",
                "엠",
                "엔",
                "오",
                "피",
                "큐",
                "알",
                "에스",
                "티",
                "유",
                "브이",
                "더블유",
                "엑스",
                "와이",
                "제트",
            ],
            strict=True,
        )
    )
)
INSTITUTIONS = (
    r"(?:연구원|연구소|연구조합|진흥원|진흥회|협회|협의회|학회|대학교|대학|과학기술원|재단|공단|공사|센터|병원|"
    r"조합|테크노파크|"
    r"평가원|인증원|시험원|정보원|개발원|교육원|기술원|사업단|학교|위원회|포럼|연합회|총연합|박물관|도서관|"
    r"은행연합회|지원단|기구)"
)
_INSTITUTION = re.compile(rf"{INSTITUTIONS}$")


def strip_legal_form(text: str) -> str:
    """The name without ㈜, (주), 주식회사 and their kin, spaces squeezed."""
    bare = _LEGAL.sub(" ", unicodedata.normalize("NFC", text))
    return " ".join(_LATIN_LEGAL.sub("", bare.strip()).split())


def display_name(text: str) -> str:
    """The name as shown to people: no legal form, of 'A(B)' the form A."""
    without = strip_legal_form(text)
    return _ALIAS.sub("", without).strip() or without


def name_key(text: str) -> str:
    """Exact key: no legal form, alias, spacing, punctuation or case; Latin letters spelled in Hangul.

    'LG CNS' and '엘지씨엔에스' share one; names read as words ('GIST', '지스트') do not: declare those as aliases.
    """
    if _PLAIN.fullmatch(text) and not _LEGAL.search(text):
        return text
    shown = unicodedata.normalize("NFKC", display_name(text).replace("㈜", ""))
    shown = shown.replace("&", "앤")
    return _PUNCTUATION.sub("", shown).casefold().translate(_SPELLED)


def organisation_type(text: str) -> Literal["company", "institution", "unknown"]:
    """What the name itself says: a legal form of companies, or a noun of institutions; else unknown."""
    if re.search(r"㈜|㈲|\(주\)|\(유\)|주식회사|유한회사", text):
        return "company"
    shown = display_name(text)
    if re.search(r"\((?:재|사)\)|재단법인|사단법인", text) or _INSTITUTION.search(shown):
        return "institution"
    return "unknown"
