"""Names of organisations as lists give them: the name itself, without what introduces or follows it."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from announcements.korean.particles import OVER, TITLE_WORDS, ending_in, words
from announcements.korean.persons import (
    PERSON,
    TITLED,
    before_title_and_person,
    holds_person,
    is_person,
    is_three,
    is_too_long,
    likeness,
)

LEGAL_FORM = r"(?:㈜|\(주\)|\(유\)|㈲|\(재\)|\(사\)|주식회사|유한회사|재단법인|사단법인|농업회사법인)"
MARK = re.compile(LEGAL_FORM)
# Nouns that say what the next words name: '사이버보안 기업 테르텐'.
_HEADS = (
    "기업|업체|회사|전문기업|전문업체|스타트업|벤처|디자인하우스|하우스|파트너|제조사|개발사|운영사|공급사|"
    "제작사|설계사|플랫폼사|"
    "합작사|자회사|계열사|선도사|법인|단체|기관|유니콘|대기업|사업자|공급자|협력사|전문사|연구기관|그룹사|"
    "팹리스|협회인|연구소인|"
    "장비사|부품사|소재사|제약사|통신사|보험사|증권사|카드사|출판사|게임사|방송사|언론사|여행사|항공사|물류사|유통사|건설사|시공사|"
    "계측사|설비사|시스템사|플랜트사|보안사|로봇사|콘텐츠사|제지사|식품사|화학사|철강사|조선사|정유사|투자사|운송사|해운사|택배사|광고사|"
    "기획사|영화사|음반사|교육사|솔루션사|설루션사|엔진사|소프트웨어사"
)
_HEAD = re.compile(rf"\S*(?:{_HEADS})(?:\([^)\s]{{1,20}}\))?(?:인)?")
# '라베사 테크놀로지': no name by itself, so that the word before it belongs to it.
_LAST_PART = re.compile(
    r"(?:테크놀로지|테크|시스템|시스템즈|솔루션|솔루션즈|홀딩스|랩|랩스|네트웍스|코리아|소프트|그룹|인터내셔널|파트너스|인더스트리|로보틱스|바이오)"
)
# What a company makes, right before its name where more words describe it: '반려동물 건강관리 플랫폼 가나다'.
_PRODUCT = re.compile(r"\S*(?:플랫폼|솔루션|서비스|소프트웨어|앱|챗봇)")
# What sort of company, where more words describe it: '자율주행 관제사 가나다'.
_FIRM = re.compile(r"(?!\S*(?:공|감|의|교|행|봉|본|지|역|인|농|기|강|조|박)사$)[가-힣A-Za-z]{2,10}사")
_KIND_OF_BODY = re.compile(
    r"(?:기업|업체|회사|기관|단체|스타트업|개사|법인|(?:제조|개발|운영|공급|제작|설계)사)(?:들)?$"
)
_PLACED = re.compile(r"\S*(?:소재|소속|출신|상장|산하|부설|위치한|있는|기반의|분야의?|전문|\d위)$")
_ENDS_IN_N = ending_in("ㄴ", but="전간안반단신천만본분원")
_ADNOMINAL = re.compile(
    r"[가-힣]*(?:하는|되는|있는|없는|받는|만드는|한|된|던|[가-힣]은|는|온|인|운|린|진|친|난|낸|든|킨|쓴|둔|선|힌|긴|꾼|준|푼|뛴|튼|센|쏜|른|간|찬|"
    r"갖춘|이룬|세운|지닌|할|될)"
    # '눈길을 끈', '등불을 켠'.
    rf"|[{_ENDS_IN_N}]"
)
_OBJECT = re.compile(r"[가-힣A-Za-z0-9()·]+(?:을|를|에|에서|으로|로|의|이|가|까지|부터)")
_GENERIC = frozenset(
    words(
        "국내 국외 지역 최대 글로벌 유망 우수 전국 대표 신생 기업 기관 업체 회사 협회 단체 등 및 각각 모두 "
        "함께 시 광주 서울 경기 부산 대전 대구 인천 세종 울산 전남 전북 경남 경북 충남 충북 강원 제주 전문 "
        "선도 주요 이들 양측 양사 두 세 네 다섯 여섯 관련 대학 인공지능 AI ICT IT 인공지능(AI) 비영리 민간 "
        "저희 우리 당사 자사 공공 코스닥 코스피 미국 일본 중국 영국 독일 현지 해외 외국 신규 추가 또 또한 특히"
    )
)
# Fields of business: beside '·' they describe a company and are not two names.
FIELD_WORDS = frozenset(
    words(
        "인공지능 AI 인공지능(AI) 반도체 헬스케어 데이터 빅데이터 로봇 드론 모빌리티 에너지 자동차 보안 의료 "
        "바이오 문화 콘텐츠 문화콘텐츠 교육 플랫폼 핀테크 클라우드 소프트웨어 하드웨어 제조 금융 농업 환경 "
        "물류 유통 팹리스 스마트팜 메타버스 디지털 기술 정책 산업 기업 기관 협회 단체 연구소 대학 산 학 연 관 "
        "민 생활 공공 정보통신 통신 게임 영상 음성 사무소 지사 법인 실증 사업화"
    )
)
_NOT_NAMES = re.compile(
    r"^(?:\d+|[두세네]|다섯|여섯|여러)\s?(?:여\s?)?(?:개\s?\S{0,8}|곳|사|기업|기관|업체|회사)(?:들)?$|^(?:기업|"
    r"기관|업체|회사|협회|단체|대표|시장|시|지역|우리|이들|이번|이날|오늘|어제|내일|전국|국내|업무|협약|관계자|기업들?|당사|자사|저희|본사|다음|아래|이곳|"
    r"자리|순간|현장|무대|덕분|결과|모습|행사|시연|작품|솜씨|이야기|설명|포부|각오|성과|사례|발표|소개|제품|기술|"
    r"유치기업|참여기업|"
    r"대학|학교|병원|시민|정부|행정|"
    r"광주|서울|경기|부산|대전|대구|인천|세종|울산|전남|전북|경남|경북|충남|충북|강원|제주|판교|수도권|"
    r"두 회사|양측|양사|인공지능|AI|여기에|\d+)$"
    r"|\d여?\s?(?:개사|개|곳|명|건|억|조|만원|%|번째)|(?:대표|관계자|참석자|사회자|진행자|관객|시민|직원|기업인|학생)들?$|(?:했다|"
    r"한다|위한|위해|통해|대한|있다|된다|였다|이다)$|"
    r"\s\S*(?:하는|하고|하며|관련|분야의?|부문의|업종의|으로|에서|까지|부터|들과|들이)$"
    r"|(?:조성|육성|구축|활성화|창출|양성|발굴|교류|실증|사업화|상용화|추진|강화|확대|제공|활용)$|[\"{}<>|=]|맞손$|^손잡|"
    r"(?:하세요|습니다|십니까|랍니다|는데요|거든요|였고|이었고|였으며)$|[가-힣],\s[가-힣]|번째(?![가-힣])|협약|업무제휴|\s\d자$|\s(?:말고|빼고)$"
    # '가나다연구원이 참여했': what is over is told of somebody.
    rf"|\s\S*[{OVER}]$"
)
_NO_PART_OF_A_NAME = re.compile("[을를에]$|..으로$")
_POINTS = frozenset(words("이날 이번 당시 같은 이들 해당"))
_LETTER = re.compile(r"[가-힣A-Za-z]")
_WORDS = re.compile(r"\S+")
_LEAD = re.compile(
    r"(?:[\s,·▲:;'\"\-\[<*○◇■□◆●※]|(?:먼저|우선|이어|끝으로|마지막으로|및|또|또한|그리고|여기에|이밖에|이 밖에|"
    r"이외에|각각|차례로|차례대로|순서대로|비롯해|오전에는|오후에는|오전|오후|\d{1,2}일(?:에는)?|\d{1,2}시(?:\s?(?:\d{1,2}분|반))?)\s)+"
)
_BRACKET_AT_END = re.compile(r"\s?\([^()]{1,40}\)$")
# "상담 챗봇 '가나다'": what it makes, then its name in quotes.
_QUOTED_AT_END = re.compile(r"(?<=[가-힣A-Za-z)]\s)'(?P<name>[^'\n]{2,20})'\s?$")
# '㈜벗', '주식회사 온': one letter is a name only right behind its form, and no particle or '등'.
_ONE_LETTER = re.compile(r"(?:㈜|\(주\)|주식회사\s)(?![은는이가을를와과의도에로등및외측사씨시두세네각])[가-힣]")
_FORM_AND_NAME = re.compile(rf"{LEGAL_FORM}\S{{2,}}")
_NAME_AND_FORM = re.compile(rf"\S{{2,}}{LEGAL_FORM}")
_LEGAL_START = re.compile(rf"{LEGAL_FORM}\s?(?=\S)")
_LEGAL_FIRST = re.compile(rf"(?<![^\s]){LEGAL_FORM}\s?(?=\S)")
# '독고민 한국가나연구원장': the last syllable makes a head of the body.
_HEAD_OF_A_BODY = re.compile(
    rf"{PERSON}\s(?P<name>\S{{2,20}}(?:연구원|진흥원|기술원|개발원|평가원|협회|재단|학회|조합))장"
)

# '한국가나협회장'.
_HEAD_ALONE = re.compile(r"(?:[^\s()]{2,20}(?:협회|재단|학회|조합|연합회|진흥원))장")


class Attested(Protocol):
    """Does the document use these words as a name elsewhere?"""

    def __call__(self, words: str, *, begins: bool = False) -> bool:
        """``begins``: count only places where no word stands right before."""


class Name(NamedTuple):
    """A name as written, legal form included; positions are those of the text it was read from."""

    start: int
    end: int
    text: str


def read_name(text: str, start: int, end: int, attested: Attested) -> Name | None:
    """The organisation named by one item of a list, or None where the item names none for certain."""
    quoted = _QUOTED_AT_END.search(text, start, end)
    if quoted:
        return name_at(text, *quoted.span("name"))
    start, end = _strip(text, start, end)
    end = _without_bracket(text, start, end)
    headed = _HEAD_OF_A_BODY.fullmatch(text, start, end)
    if headed:
        return name_at(text, *headed.span("name"))
    told = before_title_and_person(text, start, end)
    if told is not None:
        return _without_person(text, start, told, attested)
    titled = TITLED.search(text, start, end)
    if titled:
        return _beside_person(text, start, titled.start(), attested)
    introduced = _after_introduction(text, start, end, attested)
    # '엔터 더 데이터': a field alone is nobody's name, so that the words before it belong to it.
    alone = text[introduced:end]
    return name_at(text, start if alone in FIELD_WORDS and not _HEAD.fullmatch(alone) else introduced, end)


def name_at(text: str, start: int, end: int) -> Name | None:
    """The span as a name, if it can be one."""
    start, end = _strip(text, start, end)
    end -= bool(_HEAD_ALONE.fullmatch(text, start, end))
    name = text[start:end]
    marked = MARK.search(name)
    bare = MARK.sub("", name).strip() if marked else name
    words = bare.split(" ")
    if "·" in bare or len(words) > 4 or any(_NO_PART_OF_A_NAME.search(word) for word in words[:-1]):
        return None
    if not 2 <= len(bare) + bool(marked and _ONE_LETTER.fullmatch(name)) <= 30 or not _LETTER.search(bare):
        return None
    if len(words) > 1 and (
        holds_person(words) or (marked and is_three(words[-1]) and not _LAST_PART.fullmatch(words[-1]))
    ):
        return None
    if not marked and (_KIND_OF_BODY.search(bare) or _NOT_NAMES.search(bare) or _is_phrase(words)):
        return None
    return Name(start, end, name)


_TITLE_ACTS = re.compile(rf"(?:{TITLE_WORDS})(?:님)?들?[이가은는도]?")
# '시장님', '국장님들': who is spoken of politely is a person.
_POLITELY = re.compile(rf"(?:{TITLE_WORDS})님들?$")


def _is_phrase(words: list[str]) -> bool:
    """'이날 자리에', '김하나 회장', '김하나 원장이' where a text breaks off: words that name a place or a person."""
    if len(words) == 1:
        return words[0].endswith(("님", "님들")) and bool(_POLITELY.search(words[0]))
    return words[0] in _POINTS or words[-1][-1:] == "에" or bool(_TITLE_ACTS.fullmatch(words[-1]))


def introduces(words: str) -> bool:
    """Do the words hold a noun that introduces a name ('보안 기업')?"""
    return any(_HEAD.fullmatch(word) for word in words.split(" ")[:-1])


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while end > start and text[end - 1] in " ,·:;'\"\n.]>":
        end -= 1
    return start, end


def _without_bracket(text: str, start: int, end: int) -> int:
    """Drop a closing bracket that is an alias, a place or a person, but not a legal form."""
    match = _BRACKET_AT_END.search(text, max(start, end - 45), end)
    if match and not re.fullmatch(rf"\s?{LEGAL_FORM}", match.group()):
        return match.start()
    return end


def _without_person(text: str, start: int, end: int, attested: Attested) -> Name | None:
    """'보안 기업 가나다' of '보안 기업 가나다 대표 김하나'; of '대표 김하나' nobody."""
    start, end = _strip(text, start, end)
    return name_at(text, _after_introduction(text, start, end, attested), end) if start < end else None


def _beside_person(text: str, start: int, end: int, attested: Attested) -> Name | None:
    """'최하늘 가나다' or '가나다 최하늘' (before a title): the organisation beside the person."""
    words = [(m.start(), m.end()) for m in _WORDS.finditer(text, start, end)]
    if len(words) == 2 and MARK.fullmatch(text[slice(*words[0])]):
        return name_at(text, words[0][0], words[1][1])
    if len(words) == 1:
        alone = text[slice(*words[0])]
        sure = (
            MARK.search(alone)
            or is_too_long(alone)
            or re.search("[A-Za-z0-9]", alone)
            or (attested(alone) and not is_person(alone))
        )
        return name_at(text, start, end) if sure else None
    if not words:
        return None
    first, last = text[slice(*words[0])], text[slice(*words[-1])]
    if len(words) > 2:
        # '안토니오 리 ㈜가나다', '가나다㈜ 엘레나 박': a name in two words beside one whose bounds its form gives.
        if _FORM_AND_NAME.fullmatch(last) or (_NAME_AND_FORM.fullmatch(last) and words[-2][1] - words[-2][0] == 1):
            return name_at(text, *words[-1])
        if _NAME_AND_FORM.fullmatch(first):
            return name_at(text, *words[0])
    likely = (likeness(first, attested), likeness(last, attested))
    # Where both ends are as much like a person's name, neither is known to be the organisation.
    if likely[1] > likely[0]:
        # '가나다의 최하늘': whose head it is.
        whose = text[words[-2][1] - 1] == "의" and not attested(text[slice(*words[-2])])
        end = words[-2][1] - whose
        # '한국가나협회의', but '오늘회의': where the name ends is not known.
        if whose and text[end - 1] == "회" and text[end - 2] not in "협학사":
            return None
        return name_at(text, _after_introduction(text, words[0][0], end, attested), end)
    if likely[0] > likely[1]:
        return name_at(text, words[1][0], words[-1][1])
    return None


def _after_introduction(text: str, start: int, end: int, attested: Attested) -> int:
    """Where the name begins after words that introduce it ('반도체 IP 기업 칩스앤미디어')."""
    words = [(m.start(), m.end()) for m in _WORDS.finditer(text, start, end)]
    if len(words) < 2:
        return start
    legal = _LEGAL_START.match(text, start, end) or _LEGAL_FIRST.search(text, start, end)
    if legal:
        return legal.start()
    for index in range(len(words) - 2, -1, -1):
        word = text[slice(*words[index])]
        if (
            (_HEAD.fullmatch(word) and not MARK.fullmatch(word))
            or _PLACED.fullmatch(word)
            or (len(word) > 2 and word.endswith("의"))
            or (index and index == len(words) - 2 and _PRODUCT.fullmatch(word))
            or _is_firm(text, words, index)
            or (index and _is_clause_end(text, words, index))
        ):
            return words[index + 1][0]
    return _without_generic(text, words, attested)


def _is_firm(text: str, words: list[tuple[int, int]], index: int) -> bool:
    """'자율주행 관제사 가나다', but 'AI 업체 도담사 러닝': a noun before it begins the name."""
    if not index or index != len(words) - 2 or not _FIRM.fullmatch(text[slice(*words[index])]):
        return False
    return not (_LAST_PART.fullmatch(text[slice(*words[-1])]) or _HEAD.fullmatch(text[slice(*words[index - 1])]))


def _is_clause_end(text: str, words: list[tuple[int, int]], index: int) -> bool:
    """'시험 장비를 들여온': a verb that describes the next words, with its object before it."""
    if not _ADNOMINAL.fullmatch(text[slice(*words[index])]):
        return False
    return any(_OBJECT.fullmatch(text[slice(*word)]) for word in words[:index])


def _without_generic(text: str, words: list[tuple[int, int]], attested: Attested) -> int:
    first = 0
    while first < len(words) - 1 and text[slice(*words[first])] in _GENERIC:
        first += 1
    rest = words[first:]
    if len(rest) >= 3 and not attested(text[rest[0][0] : rest[-1][1]]):
        # Several words without a noun that introduces: only what the text names elsewhere counts.
        for index in range(1, len(rest)):
            if attested(text[rest[index][0] : rest[-1][1]]):
                return rest[index][0]
    whole = text[rest[0][0] : rest[-1][1]]
    if len(rest) == 2 and not attested(whole) and attested(text[slice(*rest[1])], begins=True):
        return rest[1][0]
    return rest[0][0]
