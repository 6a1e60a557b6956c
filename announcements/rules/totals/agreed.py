"""Totals that agree: numbers that fit each other are believed whatever the words between them.

Companies and institutions add up to the pacts that a report counts, or to its last ordinal; so many before and the
batch are so many after; the count of partners is the last ordinal; parts by field or place add up to a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from announcements.document import Document, Finding
from announcements.gates import Gate
from announcements.korean.numbers import NUMBER, ORGANISATION_COUNTER, to_int
from announcements.rules.agreement import agreed
from announcements.rules.breakdowns.agreed import part_lists
from announcements.rules.ordinals.in_digits import series_ordinals
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.pacts.words import LARGEST_BATCH, PACT
from announcements.rules.parties.count import COUNT
from announcements.rules.parties.of_clause import with_clause
from announcements.rules.registry import rule
from announcements.rules.totals.figures import finding, matches
from announcements.rules.totals.split import of_the_run
from announcements.rules.totals.split_sums import is_of_others
from announcements.rules.totals.whose import of_another, subject_is_another
from announcements.text import Sentence

_UNIT = rf"(?:{ORGANISATION_COUNTER}|\s?건|\s?군데)"
_COUNTED = re.compile(rf"(?P<n>{NUMBER})(?P<more>여\s?)?(?P<counter>{_UNIT})")
_FIRM = r"(?:기업|회사|업체)"
_BODY = r"(?:기관|단체|협회|대학|학회|조합)"
_PARTS = Gate(
    # '회사 139곳, 협회와 공공기관이 14곳', '기업만 139개사에 기관 14곳', '기업 184개 + 기관 16개'.
    re.compile(
        rf"{_FIRM}[^\d.,]{{0,6}}?(?P<n>{NUMBER})(?P<counter>{_UNIT}|)"
        rf"(?=[^\d]{{0,30}}?{_BODY})(?![^\d]{{0,30}}?{_FIRM})[^\d]{{1,40}}?(?P<m>{NUMBER})(?P<counter2>{_UNIT}|)"
    ),
    # '회사가 131곳, 나머지 16곳은 협회나 연구기관'.
    re.compile(
        rf"{_FIRM}[은는이가도]?\s(?P<n>{NUMBER})(?P<counter>{_UNIT}),?\s(?:나머지\s)?(?P<m>{NUMBER})(?P<counter2>{_UNIT})"
        rf"[은는이가]\s[^\d.,]{{0,16}}?{_BODY}"
    ),
    # '184곳이 기업, 16곳은 대학과 연구기관 같은 기관'.
    re.compile(
        rf"(?P<n>{NUMBER})(?P<counter>{_UNIT})[은는이가]?\s[^\d.,]{{0,10}}?{_FIRM}"
        rf"[^\d]{{1,20}}?(?P<m>{NUMBER})(?P<counter2>{_UNIT})[은는이가]?\s[^\d.]{{0,24}}?{_BODY}"
    ),
)
_PARTNERS = re.compile(rf"{PACT}|협약|손을?\s?(?:맞)?잡|협력|유치")
# Those who sign, whatever they are called; not 'AI창업캠프 파트너'.
_CALLED_SO = re.compile(
    r"(?:^|(?<=[의은는이가을를한된던와과로에]\s))(?:도장|짝|식구|파트너|동반자|상대|한배|가족|합류|명단|목록|동행)"
)
# Who signed something else, or has not signed.
_APART = re.compile(r"별도|별개|관심을|희망|검토|문의|의향")
# '협력 기업은 264개사에서 280개사로': companies, whatever stands between.
_COMPANIES = re.compile(
    r"(?:협력|유치)(?:[^\d.,]{0,16}|(?:한|된|하는)?\s(?:[^\s\d.,]{1,10}\s){0,2}?(?:기업|회사|업체)[^.]{0,30})$"
)
MOST_SENTENCES = 120
# '협약을 맺은 기업과 기관 수예요. … 147곳이 다 회사인가요.'
_WHO_SIGNED = re.compile(
    r"협약을?\s?(?:맺은|체결한|한)\s기업(?:과|·|\s?및\s)\s?기관"
    # '지금까지 몇 곳이 협약했나요? 161개입니다. 기업 146개, 기관 15개로 이루어져 있습니다'.
    r"|(?<![가-힣])몇\s?(?:곳|개사|개\s?기업)[이과와]\s(?:[^\s?.]{1,8}\s){0,2}?(?:업무\s?)?(?:협약|손을?\s?(?:맞)?잡)[^\s?.]{0,8}(?:\s?[맺체했][^\s?.]{0,8})?\?"
)
_SHORTLY = 5
# Characters before a number within which it is said what is counted.
_NAMED = 60
# '다섯 해를 전부 합한 254건', '누계를 171개로 고쳐': of all, whatever the sentence calls them.
_SUMMED_UP = re.compile(
    r"(?:누계|누적|총계|합계|통산|통틀어|(?:합|더)한|합친|보탠|(?:더|합|포함)하면|(?:넣|합치|보태)으?면|포함해)[^\d,.]{0,10}$"
)
_SETTLED = re.compile(r"사무[실소]|지사|법인|본사|둥지|입주|연구소")
_GREW = re.compile(
    r"(?:(?:으?로|[이가을를에]|까지)\s(?:[가-힣]{1,6}\s)?(?:늘|불|증가|커|많아|됐|되었|된다|채[웠우]|이르|이른|달[했하]|헤아|올라|올랐|끌어|도달|기록|집계|확정))"
    r"|이?다[.\s]*$"
)


def _figure(doc: Document, rule_id: str, match: re.Match[str]) -> Finding:
    """Agreements, or companies where the words say that the partners are companies."""
    return finding(doc, rule_id, "companies" if _is_companies(doc, match) else "agreements_total", match)


def _is_companies(doc: Document, match: re.Match[str]) -> bool:
    start = max(doc.sentence_at(match.start()).start, match.start() - _NAMED)
    return bool(_COMPANIES.search(doc.text, start, match.start()))


def _stated(doc: Document, places: list[Sentence], number: int) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Where so many organisations are counted, of the run."""
    for place in places:
        # Each split of a sentence asks again.
        counted = doc.once(f"counted {place.index}", partial(_counts_of, place=place))
        for match in counted.get(number, ()):
            if not is_of_others(doc, place, match):
                yield place, match


