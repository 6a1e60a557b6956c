"""Pacts that are not of the series: named after another project, led by another body, signed by another city."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from announcements.document import Document
from announcements.rules.pacts.clauses import Clause, clauses
from announcements.rules.parties.of_clause import with_clause, without_names
from announcements.rules.totals.other_cities import REAL_CITY

# What a pact of the series may be named after besides its topic and its city.
_OWN_WORDS = re.compile(
    r"비즈니스|산업|생태계|기업|기관|개사|업체|회사|스타트업|유치|육성|조성|발전|활성화|업무|협력|상호|공동|상생|분야|관련|융합|융복합|중심도시|중심|도시|기반|"
    r"구축|지역|정착|지원|혁신|성장|동반|강화|확산|개발|기술|시장|경제|창업|투자|사업화|사업|인프라|체결|위한|만들기|새|첫|번째|분야별|"
    r"일자리|창출|고도화|집적단지|경쟁력|향상|선도|미래|추가|릴레이|신규|이른바|맞춤형|글로벌|오전|오후|최근|이날|함께|각각|잇따라|잇달아|연이어|연달아|한꺼번에|동시에|공식|정식|온라인|화상|비대면|나란히|차례|릴레이|실증|유관|양해각서|제휴|협약|MOU|형|등|및"
)
_TITLE_BEFORE = re.compile(
    r"['\"](?P<title>[^'\"\n]{2,50})['\"]\s?(?:\([^)\n]{1,20}\)\s?)?(?:[을를]\s위한\s|(?:[가-힣]{1,6}\s){0,3})$"
)
_TITLE_OPEN = re.compile(r"['\"](?P<title>[^'\"\n]{2,60})$")
_NOUN = r"[A-Za-z0-9가-힣()·]{1,12}(?<![을를은는이가에서로와과])\s"
_NOUNS_BEFORE = re.compile(
    rf"(?:[와과](?:의)?|^[을를])\s(?P<title>(?:{_NOUN}){{1,6}}(?:[가-힣]{{1,8}}[을를]\s위한\s)?)$"
)
_LAST_NOUNS = re.compile(rf"(?P<title>(?:{_NOUN}){{2,4}})$")
# '신호등을 놓는 협약', '신호등을 놓기 위한 협약'.
_DOING_BEFORE = re.compile(
    r"(?<![가-힣])(?P<title>(?:[A-Za-z가-힣]{1,12}\s)?[A-Za-z가-힣]{1,12}[을를])\s(?:[가-힣]{1,6}(?:는|할|기\s위한)|위한)\s$"
)
# '광주시가 이끄는 도심항공교통 실증 협약에': what the city leads is the pact, by its name.
_LED_BEFORE = re.compile(
    rf"[가이]\s(?:이끄는|주도하는|추진하는|주관하는|벌이는|펼치는|마련한)\s(?P<title>(?:{_NOUN}){{1,6}})$"
)
_PARTICLE = re.compile(r"(?:(?:을|를|의|과|와|에|로|으로)$)")
# Looking a name up reads the whole text; a report that names more cities than this is no report.
MOST_CITIES = 30
SETTLING = re.compile(
    r"법인|사무소|사무실|지사|본사(?!에서|를\s둔|가\s있)|둥지|유치(?:했|된|됐|한\s|\s?(?:업무\s?)?협약)|입주|정착|(?<![가-힣])이전(?:하|해|한|했|을|할)|"
    r"연구소를?\s(?:설립|세|열|연|짓|둔|둘)"
)
# '협약으로 유치한 기업들이', '시와 협약을 맺고 사무소를 연 회사에': who came by other pacts than the one told of.
_CAME_BEFORE = re.compile(
    r"협약(?:으로|을\s(?:맺고|맺어|체결하고|체결해|통해)|하고|해)\s[^.,]{0,24}?[한된연낸튼온긴]\s(?:[^\s,.]{1,8}\s)?[^\s,.]{0,6}(?:기업|업체|회사|스타트업|곳)"
)


def _settles(doc: Document) -> bool:
    return bool(SETTLING.search(_CAME_BEFORE.sub("", doc.text)))


def other_pact(doc: Document, clause: Clause) -> bool:
    """Does the sentence, or a headline, name another kind of pact?"""
    # 'AI 비즈니스 … 업무협약' under a headline about medical AI: its own title counts.
    titled = doc.cues.series_tail.search(doc.text, clause.start, clause.end)
    if not titled and doc.once("another kind in a headline", _another_kind_in_a_headline):
        return True
    if _of_another_sort(doc, clause) or doc.cues.other_pact.search(without_names(doc, clause)):
        return True
    if named_after_another(doc, clause, quoted=True):
        return True
    if doc.once("settling", _settles):
        return False
    return named_after_another(doc, clause) or doc.once("another name in a headline", _another_name_in_a_headline)


_OTHER_SORT = re.compile(
    r"(?:일자리|자원봉사|봉사|수출|채용|고용|기부|후원|교육|복지|관광|체육|주거|노사|안전|환경|문화|투자|농업|방역|교통)\s(?:업무\s?)?협약"
)


def of_another_sort(doc: Document, words: str) -> bool:
    """'일자리 협약은 모두 120건', '자원봉사 협약 현황': the figures are of pacts of another sort."""
    match = _OTHER_SORT.search(words)
    return bool(match and not doc.cues.topic.search(match.group()))


# What sort of pact it is, as the language says it: of these none is a pact of a series to settle and cooperate.
SORT = re.compile(
    r"(?:참가|입주|후원|공급|위탁|임대|분양|용역|보증|대출|기부|납품|구매|장학|인턴(?:십|쉽)?(?:\s(?:운영|채용|지원))?|현장\s?실습|하도급|임금|단체|전속|후원금|공동관)\s?$"
)


def _of_another_sort(doc: Document, clause: Clause) -> bool:
    """'참가 협약', '입주협약': the word right before says it."""
    return bool(SORT.search(doc.text, max(clause.start, clause.pact_start - 8), clause.pact_start))


def _another_kind_in_a_headline(doc: Document) -> bool:
    heads = " ".join(s.text for s in doc.prose if s.role == "headline")
    return bool(doc.cues.other_pact.search(heads))


def _another_name_in_a_headline(doc: Document) -> bool:
    heads = [c for c in clauses(doc) if c.sentence.role == "headline" and c.has_pact]
    return any(named_after_another(doc, clause, quoted=True) for clause in heads)


# '체결한 협약의 이름은 '청년 일자리 업무협약'이다'.
_CALLED = re.compile(r"\s(?:(?:공식|정식)\s)?(?:이름|명칭)[은이]\s['\"](?P<title>[^'\"\n]{2,60})")


def named_after_another(doc: Document, clause: Clause, quoted: bool = False) -> bool:
    """The pact's own name, in quotes or right before it, holds words other than those of the series."""
    called = _CALLED.match(doc.text, clause.end, clause.sentence.end)
    if called:
        return not doc.cues.series.search(called["title"])
    _, names = with_clause(doc, clause)
    after = max((name.end for name in names if name.end < clause.pact_start), default=clause.start)
    before = doc.text[after : clause.pact_start]
    # Counted from the clause's start: what seemed a name may stand inside of somebody's words.
    opened = any(doc.text.count(mark, clause.start, clause.pact_start) % 2 for mark in "'\"")
    match = _TITLE_OPEN.search(before) if opened else _TITLE_BEFORE.search(before)
    if not match and not quoted:
        match = _NOUNS_BEFORE.search(before) or _DOING_BEFORE.search(before)
        match = match or _LED_BEFORE.search(before) or _LAST_NOUNS.search(before)
        if match and match.re is _LAST_NOUNS and not doc.cues.topic.search(match["title"]):
            return False
    if not match or doc.cues.series.search(match["title"]):
        return False
    words = doc.cues.topic.sub("", doc.cues.city_names.sub("", match["title"]))
    words = re.sub(r"\d+(?:~\d+)?", "", words)
    left = [_PARTICLE.sub("", _OWN_WORDS.sub("", word)) for word in re.split(r"[\s·,()]+", words)]
    return any(len(word) > 1 for word in left)


