"""Organisations that signed, as lists of their own give them: sentences and lines under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.names import MARK, Name
from announcements.korean.numbers import NATIVE, to_int
from announcements.korean.particles import ending_in, has_final_consonant
from announcements.records import Grade
from announcements.rules.parties.counterparties import attested_in, names_between
from announcements.rules.registry import rule
from announcements.text import Sentence

_ORGANISATIONS = (
    r"(?:주인공|상대|상대방|당사자|동반자|파트너|대상|기업|기관|업체|회사|단체|협회|곳|개사|\d사|참여사|협약사)"
)
_BODIES_ARE = rf"{_ORGANISATIONS}(?:들)?(?:(?:으로는|로는|은|는|:|\s:)\s?|\s?=\s?)(?=[^\s])"
# Tells quickly of nearly every sentence that it lists nothing.
NOT_LISTED_WITHOUT = re.compile(_BODIES_ARE)
_LISTED = re.compile(
    rf"(?:[-○◇■□*▲·]\s?)?(?!이\s|두\s|양\s|해당\s|[^\s]*(?:회사|협회)(?:는|은))(?:[^,.▲]{{0,40}}?\s)"
    rf"?[^\s,▲]{{0,14}}?{_BODIES_ARE}"
)
_LIST_END = re.compile(
    rf"(?:\s?등(?:\s[^\s,▲]{{0,8}}(?=\s))?)?\s?(?:(?:모두|총)\s)?(?:(?:\d{{1,3}}|(?:{NATIVE})\s)\s?(?:개사|"
    rf"곳|개\s?기업|개\s?업체|"
    r"개\s?기관|개|사))?\s?(?:이었다|였다|이다|다|입니다|이에요|예요|이랍니다|랍니다|이며|으로|로"
    # '기관으로는 가나다협회와 라마바연구원이 참여했다'.
    r"|[이가]\s(?:함께\s|나란히\s|새로\s)?(?:참여|동참|합류|서명|가세|함께)(?:했다|했습니다))?[.!]?$"
)
# '… 라마바, 사아자이며 모두 광주에 온다': the list ends before its sentence does.
_LIST_CUT = re.compile(
    r"(?:\s등)?(?:\s?\d{1,3}\s?(?:개사|곳|개\s?기업))?(?:이며|이고|등이며|등이고)[,\s]"
    # '…이며 기관은 라마바다': the list goes on with another sort.
    r"(?!\s?(?:[가-힣]{1,6}\s)?(?:기업|기관|협회|단체|업체|연구기관)(?:들)?(?:은|는|으로는)\s)"
)
_VERB_AT_END = re.compile(r"(?:을|를|에|으로|로|에서)\s(?:[^\s,]{1,10}\s){0,2}[^\s,]{1,12}다\.?$")
# '부품 등을 개발하게 됩니다': no copula.
_POLITE = re.compile(f"[{ending_in('ㅂ')}]니")
OTHERS = re.compile(
    r"(?:사업|공급|거래|기술|영업|투자|연구|판매|주요|이들의|회사의)\s(?:[가-힣]{1,4}\s)?(?:대상|파트너|상대|동반자)|"
    r"주주|유망\s?100|100대|계열|참석|고객|경쟁|투자사|제품|자회사|(?<!새 )(?<!새로운 )협력사|"
    r"서비스로|(?:다음|차기|향후)\s(?:업무\s?)?(?:협약|상대|주인공|파트너|차례)|앞서|지난해|모델|솔루션은|"
    rf"나머지(?!\s(?:\d{{1,2}}|{NATIVE})\s?(?:개사|곳|개\s?기업|개\s?업체|기업|회사)(?:[은는]|\s?:))|"
    "선정|포함돼|들어 있|"
    r"(?<!올해 )(?<!새해 )(?<!이달 )첫\s(?:번째\s)?(?:업무\s?)?협약(?:의)?\s(?:상대|주인공|기업|파트너)"
)


# '축하 영상을 보낸 곳은', '협력 기관은': those who helped or wished well.
HELPERS = re.compile(
    r"(?:보낸|돕는|도운|도와준|후원한?|협찬한?|지원하는|지원한|추천한|주관한|주최한|심사한|축하한|투자한)\s|(?:협력|유관|지원)\s?기관"
)
# What is agreed on: '인력 채용: 지역 청년을 뽑는다'.
_DEED = re.compile(
    r"(?:협력|채용|설립|지원|개발|자문|연계|운영|교류|확대|구축|양성|육성|제공|참여|활용|강화|추진|실증|이전|투자|조성|발굴|창출)$"
)


def are_deeds(names: Sequence[Name]) -> bool:
    """Is one a deed in several words ('인력 채용'), or half of them by their end? One name may end so ('가나개발')."""
    deeds = [name.text for name in names if _DEED.search(name.text) and not MARK.search(name.text)]
    return any(" " in deed for deed in deeds) or len(deeds) * 2 >= max(len(names), 1)


# '사무실이 몰린 곳은', '가장 많은 곳은': places or fields, unless they are names for certain.
_ANY_PLACE = re.compile(
    r"(?:몰린|몰려\s?있는|많은|많았던|[가-힣]{0,4}[있없][는던을]|들어[설선올온]|입주[한할]|자리\s?(?:잡[은을]|한)|둥지를\s[튼틀]|모인|모여\s?있는|위치한|"
    r"소재한|(?:사무[실소]|지사|본사|연구소|법인)[를을]?\s?[연둔낸차열둘낼][가-힣]?|배치된|나온|꼽힌)\s곳(?:들)?(?:은|\s?:|으로는)"
)
PERSONS = re.compile(r"시장|대표|원장|총장|의원|관계자|국장|단장|교수|이사|본부장|임직원|참석자")


# '돈을 대는 곳은?', '누가 심사하나?'.
_ASKS_WHO = re.compile(
    r"(?:곳|기업|기관|회사|업체|단체)[은는]\?|누가\s|누구|어디|어느\s(?:곳|기업|기관|회사)|어떤\s(?:곳|기업|기관|회사)"
)
_OF_SIGNING = re.compile(
    r"서명|협약|체결|손을?\s?(?:맞\s?)?잡|합류|새로|이번|상대|주인공|파트너|식구|온\s곳|(?:기업|회사|곳|업체)(?:인가|이냐|일까)"
)


def asked_of_others(doc: Document, sentence: Sentence) -> bool:
    """Does the sentence answer who did something else than sign?"""
    question = doc.sentences[sentence.index - 1].text if sentence.index else ""
    asks = question.rstrip("\"' ").endswith("?")
    # What a question is about stands in its last sentence.
    asks_who = _ASKS_WHO.search(question) if asks else None
    return bool(asks_who and not _OF_SIGNING.search(question))


def as_findings(rule_id: str, names: tuple[Name, ...], grade: Grade) -> Iterator[Finding]:
    for name in names:
        yield Finding(rule_id, "party", name.start, name.end, grade=grade, organisation_text=name.text)


@rule(
    "party.listed",
    positive="시는 7개 기업과 협약을 체결했다. 기업은 ㈜가나다, 라마바, 사아자 등이다.",
    negative="시는 7개 기업과 협약을 체결했다. 주주 기업은 ㈜가나다, 라마바, 사아자 등이다.",
)
def listed(doc: Document) -> Iterator[Finding]:
    """A sentence of its own lists the organisations ('기업은 …, … 등이다')."""
    for sentence in doc.prose:
        head = (doc.text, sentence.start, min(sentence.end, sentence.start + 60))
        match = _LISTED.match(*head) if NOT_LISTED_WITHOUT.search(*head) else None
        if not match or OTHERS.search(match.group()) or HELPERS.search(match.group()):
            continue
        end = _LIST_END.search(doc.text, match.end(), sentence.end)
        if (
            not end
            or OTHERS.search(end.group())
            or re.match(r"(?:다음|아래)과", doc.text[match.end() : match.end() + 4])
        ):
            continue
        if re.fullmatch(r"다\.?", end.group()):
            cut = _LIST_CUT.search(doc.text, match.end(), sentence.end)
            # After a noun the bare copula 다 follows a vowel: '드론을 띄우는 가나다다'.
            verb = has_final_consonant(doc.text[end.start() - 1 : end.start()])
            polite = _POLITE.fullmatch(doc.text, end.start() - 2, end.start())
            if not cut and (polite or (verb and _VERB_AT_END.search(sentence.text))):
                continue
            end = cut or end
        last = before_copula(doc, end)
        words = doc.text[match.end() : last]
        closed = (
            re.search("[:=]", match.group())
            or re.search(r"등|이다|입니다|다|요|이며|이고", end.group())
            or "▲" in words
            or MARK.search(words)
        )
        several = re.search(r"[,▲◇·]|[와과]\s", words) or len(MARK.findall(words)) > 1
        names = names_between(doc, match.end(), last, strict=True) if closed and several else ()
        if are_deeds(names) or (_ANY_PLACE.search(match.group()) and not all(_is_known(doc, name) for name in names)):
            continue
        yield from as_findings("party.listed", names, "B")


def _is_known(doc: Document, name: Name) -> bool:
    return bool(MARK.search(name.text)) or attested_in(doc, name.text)


def before_copula(doc: Document, end: re.Match[str]) -> int:
    """'포레스트에이아이다': after a vowel the copula is 다, and 이 may belong to the name."""
    if end.group().startswith("이다") and not has_final_consonant(doc.text[end.start() - 1 : end.start()]):
        word = re.search(r"[^\s,▲·]+$", doc.text[max(0, end.start() - 40) : end.start()])
        if word and (word.group().endswith("아") or attested_in(doc, word.group() + "이")):
            return end.start() + 1
    return end.start()


_BRACKETED = re.compile(
    rf"(?<![\d.,~])(?P<n>\d{{1,2}}|{NATIVE})\s?(?:개사|곳|(?:개\s?)?(?:[가-힣A-Z]{{1,6}}\s?)?(?:기업|기관|업체|"
    r"회사))\((?P<list>(?:[^()\n]|\([^()\n]{1,20}\)){3,400})\)"
    r"(?=[와과가이은는])"
)


@rule(
    "party.bracketed",
    positive="광주시는 3일 인공지능 기업 3개사(㈜가나다, 라마바, 사아자)와 업무협약을 체결했다.",
    negative="광주시는 3일 인공지능 기업 3개사(서울 2, 대전 1)와 업무협약을 체결했다.",
    gate=Gate(_BRACKETED),
)
def bracketed(doc: Document) -> Iterator[Finding]:
    """The names stand in brackets after their number ('3개사(가나다, 라마바, 사아자)와')."""
    for match in _BRACKETED.finditer(doc.text):
        names = names_between(doc, *match.span("list"), strict=True)
        if len(names) == to_int(match["n"]):
            yield from as_findings("party.bracketed", names, "B")


_BODIES_AT_END = (
    r"(?:기업|기관|업체|회사|단체)(?:명|들)?"
    r"(?:\s?\(?\d{1,2}\s?(?:개사|곳|개|사)\)?)?(?:\s?(?:명단|현황|목록|소개|한눈에|면면))?"
    r"(?:[은는]?\s?:|(?:은|는)\s(?:다음|아래)과\s같다\.?|\s?[\])>】])?\s*$"
)
_HEADING = re.compile(rf"(?=[^\n]{{0,60}}?(?:협약|참여|참가|체결|이번))[^\n]{{0,60}}?{_BODIES_AT_END}")
# Tells quickly of nearly every line that it is no heading.
_NO_HEADING_WITHOUT = re.compile(_BODIES_AT_END)
_BULLETED = re.compile(
    r"\s*(?P<mark>[-▲○◇■□◆●*|※ㆍ·]|\(?\d{1,2}[.)]|\d{1,3}번째(?=\s)|[①-⑳]|(?=㈜|\(주\))|(?=[가-힣A-Za-z0-9㈜(][^\s/|,]{1,20}\s/\s))\s?"
    r"(?P<name>(?:\((?:주|유|재|사)\)\s?)?[^\s|:(,][^|:=\n,(]{0,29}?(?:\s?\((?:주|유)\))?)"
    r"(?P<about>\s?[:=]\s?[^\n]+|\s[-/]\s?[^\n]+|\s?\([^)\n]{1,40}\)[^\n]*|\s?\|[^\n]*|,\s[^\n]+)?\s*$"
)


@rule(
    "party.itemised",
    positive="시는 2개 기업과 협약을 체결했다.\n○ 협약 기업\n - ㈜가나다: 보안\n - 라마바: 로봇",
    negative="시는 2개 기업과 협약을 체결했다.\n○ 협약 내용\n - 기술 자문: 보안\n - 사무소 설립: 로봇",
    gate=Gate(_HEADING),
)
def itemised(doc: Document) -> Iterator[Finding]:
    """Lines under a heading that speaks of the organisations, one organisation a line, each with its description."""
    lines = doc.lines
    for number, (start, end) in enumerate(lines[:-1]):
        heading = doc.text[start:end] if end - start <= 80 else ""
        if not (_NO_HEADING_WITHOUT.search(heading) and _HEADING.search(heading)) or OTHERS.search(heading):
            continue
        names = items_below(doc, lines[number + 1 : number + 41])
        if len(names) < 2:
            names = _in_one_line(doc, lines[number + 1 : number + 2])
        if len(names) > 1:
            yield from as_findings("party.itemised", names, "B")


_COUNTS_LINES = re.compile(r"[0-9.)①-⑳째]")
# What the lines of a notice are about: '접수기간: 11. 8. ~ 11. 26.'.
_OF_A_NOTICE = re.compile(
    r"(?:지원|접수|신청|모집|선정|제출|행사|사업|평가|참여|교육)?\s?(?:규모|기간|방법|일시|일정|장소|문의|문의처|대상|내용|절차|서류|금액|한도|자격)"
)


def items_below(doc: Document, lines: list[tuple[int, int]]) -> tuple[Name, ...]:
    """Names at the head of the lines, up to the first line that names nothing."""
    found: list[Name] = []
    mark: str | None = None
    nth: int | None = None
    for start, end in lines:
        match = _BULLETED.match(doc.text, start, end)
        sign = match["mark"][-1:] if match else ""
        if not match or (mark is not None and sign != mark and not _COUNTS_LINES.search(sign)):
            break
        # '100번째 가나다', '200번째 라마바': not those of one signing.
        before, nth = nth, int(match["mark"][:-2]) if sign == "째" else None
        if before is not None and nth != before + 1:
            return ()
        names = names_between(doc, *match.span("name"), strict=True)
        if any(_OF_A_NOTICE.fullmatch(name.text) for name in names):
            return ()
        if len(names) != 1 or (not match["about"] and re.search(r"\s", match["name"]) and not _marked(match["name"])):
            break
        mark = sign
        found.extend(names)
    return tuple(found)


def _in_one_line(doc: Document, lines: list[tuple[int, int]]) -> tuple[Name, ...]:
    """'△가나다 △라마바' or '○ ㈜가나다, 라마바' as the line below the heading."""
    if not lines:
        return ()
    line = doc.text[slice(*lines[0])]
    if line.count("▲") > 1 and line.lstrip().startswith("▲"):
        return names_between(doc, *lines[0], strict=True)
    row = _ROW.match(line)
    # '로봇 | ㈜가나다, 라마바': one of the rows of a table.
    if row is None or "|" in line or not _marked(line):
        return ()
    return names_between(doc, lines[0][0] + row.end(), lines[0][1], strict=True)


_ROW = re.compile(r"\s*[-○◇■□◆●*※ㆍ·]?\s*(?=[^,/]{2,30}(?:[,/][^,/]{2,30})+$)")


def _marked(words: str) -> bool:
    return bool(MARK.search(words))
