"""Partners by sector, and offices by site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, to_int
from announcements.korean.particles import ends_with_particle
from announcements.rules.registry import rule
from announcements.rules.totals.figures import OF_TODAY
from announcements.text import Sentence

Predicate = Literal["sector_count", "site_count"]
_OPENED = (
    r"별(?:로)?(?:는|은)?(?:\s?(?:협약\s?)?(?:현황|분포|구성|비중|기업\s?수|기업·기관|기업|기관))?(?:은|는|을|를)?"
    r"(?:\s?(?:(?:살펴|따져|나눠|쪼개|갈라|들여다|세어|헤아려|추려|묶어|뜯어|훑어)\s?)?"
    r"(?:봐도|보자면|보니|봤더니|[가-힣]{1,4}(?:면|니)))?(?:\s?:|,)?\s|별\s?:\s?"
)
# '분야를 따져보면', '위치를 들여다보니'.
_LOOKED_AT = (
    r"[을를]\s(?:(?:살펴|따져|나눠|쪼개|갈라|들여다|뜯어|훑어)\s?)?"
    r"(?:보면|보니|봐도|보자면|봤더니|나누면|따지면|가르면|쪼개면|살피면|살폈더니|훑으면|훑어보면),?\s"
)
UNIT = r"(?:개사|개\s?기업|개소|개|곳|건)"
COUNT = rf"\d{{1,3}}\s?{UNIT}(?:\s?\([\d.]{{1,5}}\s?%\))?"
SETTLED = r"(?:자리|들어섰|들어왔|둥지|입주|흩어|나뉘)"
_SECTORS = re.compile(
    rf"(?:분야|업종|유형|부문)(?:{_OPENED}|는\s|은\s|도\s(?:[가-힣]{{1,5}}\()?|{_LOOKED_AT}|:\s?|로는\s|로\s(?:살펴|따져|나눠|쪼개)?\s?(?:보면|나누면|따지면|가르면|구분하면),?\s)"
    # '이들은 빅데이터(29), 헬스케어(9), 기타(6) 분야 기업·기관이다'.
    # '협약 상대를 갈래로 묶으면 빅데이터 27, 헬스케어 15'.
    r"|(?P<kinds>(?<=[을를]\s))(?:갈래|종류|성격|하는\s일)(?:별)?로\s(?:묶으면|묶어\s?보면|나누면|가르면|보면),?\s"
    r"|(?:이들은|협약\s기업은)\s(?=(?:[^\s,.\d()]{2,12}\(\d{1,3}\),\s){2,20}[^\s,.\d()]{2,12}\(\d{1,3}\)\s분야)"
    # '기관 7개로 빅데이터 분야가 28개로 가장 많다': the largest opens without a heading.
    r"|(?<=[\s,])(?=[^\s,.\d]{2,12}\s분야[가는이]\s\d{1,3}\s?(?:개사|개|곳)(?:로|으로)\s(?:가장|제일)\s많)"
)
_SITES = re.compile(
    r"(?:사무실|사무소)(?:은|는)\s(?=[^,.\n]{2,24}에\s?\d)|"
    r"(?:사무실|사무소)(?:은|는)\s(?=[^,.\n\d]{2,16}\s?\d{1,3}\s?(?:곳|개)[,·][^.\n]{0,200}"
    r"(?:흩어|나뉘|나눠|분포|자리\s?잡|들어서|들어선|등\s(?:모두\s|총\s)?\d{1,3}\s?(?:곳|개)))|"
    r"(?<=다\.\s)(?:장소|위치|지역)는\s(?=[^,.\n\d]{2,16}\s?\d{1,3}\s?(?:곳|개))|"
    r"(?:사무실|사무소|개소|입주|둥지)[^.\n]{0,12}?(?:장소|위치|소재지|공간|지역|곳|시설|건물)(?:은|는|별로는|별로|:|\s:)\s?(?!\s?(?:\d|모두|총))|"
    r"(?:사무실|사무소)(?:은|는)\s(?=(?:[^,.\n\d()]{2,16}\(\d{1,3}(?:곳|개사|개)?\),\s){2})|"
    r"(?:사무실|사무소)\s(?:현황|분포|배치)(?:을|를)\s(?:[가-힣]{1,2})?(?:보면|살펴보면)\s|"
    # '이들은 창업캠프(40곳), 새마을지구(25곳) 등에 입주했다'.
    rf"(?:이들은|이들\s기업은)\s(?=(?:[^,.\n\d()]{{2,16}}\({COUNT}\),\s){{2,20}}[^.\n]{{0,30}}{SETTLED})|"
    rf"(?:장소|위치|공간|지역|건물|입주\s?시설|사무[실소](?=별))(?:{_OPENED})|"
    # Not where they come from.
    rf"(?P<looked>(?<!본사 )(?<!본사)(?:장소|위치|소재지){_LOOKED_AT}"
    r"(?!서울|경기|수도권|인천|부산|대구|대전|국내|해외))"
)
_BY_SECTOR = Gate(_SECTORS)
_BY_SITE = Gate(_SITES)
_ITEM = re.compile(
    rf"[\s▲]*(?:(?:이어|다음으로|그다음|그\s?밖에|이\s?밖에)\s)?(?P<member>[^,.▲\n]{{1,40}}?)\s?(?P<open>\()?(?P<n>{NUMBER})(?P<unit>\s?(?:개\s?(?:기업|사|업체|기관|소)|"
    rf"개소|개|곳|사|건|社))?(?(open)\))(?:\s?\(\d[^)]{{0,8}}\))?"
    r"(?:(?:으로|로|가|이)?\s?(?:(?:가장|제일)\s많(?:고|았고|으며|았으며|은\s가운데)|"
    r"(?:으뜸|최다|1위)(?:이고|이었고|였고|이며|였으며)|뒤를\s(?:이었고|이었으며|잇고)|그다음(?:이고|이며|이었고))(?=,|\s))?"
    r"(?P<close>\s?(?:등)?\s?(?:이었다|였다|이다|다|입니다|이며|(?:이?었|였)(?:고|으며)|으로|등이다|"
    r"등이 있다|순이다|$|\.))?\s?"
    r"(?P<next>,|▲|$|\s분야\s|\.|\s?등|순|과\s|와\s|·(?!\d)|/|이며|으로|로\s|이고|고\s|이었다|였다|이다|다|\n|\||\)|에\s(?=흩어|나뉘|나눠|분포|자리|들어|있|위치|둥지|입주|마련)|[가이]\s(?=[가-힣]{0,6}(?:했|하고|됐|있)|뒤를|뒤따|들어|자리|가장\s많|제일\s많|대표적|주를\s이|주축)|(?<=[고며])(?=\s))"
)
_LARGEST = re.compile(r"(?:\s?\(\d[^)]{0,8}\))?(?:으로|로)\s(?:가장|제일)\s(?:큰|많)")
# '… 25개사로 가장 많다. 헬스케어 15개사, 보안 10개사가 뒤를 이었다.'
_MOST = re.compile(r"가장\s(?:많(?:다|았다)|큰\s(?:몫|비중)[을이][가-힣\s]{0,8}다)\.?$")
_FOLLOWED = re.compile(r"뒤를\s[이잇]|뒤따|순이|순으로|^(?:이어|다음으로|그다음|뒤이어)(?:는|은)?\s")
_ONLY_ITEMS = re.compile(
    rf"(?:[^\s,.\d()]{{2,16}}\s{COUNT},\s){{2,20}}[^\s,.\d()]{{2,12}}\s{COUNT}(?:\s등)?(?:이?다|이었다)"
)
_GOES_ON = re.compile(r"(?:이어|다음으로|그다음으로?|뒤이어)(?:는|은)?,?\s")
_CLOSING_WORDS = re.compile(r"(?:\s?(?:분야|관련|부문|기업|업체))+(?:에서|에는|에|가|이|은|는)?$")


@rule(
    "breakdown.sector",
    positive="분야별로는 빅데이터 분야 32, 헬스케어 분야 18, 보안 분야 8, 기타 13개 기업 등이다.",
    negative=(
        "분야로는 빅데이터(32개)와 헬스케어(18개 안팎)를 꼽는다. 맡을 분야는 가나다 빅데이터, 라마바 영상콘텐츠다."
    ),
    gate=_BY_SECTOR,
)
def sector(doc: Document) -> Iterator[Finding]:
    """Counts by sector after '분야별로는' or '분야는'."""
    yield from _members(doc, _BY_SECTOR, _SECTORS, "sector_count", "breakdown.sector")


@rule(
    "breakdown.site",
    positive="사무실 개소 장소는 창업캠프 19곳, 상무지구 등 7곳, 기타 4곳 등이다.",
    negative="사무실 개소 장소는 창업캠프다.",
    gate=_BY_SITE,
)
def site(doc: Document) -> Iterator[Finding]:
    """Counts by place after '사무실 개소 장소는'."""
    yield from _members(doc, _BY_SITE, _SITES, "site_count", "breakdown.site")


def _members(
    doc: Document, gate: Gate, opening: re.Pattern[str], predicate: Predicate, rule_id: str
) -> Iterator[Finding]:
    for sentence in doc.holding(gate):
        for match in opening.finditer(doc.text, sentence.start, sentence.end):
            if OF_TODAY.search(doc.text, sentence.start, match.end()) or of_others(doc, sentence, match):
                continue
            found = with_next(doc, sentence, match.end(), predicate, rule_id)
            if len(found) >= 2 and not (predicate == "site_count" and any(_is_origin(doc, f) for f in found)):
                yield from found
                return
    yield from _in_lines(doc, opening, predicate, rule_id)


# '지역별로 보면 서울 27, 경기 15': where partners come from; their offices are in the city.
_REGION = re.compile(
    r"(?:서울|경기|수도권|인천|부산|대구|대전|세종|울산|강원|충[북남]|전[북남]|경[북남]|제주|충청|호남|영남|판교|성남|해외|국외|미국)"
    r"(?:권|시|도|특별시|광역시|지역)?"
)


def _is_origin(doc: Document, found: Finding) -> bool:
    member = found.member_text or ""
    return bool(_REGION.fullmatch(member)) and not doc.cues.city_names.search(member)


# '수료생이 취업한 분야를 보면'.
_OTHERS = re.compile(
    r"데이터센터|물었더니|물어\s?보니|바라는|원하는|이용\s?(?:기업|기관|분야|현황)|설문|응답|답한|표본|수료|졸업|교육생|학생|연구생|취업|채용|예산|사업비|과제|특허|논문|참가|참석|관람|지원자|신청"
)
# '전국 AI 기업을 분야별로 보면', '협회 회원사는 분야별로'; not '전국에서 온 협약 기업은'.
_OF_ANYBODY = re.compile(r"전국|국내|회원|수상|응모|공모|충전|카메라|펀드")
# '박람회에 310개 부스가 차려졌다. 분야별로는': of the sentence before, where nothing else is said to be counted.
_AT_AN_EVENT = re.compile(r"박람회|전시회|전시관|부스|행사장|공모전|대회에|포럼에|수료생|교육생|졸업생|취업자")
# '협약 기업이 낸 특허는 412건이다. 분야별로는': what was counted last is no organisations.
_OF_DEEDS = re.compile(
    r"(?:특허|논문|과제|실증|제품|서비스|수출|계약|인증|상표|수주|납품|매출|시제품|예산|사업비)[^.,\d]{0,8}(?:은|는|이|가|도|만)\s(?:[가-힣]{1,4}\s)?\d[\d,천]*\s?(?P<unit>건|개|종|억)[^.,]{0,12}$"
)
_PARTNERS = re.compile(r"협약|손을?\s?(?:맞)?잡|MOU|협력|유치|사무[실소]")
_OFFICES = re.compile(r"사무실|사무소|개소|입주|둥지|지사")


def of_others(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Parts of something else than the partners; of whose places nothing says that they are offices."""
    if _OTHERS.search(doc.text, sentence.start, match.start()):
        return True
    anybody = _OF_ANYBODY.search(doc.text, sentence.start, match.start())
    if anybody and not _PARTNERS.search(doc.text, sentence.start, match.start()):
        return True
    told = doc.sentences[sentence.index - 1].text if sentence.index else ""
    alone = not _PARTNERS.search(doc.text, sentence.start, match.end())
    deeds = _OF_DEEDS.search(told.rstrip(".")) if alone else None
    if deeds and re.search(rf"\d\s?{deeds['unit']}", doc.text[match.end() : match.end() + 40]):
        return True
    if alone and _AT_AN_EVENT.search(told) and not _PARTNERS.search(told):
        return True
    if match.re is _SECTORS and match["kinds"] is not None:
        return not _PARTNERS.search(doc.text, sentence.start, match.start())
    looked = match.re is _SITES and match["looked"]
    before = doc.sentences[sentence.index - 1].text if sentence.index else ""
    return bool(looked and not _OFFICES.search(before + sentence.text))