# '광주시의 협약 기업인 가나다와 라마바가': whose partners they are, not who signs.
_ITS_PARTNER = re.compile(
    r"\S+(?:의|와)\s(?:[^\s,.]{1,12}\s){0,4}?(?:협약|협력)(?:한|을\s맺은|을\s체결한)?\s?(?:[^\s,.]{1,10}\s){0,2}?"
    r"(?:기업|기관|회사)(?:인|이자)\s"
)


# '광주시와 협약한 가나다가 병원과': with whom the one that signs did so before.
_SIGNED_BEFORE = re.compile(
    r"\S+[와과]\s(?:[^\s,.]{1,12}\s){0,3}?(?:협약(?:을\s(?:맺은|체결한)|한)|손을?\s?잡은)\s(?=(?:[^\s,.]{1,16}\s){0,2}?[^\s,.]{1,16}[이가은는]\s)"
)


def without_partners(words: str) -> str:
    """The words without what says of organisations that they are somebody's partners."""
    called_so = any(sort in words for sort in ("기업인 ", "기관인 ", "회사인 ", "이자 "))
    words = _ITS_PARTNER.sub("", words) if called_so else words
    return _SIGNED_BEFORE.sub("", words) if "한 " in words or "은 " in words else words


_PARTNERS = re.compile(r"기업|기관|업체|회사|[와과]\s")


