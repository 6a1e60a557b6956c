"""Which agreements of the series a report counts: '92~95번째 업무협약'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from announcements.document import Document, Finding
from announcements.korean.numbers import NATIVE
from announcements.korean.ordinals import GATE, Ordinal, ordinals
from announcements.rules.ordinals.asked import answers
from announcements.rules.ordinals.others import around, is_not_series
from announcements.rules.pacts.city_signs import signing_clauses
from announcements.rules.pacts.words import NAMES_PACT, PACT
from announcements.rules.registry import rule
from announcements.text import Sentence

_PACT_AFTER = re.compile(
    rf"['\")]*\s?(?:로\s)?(?:[^\s,]{{1,12}}\s){{0,4}}?(?:{PACT}|협약\s?기업|로\s(?:손을?\s?잡은|협약한|함께한|유치한)|결실|손님|주인공|파트너|동반자|동행|식구|약속|사례|열매|협력\s상대|상대(?:다|이다|가\s된)|성과|서명(?:이|으)|순서(?!에서|는|로))"
)
_PACT_BEFORE = re.compile(rf"(?:{PACT})['\"]*\s?\($")
_COPULA = re.compile(
    r"(?:로|이?다(?![가-힣])|이?며|입니다|(?:이에|예|이?래)요|이?랍니다|이었|였|이자|을 맞|를 맞|\)|이?라고|에 해당|"
    r"를 (?:달성|기록|맞|채|헤아)|까지(?:다|\s(?:[가-힣]{1,6}\s)?(?:이뤄|체결|맺|성사)|이다|로|\s이어)|"
    r"[이가]\s[됐된되]|로\s(?:기록|이름)|라는\s(?:순번|번호)"
    # '협약의 129~131번째 장이다'.
    r"|\s(?:장|식구|짝|가족|이름|결실|열매|자리|주자|손님|사례|협약|약속|인연|동행)(?:이다|다|이었다|였다|입니다)\.?$)"
)
_CONTINUES = re.compile(
    r"(?<!올해 )(?:첫발|첫\s(?:상대|협약|인연|단추)|시작|출발)[^,.]{0,8}\s(?:뒤|후)\s$|"
    r"^시로(?:서는|선)\s$|(?:통산|누적(?:으로는|으로)?|누계로?)\s$|번(?:째)?(?:이|가)?\s아니라\s$|에\s(?:이은|이어)|이번이|이로써|(?:이래|이후|만에)|^(?:이는|이들은|모두|각각|통산)\s$|(?:순서|순번|차례)(?:으?로|대로)?(?:는|은|도|\s따지면|\s치면)?,?\s$"
)
_OF_A_RULE = re.compile(r"(?:조례|법|법률|규칙|규정|고시|공고|예규|훈령|특허|상표|호선|노선)\s?$")
_COMPANY_AFTER = re.compile(r"\s[A-Za-z가-힣]{1,6}\s?(?:유치\s?)?(?:기업|기관|파트너)(?:이|으로|과)")
# '206번째로 시와 손을 잡았다'.
_JOINED_AS = re.compile(
    r"로\s[^\s,.]{1,12}[와과]\s(?:[^\s,.]{1,8}\s)?(?:손을?\s?(?:맞)?잡|(?:업무\s?)?협약을?\s?(?:체결|맺|한|했))"
)
# '광주시와 협약한 146번째 기업이다'.
_THAT_SIGNED = re.compile(r"(?:협약(?:을\s(?:맺은|체결한)|한)|체결한|손을?\s?(?:맞)?잡은)\s$")
_ONE_OF_THEM = re.compile(r"\s(?:[A-Za-z가-힣]{1,6}\s)?(?:기업|기관|업체|회사|곳|파트너)(?:이다|이며|이|으로|가|로)")
# '새빛시의 13번째 인공지능 협력기업이 됐다'.
_PARTNER_AFTER = re.compile(
    r"\s(?:[A-Za-z가-힣]{1,6}\s)?(?:협력|협약|유치)\s?(?:기업|기관|파트너)(?:(?:이|으로|가|로)\s|이?다\.|이며)"
)


def series_ordinals(doc: Document) -> list[tuple[Sentence, Ordinal, str]]:
    """Ordinals of the series with their sentence and the rule that knows them."""
    return doc.once("series ordinals", _series_ordinals)


def _series_ordinals(doc: Document) -> list[tuple[Sentence, Ordinal, str]]:
    found = []
    for sentence in doc.holding(GATE):
        placed = [
            ordinal._replace(start=sentence.start + ordinal.start, end=sentence.start + ordinal.end)
            for ordinal in ordinals(sentence.text)
        ]
        for ordinal in _each_its_own(doc, sentence, placed):
            rule_id = _rule_of(doc, sentence, ordinal)
            if rule_id:
                found.append((sentence, ordinal, rule_id))
    return found


# '가나다가 201번째, 라마바가 202번째 협약 기업이다'.
_ITS_OWN = re.compile(r"(?:이고|이며|로|,)?,?\s[^\d,.]{2,30}[은는이가와과]\s")


def _each_its_own(doc: Document, sentence: Sentence, found: list[Ordinal]) -> list[Ordinal]:
    """Neighbouring ordinals, each said of an organisation of its own, are one range."""
    kept: list[Ordinal] = []
    for ordinal in found:
        before = kept[-1] if kept else None
        if (
            before
            and ordinal.first == ordinal.last == before.last + 1
            and _ITS_OWN.fullmatch(doc.text, before.end, ordinal.start)
            and re.search(r"[은는이가와과]\s$", doc.text[sentence.start : before.start])
        ):
            kept[-1] = before._replace(end=ordinal.end, last=ordinal.last)
        else:
            kept.append(ordinal)
    return kept


def _rule_of(doc: Document, sentence: Sentence, ordinal: Ordinal) -> str | None:
    if is_not_series(doc, sentence, ordinal):
        return None
    before, after = around(doc, sentence, ordinal)
    if ordinal.written == "numbered":
        return _rule_of_numbered(doc, before, after)
    if _PACT_AFTER.match(after):
        return "ordinal.before_pact"
    if _JOINED_AS.match(after) and doc.cues.city_with.search(after[:20]):
        return "ordinal.before_pact"
    if ordinal.written == "listed":
        return "ordinal.counted" if follows_signing(doc, sentence) or _told_of_pacts(doc, sentence) else None
    # Asked once a sentence: a hostile text may hold thousands of ordinals in one.
    told_of_pacts = doc.once(f"told of pacts {sentence.index}", lambda d: _told_of_pacts(d, sentence))
    if told_of_pacts and _COMPANY_AFTER.match(after):
        return "ordinal.before_pact"
    if _THAT_SIGNED.search(before) and _of_the_city(doc, before) and _ONE_OF_THEM.match(after):
        return "ordinal.counted"
    if doc.cues.city.search(before[-14:]) and before.endswith("의 ") and _PARTNER_AFTER.match(after):
        return "ordinal.counted"
    if _PACT_BEFORE.search(before):
        return "ordinal.in_brackets"
    beside = not re.search(r"[가-힣]", before)
    if beside and doc.once(f"next to headline {sentence.index}", lambda d: _next_to_headline(d, sentence)):
        return "ordinal.counted"
    opens = before.strip() in ("", "(") or _CONTINUES.search(before)
    ends = not after.strip(" .…\"'")
    placed = (
        answers(doc, sentence, before)
        or _of_the_batch(doc, sentence, before)
        or (follows_signing(doc, sentence) and opens)
    )
    if placed and (ends or _COPULA.match(after)):
        return "ordinal.counted"
    partner = re.search(r"(?:기업|기관|업체|순번|순서)(?:으로는|로는|과의|와의)", before)
    if (told_of_pacts or partner) and (ends or _COPULA.match(after)):
        return "ordinal.counted"
    if (
        sentence.role == "headline"
        and (told_of_pacts or doc.cues.topic.search(sentence.text))
        and re.match(r"\s?(?:…|$|-|,)", after)
    ):
        return "ordinal.counted"
    return None


def _of_the_city(doc: Document, before: str) -> bool:
    """'광주시와 협약한', '광주시가 AI로 협약한': whose partner it is."""
    acts = (before[match.end() : match.end() + 2] for match in doc.cues.city.finditer(before))
    return bool(doc.cues.city_with.search(before)) or any(two in ("가 ", "이 ") for two in acts)


# '이번 다섯 곳이 185~189번째다'.
_THIS_BATCH = re.compile(rf"^이번(?:에)?\s(?:{NATIVE}|\d{{1,2}})\s?(?:곳|개사|개\s?기업|기업|회사)(?:이|은|가|는)\s$")


def _of_the_batch(doc: Document, sentence: Sentence, before: str) -> bool:
    return bool(_THIS_BATCH.search(before)) and (
        follows_signing(doc, sentence) or any(follows_signing(doc, s) for s in doc.body_before(sentence))
    )


_PACT_RIGHT_AFTER = re.compile(rf"['\")]*(?:까지)?(?:의)?\s(?P<between>(?:[^\s,]{{1,12}}\s){{0,3}}?)(?:{PACT})")


def _rule_of_numbered(doc: Document, before: str, after: str) -> str | None:
    """'제146호' numbers rules and funds as well: nothing but the series may stand between it and the pact."""
    if _PACT_BEFORE.search(before):
        return "ordinal.in_brackets"
    pact = _PACT_RIGHT_AFTER.match(after)
    between = doc.cues.topic.sub("", doc.cues.series.sub("", pact["between"])) if pact else "?"
    return None if between.strip() or _OF_A_RULE.search(before) else "ordinal.before_pact"


def _told_of_pacts(doc: Document, sentence: Sentence) -> bool:
    return bool(NAMES_PACT.search(sentence.text) or doc.cues.series.search(sentence.text))


def _next_to_headline(doc: Document, sentence: Sentence) -> bool:
    """A subtitle of its own below or above the title that names the pact: '- 103~108번째… 한자리에 -'."""
    if sentence.role != "headline" or sentence.index > 8:
        return False
    beside = doc.sentences[max(0, sentence.index - 1) : sentence.index + 2]
    return any(s.role == "headline" and NAMES_PACT.search(s.text) and doc.cues.topic.search(s.text) for s in beside)


_SAYS_WHO = re.compile(r"협약|참여|주인공|상대|서명|합류|이름")
_IN_TURN = re.compile(r"(?:(?:각각|차례로|차례대로)|(?:순서|순번)(?:으?로|대로)?(?:는|\s따지면|\s치면)?,?)\s")


def follows_signing(doc: Document, sentence: Sentence) -> bool:
    told = doc.once("sentences of signing", lambda d: {clause.sentence.index for clause in signing_clauses(d)})
    # '…을 체결했다. 협약에는 가나다, 라마바가 참여했다. 차례로 112번째, 113번째다': the one between says who.
    if sentence.index - 1 in told or sentence.index - 2 not in told:
        return sentence.index - 1 in told
    return bool(_IN_TURN.match(sentence.text) and _SAYS_WHO.search(doc.sentences[sentence.index - 1].text))


def _read(doc: Document, wanted: str) -> Iterator[Finding]:
    for _, ordinal, rule_id in series_ordinals(doc):
        if rule_id == wanted:
            for predicate, value in (("ordinal_first", ordinal.first), ("ordinal_last", ordinal.last)):
                yield Finding(
                    rule_id,
                    "ordinal_first" if predicate == "ordinal_first" else "ordinal_last",
                    ordinal.start,
                    ordinal.end,
                    value_count=value,
                    value_text=doc.text[ordinal.start : ordinal.end],
                )


@rule(
    "ordinal.before_pact",
    positive="시는 ㈜가나다와 92~95번째 업무협약을 체결했다.",
    negative="시장(왼쪽에서 4번째)이 ㈜가나다와 협약식을 열었다. 38번째 월요대화도 열렸다.",
)
def before_pact(doc: Document) -> Iterator[Finding]:
    """The ordinal stands before the pact ('92~95번째 업무협약')."""
    yield from _read(doc, "ordinal.before_pact")


@rule(
    "ordinal.in_brackets",
    positive="시는 ㈜가나다와 '광주형 인공지능 비즈니스 업무협약'(275~279번째)을 체결했다.",
    negative="시는 ㈜가나다(275번째 회원사)와 협약을 체결했다.",
)
def in_brackets(doc: Document) -> Iterator[Finding]:
    """The ordinal stands in brackets after the pact's title."""
    yield from _read(doc, "ordinal.in_brackets")


@rule(
    "ordinal.counted",
    positive="첫 협약을 체결한 이래 1년 만에 100번째다.",
    negative="이 회사는 세계 10번째다. 시는 100번째를 눈앞에 뒀다.",
)
def counted(doc: Document) -> Iterator[Finding]:
    """A sentence about the pacts says which one this is ('… 이래 50번째이다')."""
    yield from _read(doc, "ordinal.counted")