_LINE_ITEM = re.compile(
    rf"\s*[-▲○◇■□●*|ㆍ·]?\s?(?P<member>[^\n:|]{{1,30}}?)\s?(?::|\||\s)\s?(?P<n>{NUMBER})(?P<unit>\s?(?:개\s?(?:기업|사|소)|개|곳|사|건))?"
    r"\s?(?:\([^)\n]{1,12}\))?\s?\|?\s*$"
)


def with_next(doc: Document, sentence: Sentence, start: int, predicate: Predicate, rule_id: str) -> list[Finding]:
    """The members from there on, and those of the next sentence where it goes on ('이어 보안 10개사 …')."""
    found = _without_subject_particles(doc, list(_items(doc, start, sentence.end, predicate, rule_id)))
    following = doc.sentences[sentence.index + 1 : sentence.index + 2]
    goes_on = following and (
        _GOES_ON.match(following[0].text)
        or (
            _MOST.search(sentence.text)
            and (_FOLLOWED.search(following[0].text) or _ONLY_ITEMS.match(following[0].text))
        )
    )
    if found and goes_on:
        more = _items(doc, following[0].start, following[0].end, predicate, rule_id)
        found += _without_subject_particles(doc, list(more))
    return found


def _in_lines(doc: Document, opening: re.Pattern[str], predicate: Predicate, rule_id: str) -> list[Finding]:
    """A heading ('분야별 현황') with one member and its number a line below it."""
    text = doc.text + "\n"
    lines = doc.lines
    for number, (start, end) in enumerate(lines[:-2]):
        head = opening.search(text, start, end + 1) if end - start <= 50 else None
        if not head or re.search(r"\d", doc.text[head.end() : end]):
            continue
        found = []
        for first, last in lines[number + 1 : number + 31]:
            match = _LINE_ITEM.match(doc.text, first, last)
            if not match:
                break
            found.append(
                _finding(doc, rule_id, predicate, match, _CLOSING_WORDS.sub("", match["member"].strip(" ▲·'\"")))
            )
        if len(found) >= 2:
            return found
    return []