def titled_so(doc: Document, clause: Clause) -> bool:
    """Does the series' name stand right before the pact, not as what its partners are called?"""
    named = doc.cues.series.search(doc.text, clause.start, clause.end)
    return bool(named and not _PARTNERS.search(doc.text, named.end(), max(named.end(), clause.pact_start)))


def other_leader(doc: Document, clause: Clause) -> bool:
    """Does a body whose own pacts are not of the series lead this one?"""
    words = doc.text[clause.start : clause.pact_start]
    rule_id, names = with_clause(doc, clause)
    # '광주시가 가나다, 라마바, 과학원과': one of those that the city signs with, companies before it.
    first = names[0] if rule_id == "party.city_with" else None
    city = doc.cues.acting.search(doc.text, clause.start, first.start) if first else None
    # '광주시는 과학원, 가나다와 광주형 … 협약을': the pact bears the series' name, and the city is its subject.
    if city and doc.text[city.end() - 1] in "는가은이" and titled_so(doc, clause):
        return False
    if first and not (_INSTITUTION.search(first.text) or doc.cues.other_leader.search(first.text)):
        words = doc.text[clause.start : first.start]
    return any(
        re.match(r"(?:\([^)]{0,20}\))?(?:[은는이가와과,·]|은 |는 )", words[match.end() :])
        and not _beside_city(doc, words, match.end())
        for match in doc.cues.other_leader.finditer(words)
    )


_JOINED = re.compile(r"(?:\s및\s|,\s|·|와\s)$")


def _beside_city(doc: Document, words: str, end: int) -> bool:
    """'광주시 및 사업단과': a body on the city's side, named right after the city, signs along with it."""
    own = next((match for match in doc.cues.city_side.finditer(words) if match.end() == end), None)
    joined = _JOINED.search(words, 0, own.start()) if own else None
    return bool(joined and any(city.end() == joined.start() for city in doc.cues.city_names.finditer(words)))


_INSTITUTION = re.compile(
    r"(?:공사|공단|연구원|진흥원|개발원|데이터원|기술원|대학교?|[가-힣]대|협회|학회|재단|병원|센터|[가-힣]청|조합)$"
)