def _counts_of(doc: Document, place: Sentence) -> dict[int, list[re.Match[str]]]:
    """What the sentence counts exactly, by its number."""
    found: dict[int, list[re.Match[str]]] = {}
    for match in _COUNTED.finditer(doc.text, place.start, place.end):
        if not match["more"]:
            found.setdefault(to_int(match["n"]), []).append(match)
    return found


def _around(doc: Document, sentence: Sentence) -> list[Sentence]:
    """The sentence, and those of the text beside it, the nearest first."""
    beside = [s for s in doc.prose if abs(s.index - sentence.index) == 1 and s.role != "caption"]
    return [sentence, *beside]


def _last_ordinal(doc: Document) -> int | None:
    """The last ordinal of the report's signing, where all its ordinals agree on it."""
    lasts = {ordinal.last for _, ordinal, _ in series_ordinals(doc)}
    return lasts.pop() if len(lasts) == 1 else None


def _of_pacts(doc: Document, *places: Sentence) -> bool:
    words = " ".join(place.text for place in places)
    return _tells_of_partners(words) and bool(doc.cues.topic.search(doc.text))


def _tells_of_partners(words: str) -> bool:
    return bool(_PARTNERS.search(words) or _CALLED_SO.search(words)) and not _APART.search(words)


def _is_of_pacts_elsewhere(doc: Document, sentence: Sentence, number: int) -> bool:
    """Does another sentence, which speaks of the pacts, count as many, or one shortly before name who signed?"""
    before = doc.sentences[max(0, sentence.index - _SHORTLY) : sentence.index]
    if any(_WHO_SIGNED.search(s.text) and doc.cues.topic.search(doc.text, 0, s.end) for s in before):
        return True
    return any(_of_pacts(doc, place) for place, _ in _stated(doc, list(doc.prose[:MOST_SENTENCES]), number))