def _is_stripped(doc: Document, finding: Finding) -> bool:
    """Was a particle that follows the name in the text taken off it before ('모빌리티가 48개로 가장 많다')?"""
    name = finding.member_text or ""
    after = finding.start + len(name)
    return doc.text.startswith(name, finding.start) and doc.text[after : after + 2] in ("이 ", "가 ")


def _without_subject_particles(doc: Document, found: list[Finding]) -> list[Finding]:
    """'빅데이터가 25개, 보안이 10개': a particle that the members carry is none of their names."""
    marked = [ends_with_particle(finding.member_text or "", "이가") or _is_stripped(doc, finding) for finding in found]
    # '…, 기타 30개': the rest at the end carries none.
    if sum(marked) < 2 or sum(marked) < len(found) - 1:
        return found
    return [
        finding._replace(member_text=(finding.member_text or "")[:-1])
        if is_marked and not _is_stripped(doc, finding)
        else finding
        for finding, is_marked in zip(found, marked, strict=True)
    ]


def _finding(doc: Document, rule_id: str, predicate: Predicate, match: re.Match[str], member: str) -> Finding:
    return Finding(
        rule_id,
        predicate,
        match.start("member"),
        match.end("unit") if match["unit"] else match.end("n"),
        member_text=member,
        value_count=to_int(match["n"]),
        value_text=doc.text[match.start("n") : match.end("n")],
        unit_code="organisation",
        qualifier="exact",
    )