# Governments besides the city: cities and counties by their ending, provinces by name ('가나도' may be a company).
_GOVERNMENT = re.compile(
    r"^(?:[가-힣]{2,3}(?:광역|특별|특별자치)?[시군구]|(?:경기|강원|충청?[북남]|전라?[북남]|경상?[북남]|제주)(?:특별자치)?도"
    r"|[가-힣]{0,12}(?:교육청|경찰청)|교육부|국방부|정부|[가-힣]{2,8}(?:통신|기업|자원|체육|교통|노동|안전|복지)부)$"
)


def only_governments(doc: Document, clause: Clause) -> bool:
    """'전남도와 인공지능 협약을': no company signs."""
    _, names = with_clause(doc, clause)
    return bool(names) and all(_GOVERNMENT.search(name.text) for name in names)


def mostly_institutions(doc: Document, clause: Clause) -> bool:
    """'공사, 연구원, 협회 등 5개 기관과': at least half of those named are no companies."""
    _, names = with_clause(doc, clause)
    some = sum(bool(_INSTITUTION.search(name.text)) for name in names)
    return len(names) > 1 and some * 2 >= len(names)


_CITY = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,4}(?:시|군)|경기도|강원도|충북도|충남도|전북도|경북도|경남도|제주도|[가-힣]{2}(?:남|북)도)"
    r"(?:\([^)\n]{1,30}\))?(?:[는가은이도]|와|과)\s"
)
_QUOTED = re.compile(r"\"[^\"\n]{1,300}\"|'[^'\n]{1,200}'")


def another_city_acts(doc: Document, clause: Clause) -> bool:
    """The city last introduced as the one that acts is another ('새벌시가 … 시는 …과 협약을 맺었다')."""
    others = other_cities(doc)
    before = bisect_left(others, clause.pact_start)
    if before == 0:
        return False
    own = doc.once("own city acts", _own_city)
    after = bisect_right(own, others[before - 1])
    return after == len(own) or own[after] >= clause.end


def other_cities(doc: Document) -> list[int]:
    return doc.once("other cities", _other_cities)


def _other_cities(doc: Document) -> list[int]:
    """Where another city is a subject; a word that ends like one is a city where its hall or mayor is named too."""
    own = doc.once("own city acts", _own_city)
    own_from = own[0] if own else len(doc.text)
    is_city: dict[str, bool] = {}
    found = []
    for match in _CITY.finditer(_without_quotes(doc)):
        name = match["name"]
        if name in doc.programme.city_names or name.startswith(doc.programme.city_short_name):
            continue
        first = name.endswith("시") and match.start() <= own_from
        if not first and name not in is_city and len(is_city) < MOST_CITIES:
            is_city[name] = (
                bool(REAL_CITY.fullmatch(name)) or name.endswith("도") or _has_head(doc, name) or _twice(doc, name)
            )
        if first or is_city.get(name, False):
            found.append(match.start())
    return found


def _has_head(doc: Document, name: str) -> bool:
    """Its hall or mayor is named."""
    head = rf"{name}(?:장|청|수)(?![가-힣]{{2}})|(?<![가-힣]){name[:-1]}(?:광역|특별)?시장"
    return bool(re.search(head, doc.text))


def _twice(doc: Document, name: str) -> bool:
    """A subject more than once, or at the head of a headline ('새벌시, …')."""
    heads = any(s.role == "headline" and re.match(rf"{name}[,-]\s?", s.text) for s in doc.prose)
    return heads or len(re.findall(rf"(?<![가-힣]){name}(?:는|가|은|이|와|과|의|에)\s", doc.text)) > 1


def _own_city(doc: Document) -> list[int]:
    return [match.start() for match in doc.cues.acting.finditer(_without_quotes(doc))]


def _without_quotes(doc: Document) -> str:
    """The text of the same length with what stands in quotation marks blanked."""
    return doc.once("without quotes", lambda d: _QUOTED.sub(lambda m: "\x01" * len(m.group()), d.text))
