"""Clauses that speak of signing: which are this signing, which a past, planned or merely named one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from announcements.document import Document
from announcements.gates import Gate, Scan
from announcements.korean.numbers import NATIVE
from announcements.korean.particles import OVER
from announcements.rules.pacts.ahead import is_ahead
from announcements.rules.pacts.tenses import BACK, OLD_PHOTO, TO_COME, Tense, tense_of
from announcements.rules.pacts.words import PACT
from announcements.text import Sentence

# What may stand between the pact and its verb: '협약을 지난 26일 체결했다', '협약이 처음으로 화상으로 치러졌다'.
_ADVERB = (
    r"(?:(?:지난\s|오는\s)?(?:\d{1,2}월\s?)?\d{1,2}일(?:\([^)]{1,3}\))?(?:\s(?:오전|오후))?(?:에)?\s"
    r"|(?:최근|이날|전날|잇달아|잇따라|차례로|각각|나란히|한꺼번에|동시에|공식|최종|정식|함께|새로|"
    r"추가로|모두|또다시|또)\s"
    # '업무협약을 여섯 건 더 체결했다'.
    rf"|(?:{NATIVE}|\d{{1,2}})\s?건(?:을)?\s(?:더\s)?"
    # '협약을 13일 시청 비즈니스룸에서 맺었다'.
    r"|(?<=\s)(?:[A-Za-z가-힣0-9]{1,10}\s){0,5}?[A-Za-z가-힣0-9]{1,12}에서\s"
    r"|(?!계기|토대|바탕|시작|앞으)(?![가-힣]{1,4}기로)[가-힣]{1,4}(?:으로|로)\s)"
)
_NO_OBJECT = r"(?![가-힣]{0,5}(?:기로|키로|려고|려|도록)\s)(?!통해|위해|위한|계기|토대|바탕|근거|따라|앞두|비롯|포함)"
_GAP = (
    rf"[\s'\"]*(?:\(\d[^)]{{0,20}}\))?['\"]?(?:을|를|도|까지|이|가|식을|서에|서를)?\s?{_ADVERB}{{0,2}}"
    rf"(?:{_NO_OBJECT}[가-힣]{{1,6}}\s)?"
)
_SITS = r"[^.\n]{0,110}?(?:열렸|개최됐|진행됐|치러졌|마련됐|이뤄졌|거행됐|있었[다으])"
_DO = (
    r"(?:[했됐][가-힣]{0,3}|(?:하|되)(?:였|었|셨)[가-힣]{0,3}|시켰[가-힣]{0,2}|시킨(?=\s)|한다|합니다|"
    r"하기로|할|하기|키로|하겠|하려|"
    r"하자|하고자|하고(?!도)|하며|하면서|하여|함(?=에|으로|\.?$)|해(?=[\s,.]|서)|해$|한\s것은\s(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일(?=이[다었])|"
    r"한\s(?:것|거|건)(?=인데요|데요|예요|이에요|이랍니다|랍니다)|한\s것(?=\.|이다|입니다|$)|한(?=\s)|하는|하던|된다|"
    r"됩니다|된\s것(?=\.|이다|입니다|$)|된(?=\s)|되는|되고|되며|"
    r"되면서|돼|될|$|\s?(?:예정|계획|추진)|,|…|[.]|로|에 |"
    rf"식(?!(?:은|이)\s{_SITS}))"
)
_KEPT = (
    # '맺어진 것이다', '맺어질 것이다'.
    r"(?:어졌[가-힣]{0,3}|어진\s것(?=\.|이다|입니다|$)|어(?:진다|질|지(?=는|기로))|[가-힣]?었[가-힣]{0,3}|습니다|다고|다|는다|을|기로|겠|고자|고서|고(?!도)|"
    r"게\s[됐되][가-힣]{0,3}|은\s(?:것|거|건)(?=인데요|데요|예요|이에요|이랍니다|랍니다)|음(?=\.?$)|으며|으면서|어|아|은|는|던|며|면서|러|자)?"
)
# What no words between the pact and with whom it was signed hold.
_NOT_WHOM = r"[을를]\s|통해|위해|위한|계기|토대|바탕|앞두|근거|따라|비롯|다\.\s|(?:[며고]|면서|해서)\s"
_EVENT = re.compile(
    rf"(?P<pact>{PACT})(?:{_GAP}(?:"
    rf"(?P<verb>체결|진행|개최|교환|완료|서명|성사|거행)(?P<end>{_DO})"
    r"|(?P<verb2>마무리\s?(?:지었|했)|매듭\s?지었|맺|열렸|열|갖|가졌|가짐(?=\.?$)|가지|가진|치렀|치르|치러졌|치러진|마쳤|마치|이뤘|이뤄졌|이루|이끌어\s?냈)"
    rf"(?P<end2>{_KEPT})"
    r"|(?P<verb3>했(?:[다고으습는지음]|$)|하고|하며|하면서|한 |한다|할 |하기로)"
    rf")|['\"]?(?:에|에도|에는)\s(?:(?:막|함께|공동|공동으로|나란히|차례로|각각|공식|최종)\s)?(?P<verb5>서명|사인|날인|동참|합류|참여)(?P<end5>{_DO})"
    r"|['\"]?(?:에|에도)\s(?:(?:막|함께|나란히|차례로|각각)\s)?(?P<verb6>도장을\s찍|이름을\s[올적]|서명을\s)(?P<end6>[가-힣]{1,4})"
    r"|\s(?:테이블|자리|책상|원탁)에\s(?:[가-힣]{1,3}\s)?앉아\s(?P<verb10>도장을\s찍|서명[하했을]|이름을\s[올적])(?P<end10>[가-힣]{1,4})"
    # '협약을 가나다와 맺었다'.
    rf"|['\"]?(?:을|를)\s{_NO_OBJECT}(?P<whom>(?:(?!{_NOT_WHOM})[^.\n]){{2,60}}?)[와과]\s{_ADVERB}{{0,2}}"
    rf"(?:체결(?P<end11>{_DO})|맺(?P<end12>{_KEPT}))"
    r"|['\"]?(?:를|을)\s(?:서로\s)?(?P<verb7>주고받|나눠\s?가|맞바꿨|맞바꾸|맞교환|나눴|(?:들어|펼쳐|펴)\s보[이였])(?P<end7>[가-힣]{0,4})"
    # '업무협약이 17일 75번째를 맞았다': the run itself, on the day of its latest.
    r"|['\"]?(?:이|은|는)\s(?:이날|오늘|(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일)(?:로|에|\s오전|\s오후)?\s(?:[^\s,.]{1,10}에서\s)?"
    r"(?:\d{1,4}번째?\s?[~\-]\s?|\d{1,4}~)?\d{1,4}번째(?:를|에|가)\s(?P<verb15>기록|맞|채|찍|이르|닿|됐|되)(?P<end15>[가-힣]{1,3})"
    # '가나다를 15번째 협약 상대로 맞았다', '협약의 새 파트너가 됐다'.
    r"|의?(?:\s\d{1,4}번째)?(?:\s새(?:로운)?)?\s(?:상대|상대방|파트너|동반자|식구)(?:(?:으로|로)\s(?:[가-힣]{1,4}\s)?(?P<verb8>맞아들|받아들|맞이|맞|택|선택|낙점)"
    r"(?P<end8>[했였았][가-힣]{0,3}|는다|한다|을|할|일|기로|하기로|이기로|고|하고|이고)|[이가]\s(?P<verb9>[됐되])(?P<end9>다|었다|며|면서))"
    # '가나다를 58번째 협약 기업으로 맞았다', '58번째 협약 기업이 됐다'.
    r"|\s(?P<counted>기업|기관|업체)(?:(?:으로|로)\s(?P<verb13>맞|맞아들|맞이|받아들|품|이름을\s올|합류)(?P<end13>[했였았렸]다|[했였았렸]으며|[했였았렸]고)"
    r"|[이가]\s(?P<verb14>[됐되])(?P<end14>다|었다|며|면서)))"
    # '광주형 AI 비즈니스 299번째 파트너가 되었다': the series' own name right before stands for its pact.
    r"|번째\s(?:(?!협약|업무|협력|제휴)[A-Za-z가-힣]{1,8}\s){0,2}?(?P<nth>상대|상대방|파트너|동반자|식구|기업|기관|업체|주인공)(?:(?:으로|로)\s(?:[가-힣]{1,4}\s)?(?P<verb16>맞아들|받아들|맞이|맞|품|이름을\s올|합류)(?P<end16>[했였았렸]다|[했였았렸]으며|[했였았렸]고|[했였았렸]습니다)"
    r"|[이가]\s(?P<verb17>[됐되])(?P<end17>다|습니다|었다|었습니다|며|면서))"
    r"|(?P<hands>손을\s?(?:맞\s?)?잡|손잡|맞손|함께하기로\s약속)(?P<end4>[았했][다고으습는지]|은|고|아|는다|을|기로|$)?"
    # '가나다와 맺은 업무협약은 157번째 협약이다', '17일 체결한 업무협약에는 … 함께했다', '17일 체결된 협약에 따라'.
    # '광주시와 도장을 찍었다': what was signed another sentence says.
    r"|(?P<verb18>도장을\s(?:[가-힣]{1,3}\s)?찍|(?<![가-힣])펜을\s(?:[가-힣]{1,3}\s)?(?:들(?=[었고])|잡(?=[았고]))|(?:서명|사인|서명판|서명지)[을를]\s(?:서로\s)?(?:교환했|교환하|주고받|맞바꿨|맞바꾸|나눴|나누|마쳤|마치))(?P<end18>[었았]?[가-힣]{0,2}(?:다|요|니다)|고|자|며|으며|어(?=\s)|아(?=\s)|)(?![가-힣])"
    rf"|(?:맺은|체결한|체결된|서명한)\s(?:[^\s,.]{{1,14}}\s){{0,4}}?['\"]?(?P<told>(?:업무\s?)?협약|M[Oo][Uu])['\"]?(?:(?:은|이|에는|에도|에)\s|의(?=\s(?:(?:공식|정식)\s)?(?:상대|주인공|대상|당사자|이름|명칭)))"
    r"|(?:열린|진행된|마련된|개최된|치러진|개최한|마련한|가진)\s(?:[^\s,.]{1,14}\s){0,4}?['\"]?"
    r"(?P<held>(?:업무\s?)?(?:협약식|체결식|조인식|서명식))"
    rf"|(?P<sat>(?:업무\s?)?(?:(?:협약\s?)?(?:체결|조인|서명)식|협약식|협약\s?체결))['\"]?"
    rf"(?:(?:은|이)\s{_SITS}|을\s(?:[가-힣]{{1,6}}\s)?(?:마련|거행|주최)했)"
)
# '협약은 지난 21일 시청에서 가나다 등과 함께 체결했다': the pact is the topic, its verb comes last.
_TOPICAL = re.compile(
    rf"(?:^|(?<=[\s'\"]))(?:{PACT})['\"]?(?:은|는)\s[^.\n]{{3,120}}?(?P<verb>체결[됐했]|맺었|맺어졌|이뤄졌|성사됐)(?:다|으며|고)"
)
# '협약은 ▲본사 이전 ▲병원과의 공동연구로 이뤄졌다': what it is about, not with whom it was signed.
_MADE_OF = re.compile(
    r"(?:▲|,\s)[^\n]*?[가-힣](?:으로|로)\s(?:이뤄졌|구성)|(?:골자|뼈대|핵심|(?:주요\s)?내용)(?:으로|로)\s"
)
_BY_MEANS = re.compile(
    r"(?:비대면|대면|온라인|화상|영상|서면|방식|형식|형태|행사|순서|비공개|공개|처음|번째)(?:으로|로)\s이뤄졌"
)
_NAMED_AT_END = re.compile(
    rf"(?:{PACT})['\"]?(?:\s?\(\d[^)]{{0,20}}\))?(?:\s?(?:체결|맞손)(?:식)?)?"
    rf"(?:\s?\([^)\n]{{1,30}}\))?(?=$|…|\s?[·,]|\s-)"
)
# A photograph taken at the ceremony: '…업무협약식'에 참석해 가나다 대표와 기념촬영을 하고 있다'.
_AT_CEREMONY = re.compile(rf"(?P<pact>{PACT})['\"]?(?:에|에서)\s")
# 'N번째' right before the words that say what somebody became.
_NTH = re.compile(r"번째\s(?:[^\s,.]{1,10}\s){0,3}$")
_SIGNED = Gate(_EVENT, _NAMED_AT_END, _AT_CEREMONY)
_EVENTS = Scan(_EVENT)


class Clause(NamedTuple):
    """One verb of signing with the words before it back to the previous such verb."""

    sentence: Sentence
    start: int
    pact_start: int
    end: int
    tense: Tense
    has_pact: bool
    """False for 'joined hands', which says who but not that anything was signed."""
    is_ceremony: bool = False
    """True where only the ceremony is told of, not what was signed there."""


def clauses(doc: Document) -> list[Clause]:
    """Every clause about signing in the prose, in order."""
    return doc.once("clauses", _clauses)


def _clauses(doc: Document) -> list[Clause]:
    found: list[Clause] = []
    for sentence in doc.holding(_SIGNED):
        found.extend(_of_the_city(doc, clause) for clause in _in_sentence(doc, sentence))
    answers = list(_answers(doc, {clause.sentence.index for clause in found if clause.has_pact}))
    return sorted(found + answers, key=lambda clause: clause.start) if answers else found


# '누가 서명했나?', '어떤 기업과 협약했나.'.
WHO_SIGNED = re.compile(
    rf"(?:누가|누구[와랑]|(?:어느|어떤)\s(?:기업|회사|곳)[이과와])\s(?:[^\s?.]{{1,8}}\s){{0,2}}?(?:(?:{PACT})[을를에]?\s?)?"
    rf"(?:서명|협약|체결|사인|맺)[가-힣]{{0,3}}?[{OVER}](?:나|나요|니|는가|는가요|을까|을까요|죠|습니까)[?.]$"
)
ASKED = Gate(WHO_SIGNED)


def _answers(doc: Document, known: set[int]) -> Iterator[Clause]:
    """'누가 서명했나? 광주시와 기업 세 곳이다': the answer tells of the signing by the question's verb."""
    for question in doc.holding(ASKED):
        answer = next(iter(doc.sentences[question.index + 1 : question.index + 2]), None)
        if not answer or answer.role != "body" or answer.index in known or not WHO_SIGNED.search(question.text):
            continue
        both = f"{question.text} {answer.text}"
        if not BACK.search(both) and not TO_COME.search(both):
            yield Clause(answer, answer.start, answer.end, answer.end, "done", True)