# A number or an object within ('사무실을 연 기업은 78개사', '창업캠프에 28곳이 모여') is no part of a name, nor is a
# bracket that is not closed ('데이터(44개)와 헬스케어(35개)가').
_NO_MEMBER = re.compile(r"\([^)]*$|(?<![가-힣A-Za-z\d])\d{3,}|\ufffd|[을를]\s|\d\s?(?:곳|개)")


def _items(doc: Document, start: int, end: int, predicate: Predicate, rule_id: str) -> Iterator[Finding]:
    position = start
    while position < end:
        match = _ITEM.match(doc.text, position, end)
        if not match:
            return
        member = _CLOSING_WORDS.sub("", match["member"].strip(" ▲·'\"")).strip()
        particles = "에" if predicate == "site_count" else ""
        member = member[:-1] if len(member) > 2 and member[-1] in particles else member
        first = re.search(r"많|으뜸|최다|1위|뒤를\s이|그다음", match.group()) or _LARGEST.match(
            doc.text, match.end("unit")
        )
        member = member[:-1] if first and ends_with_particle(member, "이가") else member
        if position == start and _MOST_IS.search(doc.text, max(0, start - 20), start):
            member = _AS.sub("", member)
        if not member or _NO_MEMBER.search(member):
            return
        yield _finding(doc, rule_id, predicate, match, member)
        goes_on = not match["next"] and match.group().rstrip().endswith(("고", "며"))
        if not goes_on and match["next"] not in (",", "·", "▲", "/") and not match["next"].startswith(("과", "와")):
            return
        position = match.end()


# '가장 많은 분야는 빅데이터로 30개'.
_MOST_IS = re.compile(r"(?:가장|제일)\s많은\s(?:[가-힣]{1,3}\s)?[가-힣]{2,4}[은는]\s$")
_AS = re.compile(r"(?<=[가-힣A-Za-z])(?:으로|로)$")
SUM_LINE = re.compile(r"(?:합|총|소)?\s?계|전체|총합")