@rule(
    "total.split_agreed",
    positive="광주시와 인공지능 협약서를 나눈 짝은 153곳. 뜯어보면 회사가 139곳, 협회와 공공기관이 14곳이다.",
    negative="광주시와 인공지능 협약서를 나눈 짝은 155곳. 뜯어보면 회사가 139곳, 협회와 공공기관이 14곳이다.",
    gate=_PARTS,
)
def split_agreed(doc: Document) -> Iterator[Finding]:
    """Companies and institutions that add up to the pacts counted beside them, or to the last ordinal."""
    for sentence, match in matches(doc, _PARTS):
        total = to_int(match["n"]) + to_int(match["m"])
        if (total <= LARGEST_BATCH and total != _last_ordinal(doc)) or not of_the_run(doc, sentence, match):
            continue
        of_pacts_elsewhere = _is_of_pacts_elsewhere(doc, sentence, total)
        sums = [
            (place, sum_)
            for place, sum_ in _stated(doc, _around(doc, sentence), total)
            if (of_pacts_elsewhere or _of_pacts(doc, place, sentence))
            and not match.start() <= sum_.start() < match.end()
        ][:1]
        if sums or total == _last_ordinal(doc):
            yield finding(doc, "total.split_agreed", "companies", match)
            yield finding(doc, "total.split_agreed", "institutions", match, "m", "counter2")
        for _, sum_ in sums:
            if not _is_companies(doc, sum_):
                yield finding(doc, "total.split_agreed", "agreements_total", sum_)


def _is_of_the_partners(doc: Document, sentence: Sentence, match: re.Match[str]) -> bool:
    """Does the sentence tell of partners, and neither of offices before them nor of somebody else's?"""
    before = doc.text[sentence.start : match.start()]
    return (
        (sentence.role == "body" or bool(_SUMMED_UP.search(before)))
        and not doc.in_speech(match.start())
        and (_tells_of_partners(sentence.text) or bool(_SUMMED_UP.search(before)))
        and not _SETTLED.search(re.split(r"[,.]\s", before)[-1])
        and not _NOT_YET.search(before)
        and not _DO_SOMETHING.match(doc.text, match.end(), sentence.end)
        and not is_of_others(doc, sentence, match)
        and not of_another(doc, sentence, match.start())
        and not subject_is_another(doc, sentence, match.start())
    )


# 'N개 기업이 축전을 보냈다', 'N곳이 사무실을 냈다': some that did something, who may be as many.
_DO_SOMETHING = re.compile(
    r"[이가]\s(?![됐되넘])(?!모두|다\s)[^.]{0,40}?[을를에]\s|[와과]\s[^.]{0,16}?(?:간담|만[나났난남]|회의|대화)"
)
# '협약을 맺으려는 곳이 70곳': those who have not signed.
_NOT_YET = re.compile(r"려는|려고|의향|희망")
_ANY = Gate(_COUNTED)


def _counted(doc: Document) -> list[tuple[Sentence, re.Match[str]]]:
    """Every number of organisations that is larger than a ceremony holds."""
    return doc.once(
        "organisations counted",
        lambda d: [(s, m) for s, m in matches(d, _ANY) if not m["more"] and to_int(m["n"]) > LARGEST_BATCH],
    )


@rule(
    "total.ordinal_agreed",
    positive="광주시는 4일 ㈜가나다와 AI 200번째 업무협약을 체결했다. AI 협약 목록에는 이제 200곳이 올라 있다.",
    negative="광주시는 4일 ㈜가나다와 AI 200번째 업무협약을 체결했다. 가나다는 병원 200곳에 제품을 판다.",
    gate=_ANY,
)
def ordinal_agreed(doc: Document) -> Iterator[Finding]:
    """As many partners are counted as the last ordinal says that there are pacts."""
    last = _last_ordinal(doc) if signing_clauses(doc) or agreed(doc) else None
    if last is None:
        return
    for sentence, match in matches(doc, _ANY):
        # As few may have signed at once.
        of_all = last > LARGEST_BATCH or _SUMMED_UP.search(doc.text, sentence.start, match.start())
        agrees = to_int(match["n"]) == last and not match["more"] and of_all
        # An ordinal numbers the pacts, institutions' among them: it is no count of companies.
        if agrees and _is_of_the_partners(doc, sentence, match) and not _is_companies(doc, match):
            yield _figure(doc, "total.ordinal_agreed", match)