# '부스 52곳이 문을 열었고 광주시는 …와 협약을 체결했다'.
_AND = re.compile(rf"[{OVER}](?:고|으며),?\s")


def _of_the_city(doc: Document, clause: Clause) -> Clause:
    """Without what is told before it of others: it begins where the city becomes the subject."""
    begins = [m.end() for m in _AND.finditer(doc.text, clause.start, clause.pact_start)]
    own = [
        at for at in begins if any(doc.text.startswith(f"{n}{p}", at) for n in doc.programme.city_names for p in "는가")
    ]
    return clause._replace(start=own[-1]) if own else clause


# '비즈니스'의 299': what stands between the series' name and '번째'.
_COUNTED_AS = re.compile(r"['\"]?의?\s\d{1,4}\s?$")


def _of_series(doc: Document, sentence: Sentence, match: re.Match[str]) -> int | None:
    """Where the last word of the series' name begins, if the ordinal follows it."""
    counted = _COUNTED_AS.search(doc.text, sentence.start, match.start())
    named = list(doc.cues.series.finditer(doc.text, sentence.start, match.start())) if counted else []
    if not counted or not named or named[-1].end() != counted.start():
        return None
    return max(doc.text.rfind(" ", 0, named[-1].end()) + 1, named[-1].start())


def _is_content(topical: re.Match[str]) -> bool:
    return bool(_MADE_OF.search(topical.group()) and not _BY_MEANS.search(topical.group()))


def _in_sentence(doc: Document, sentence: Sentence) -> list[Clause]:
    text, told_on = doc.text, doc.told_on
    found: list[Clause] = []
    start = sentence.start
    for match in _EVENTS.finditer(text, sentence.start, sentence.end):
        if match["counted"] and not _NTH.search(text, sentence.start, match.start()):
            continue
        series = _of_series(doc, sentence, match) if match["nth"] else None
        if match["nth"] and series is None:
            continue
        tense = tense_of(text, sentence, start, match, told_on)
        tense = "planned" if tense == "done" and is_ahead(doc, sentence, start, match) else tense
        named = next((group for group in ("pact", "held", "sat", "told") if match[group]), None)
        pact_start = match.start(named) if named and named != "told" else match.start()
        pact_start = pact_start if series is None else series
        has_pact = named is not None or series is not None
        found.append(Clause(sentence, start, pact_start, match.end(), tense, has_pact, named in ("held", "sat")))
        start = match.end()
    topical = None if any(clause.has_pact for clause in found) else _TOPICAL.search(text, sentence.start, sentence.end)
    if topical and sentence.role == "body" and not (BACK.search(topical.group()) or _is_content(topical)):
        found.append(Clause(sentence, sentence.start, topical.start("verb"), topical.end(), "done", True, True))
    shown = _AT_CEREMONY.search(text, sentence.start, sentence.end) if sentence.role == "caption" else None
    if shown and not found and not OLD_PHOTO.search(sentence.text):
        found.append(Clause(sentence, start, shown.start(), shown.end(), "going_on", True, True))
    if not found and sentence.role == "headline":
        for match in _NAMED_AT_END.finditer(text, sentence.start, sentence.end):
            found.append(Clause(sentence, start, match.start(), match.end(), "named", True))
            break
    return found