def _sizes(doc: Document) -> set[int]:
    """How many sign, as the signing's own sentences and ordinals say."""
    told = signing_clauses(doc)
    counted = {to_int(match[1]) for clause in told for match in COUNT.finditer(clause.sentence.text)}
    named = {len(with_clause(doc, clause)[1]) for clause in told}
    spans = {ordinal.last - ordinal.first + 1 for _, ordinal, _ in series_ordinals(doc)} if told else set()
    return {size for size in counted | named | spans if 0 < size <= LARGEST_BATCH}


@rule(
    "total.grown_agreed",
    positive="광주시는 4일 ㈜가나다, ㈜라마바와 AI 업무협약을 체결했다. 198곳이던 협약 식구가 200곳이 됐다.",
    negative="광주시는 4일 ㈜가나다, ㈜라마바와 AI 업무협약을 체결했다. 190곳이던 협약 식구가 200곳이 됐다.",
    gate=_ANY,
)
def grown_agreed(doc: Document) -> Iterator[Finding]:
    """So many partners before and those who sign are so many partners now."""
    sizes = doc.once("sizes of the batch", _sizes)
    for sentence, match in _counted(doc) if sizes else ():
        number = to_int(match["n"])
        if not _GREW.match(doc.text, match.end(), sentence.end):
            continue
        counted = [
            to_int(m["n"])
            for place in (*doc.body_before(sentence)[-1:], sentence)
            for m in _COUNTED.finditer(doc.text, place.start, min(place.end, match.start()))
        ]
        # Companies and institutions may be told apart.
        before = {*counted, *(one + next_one for one, next_one in pairwise(counted))}
        if any(number - size in before for size in sizes) and _is_of_the_partners(doc, sentence, match):
            yield _figure(doc, "total.grown_agreed", match)


def _own_words(doc: Document, figure: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """From the figure before to the one after: '기업 47개, … 중 32개사가 사무실을 열었고' tells of the 32."""
    before = [match.end() for match in _COUNTED.finditer(doc.text, start, figure.start())]
    after = _COUNTED.search(doc.text, figure.end(), end)
    return before[-1] if before else start, after.start() if after else end


# '사무실은 80곳이 냈다'; not '사무실이 80개 있다'.
_OPENED = re.compile(
    r"(?:사무[실소]|지사)(?:[을를은도]|까지)?\s(?:[^\s.]{1,10}\s){0,4}?"
    r"(?:연|열[었어]|낸|냈|둔|뒀|두었|차[린렸]|마련[한했]|꾸[린렸]|개소|설치[한했]|문을\s)"
)


@rule(
    "total.parts_agreed",
    positive=(
        "광주시의 AI 협약 식구가 된 153곳을 분야별로 나누면 헬스케어 60곳, 보안 40곳, 로봇 30곳, 기타 23곳이다. "
        "사무실은 80곳이 냈다. 나래관 30곳, 새터 25곳, 역세권 15곳, 기타 10곳이다."
    ),
    negative="AI 협약 식구가 된 155곳을 분야별로 나누면 헬스케어 60곳, 보안 40곳, 로봇 30곳, 기타 23곳이다.",
    gate=_ANY,
)
def parts_agreed(doc: Document) -> Iterator[Finding]:
    """Partners by field, or offices by place, that add up to a count of them right before."""
    for parts in part_lists(doc):
        total = sum(part.value_count or 0 for part in parts)
        sentence = doc.sentence_at(parts[0].start)
        for place in (sentence, *doc.body_before(sentence)):
            end = min(place.end, parts[0].start)
            for match in _COUNTED.finditer(doc.text, place.start, end):
                if to_int(match["n"]) != total or match["more"] or is_of_others(doc, place, match):
                    continue
                if parts[0].predicate == "site_count":
                    by_words = parts[0].rule_id == "breakdown.site" and _PARTNERS.search(doc.text, place.start, end)
                    if by_words or _OPENED.search(doc.text, *_own_words(doc, match, place.start, end)):
                        yield finding(doc, "total.parts_agreed", "offices_opened", match)._replace(grade="A")
                elif _is_of_the_partners(doc, place, match):
                    yield _figure(doc, "total.parts_agreed", match)._replace(grade="A")
