"""Whether a clause of signing tells of this signing, of a past, planned or counted one, or only names one."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from announcements.korean.particles import ADNOMINAL, OVER
from announcements.rules.pacts.going_on import going_on, of_anybody
from announcements.rules.pacts.other_days import is_met, is_other, of_another_month
from announcements.rules.pacts.words import LARGEST_BATCH, NAMES_PACT
from announcements.text import Sentence

Tense = Literal["done", "going_on", "past", "planned", "cumulative", "named"]

BACK = re.compile(
    r"(?<!에 )앞서|그동안|그사이|그간\s|지금까지|지금껏|여태|현재까지|"
    r"(?:월|일|이달|지난달)\s?(?:말\s?)?현재\s|\d{1,2}월(?:\s?말)?까지|이날까지|"
    r"이번(?:\s?협약)?까지|지난해|작년|"
    r"첫\s?(?:번째\s?)?(?:업무\s?)?협약|이래|이후|(?<!행사)(?<!막식)(?<!념식)(?<!상식)(?<!포식)(?<!회)에 이어 |"
    r"시작으로|누적|(?:(?:해|달|분기|주)마다|매[년달월주])\s(?![^.]{0,60}?\d{1,2}일)|"
    r"(?:\d+\s?(?:년|개월)여?|한\s?해|반년)\s?(?:동안|간|에만)|"
    r"(?:올해|올 들어|올 한\s?해|금년)[^,.]{0,20}?\d+\s?(?:개|곳|사)|(?:19|"
    r"20)\d\d년(?!\s?\d{1,2}월\s?\d{1,2}일)|이미|기존|지난\s?\d{1,2}월(?!\s?\d)|올해\s들어\s[^\n]{1,40}?\(\d{1,2}\.\s?\d{1,2}\.?\)|\d{1,2}월(?!\s?\d)[^.]{1,20},\s\d{1,2}월(?!\s?\d)"
    # '올해 상반기에는', '지난주에는', '봄부터 … 차례로'.
    r"|(?:지난\s?(?:주|달|해)|(?:상|하)반기|\d분기|연초|올\s?(?:봄|여름|가을|겨울))에는\s"
    # '지난달에도', '봄에도': once more, before what the report tells of.
    r"|(?:(?:지난|이번)\s?(?:주|달|해|봄|여름|가을|겨울)|이달|(?:상|하)반기|\d분기|연초|올\s?(?:봄|여름|가을|겨울)|(?<!\d)\d{1,2}월)에[도만]\s"
    r"(?![^.]{0,60}?\d{1,2}일\s)"
    # '지난달 6개사와', '올 초', '이달 들어': with neither a day nor a name it is no news.
    r"|(?:^|\s)(?:지난달|(?:올|올해|지난해|이달)\s?초|이달\s들어)(?:에)?\s(?!말|초|중순|하순|마지막|첫)(?![^.]{0,60}?\d{1,2}일)"
    r"(?=[^.㈜,]{0,30}?\d{1,3}\s?(?:개|곳)[^.㈜,]{0,20}[과와]\s)"
    r"|(?:봄|여름|가을|겨울|연초|\d월)부터\s[^.]{1,60}\s(?:차례로|잇따라|잇달아|속속|연이어|줄줄이)\s"
    # '가나다(2월 20일), 라마바(4월 16일)': each with the day of its own pact.
    r"|\(\d{1,2}(?:월(?:\s?\d{1,2}일)?|\.\s?\d{1,2}\.?)\)[^\n(]{1,40}\(\d{1,2}(?:월(?:\s?\d{1,2}일)?|\.\s?\d{1,2}\.?)\)"
)
# '두 달 전', '3년 전'; not '두 달 전부터'.
_AGO = r"(?:(?:\d{1,2}|[한두세네몇]|석|넉|다섯|여섯)\s?(?:년|개월|달|해|주)|반년|보름|열흘)\s전(?:에|,)?\s"
_LONG_AGO = re.compile(rf"(?<![가-힣\d]){_AGO}")
# '2016년 4월 문을 연 로봇 회사 가나다가 19일': when the party was founded limits nothing.
_FOUNDED = re.compile(
    rf"(?:(?:(?:19|20)\d\d년|지난해|작년)(?:\s?\d{{1,2}}월)?에?\s|{_AGO})(?:[^\s,.]{{1,10}}\s){{0,2}}?"
    r"(?:(?:사무[실소]|지사|법인|연구소)를?을?\s[연낸둔]|옮긴|옮겨\s온|이전한|입주한|문을\s연|세워진|세운|창업한|창립한|설립한|설립된|창업된|출발한|출범한|분사한|차린|태어난)\s"
)
# '지난 1월 29일 비전을 선포한 뒤 가나다와': since a day that was not of late.
_SINCE_A_DAY = re.compile(
    rf"(?P<month>\d{{1,2}})월\s?\d{{1,2}}일\s[^,.\n]{{1,40}}?[{ADNOMINAL}]\s(?:뒤|후|이후)(?:에)?,?\s"
)
# '바로 협약을 체결한 것인데요!': news as one tells it to another.
_TOLD_ALOUD = re.compile(r"(?:인?데요|예요|이에요|이?랍니다)[.!~\s]")
# '체결했다고 속여', '체결했다는 허위 사실을': what was never signed.
_UNTRUE = re.compile(
    r"(?:[가-힣]{0,2}(?:고|는))?\s(?:[^\s,.]{1,6}\s)?(?:속[여이였]|거짓|허위|꾸[며민]|사칭|가짜|헛소문)"
)
# '협약했다는 기업의 문패', '체결했다던 두 회사': what is said of somebody, not told as news.
# '맺었다는데 뭐가 달라졌나', '체결했다더니': hearsay.
_HEARD = re.compile(r"(?:다는데|다던데|다더니|다더라|다며(?=\s[^.]{0,40}\?))")
# '체결했다고 하지만', '맺었다고 주장했다': what somebody says and the report doubts.
_DOUBTED = re.compile(
    r"\s(?:는\s)?(?:하지만|하나(?=[\s,])|하는데|해도|했지만|했으나|주장|(?:보도|발표|홍보|자랑|선전|공지)(?:했|하였)(?:으나|지만)|썼(?:으나|지만))"
)
_SAID_OF = re.compile(
    r"(?:는|던)(?=\s(?:[^\s,.]{1,8}\s){0,2}(?:기업|회사|업체|기관|스타트업|법인|곳)(?:들)?(?:[은는이가을를의에도]|\s|$))"
)
# '그해 여름', '그 무렵': of a time that was told of before.
_THEN = re.compile(r"(?:^|\s)(?:그해|그때|그\s?무렵|그\s?당시|당시)(?:에|엔|에는)?\s")
# '"지난주 협약을 맺었는데 …"라고 했다': one who speaks recalls it.
_THE_OTHER_DAY = re.compile(r"지난\s?(?:주|번|달)|얼마\s전|며칠\s전|엊그제|일전")
_SINCE = re.compile(r"(?:\s?(?:바 있|바있|이래|이후|뒤부터|지 \d|지난))")
_OVER = re.compile(f"[{OVER}]")
_PLANNED_END = re.compile(
    r"(?:한다|합니다|할|어진다|어질|하기|키로|하겠|하려|하자|하고자|된다|됩니다|될|는다|을|기로|겠|고자|자|예정|"
    r"계획|추진|했을|했다면)"
)
_DESCRIBING_END = re.compile(r"(?:한|은|는|시킨|하는|된|되는|.{0,2}던|가진|치러진|마친|끝낸|[가-힣]린)$")
# '체결했었다': over before what the report tells of.
_PLUPERFECT = re.compile(r"[했됐었]었")
_GOING_ON_END = re.compile(r"(?:하고|고|하며|하면서|하여|함|해|해,|되고|되며|돼|어|아|며|면서|으며|으면서|고서)$")
_AS_COUNTED = re.compile(r"\s?상태(?:다|이다|로)|\s?것으로\s(?:나타|집계|파악|조사|확인|알려|전해)")
OLD_PHOTO = re.compile(r"지난\s?달|지난해|작년|당시|자료\s?사진")
_FILE_PHOTO = re.compile(r"\s?(?:당시\s?)?(?:모습\s?)?[(/]?\s?자료\s?사진")
_OUTLINE = re.compile(r"^\s*[○□◇■-].{2,40}?[은는]\s(?:지난\s)?(?:\d{1,2}월\s)?\d{1,2}일")
TO_COME = re.compile(r"예정|계획|방침|하기로|추진한다|[^.]할\s")
# '협약 체결, 강연 순으로 진행된다': an item of what is yet to be held.
_ON_PROGRAMME = re.compile(
    r"[^.]{0,80}?(?:진행되|이어지|펼쳐지|열리|마련되|치러지|꾸며지|진행된|이어진|펼쳐진|열린|마련된|치러진|꾸며진)(?:다|며|고)(?=[\s.]|$)"
)
# '협약 체결, 축제 개막 등 시정 소식을 전한다': one of several things of the sort.
_ONE_OF = re.compile(
    r"\s(?:[^,.]{1,30},\s){0,6}[^,.]{1,30}\s등(?:의)?\s(?:[가-힣]{1,4}\s)?(?:소식|행사|업무|사업|성과|현안|일정|뉴스|활동|실적|내용|사례|정책)"
)
_TO_COME_ON = re.compile(r"오는\s(?:\d{1,2}월\s)?\d{1,2}일\s")
# '협약서에 막 서명을 마친 순간이었다'.
_AT_THAT_MOMENT = re.compile(r"\s?(?:순간|자리|현장|날|행사)(?:이었|였|이다)")
# '협약서에 막 이름을 적은 대표'.
_JUST = re.compile(r"(?<![가-힣])(?:막|방금|갓)\s")
_ENDED = re.compile(r"(?:해지|파기|철회|취소|종료)(?:했|한다|됐|하기로|키로)")
# '9일 협약한 뒤 관리가 없다고 비판했다': the day is when it was said.
_COMPLAINED = re.compile(
    r"(?:다|라|냐|자)고\s(?:[^\s,.]{1,6}\s)?(?:비판|지적|꼬집|질타|추궁|따졌|따져|물었|촉구|성토|반문|질의|질문|주문|우려)"
)
_AFTERWARDS = re.compile(r"\s?(?:후|뒤|다음)(?=[\s,])")
_ON_THIS_DAY = re.compile(r"^\s*(?:(?:양측|양사|양\s기관|[두세네]\s(?:기관|회사|기업)|이들)[이은가는]\s)?이날\s?")
_THIS_TIME = re.compile(r"이날|이번|오늘")
# '전날 협약을 맺은 데 따른 것이다', '체결한 결과다': what the news before comes of.
_COMES_OF = re.compile(r"\s?(?:데에?\s(?:따른|이은)\s(?:것|일|결과|성과)|(?:결과|성과|덕분))(?:이다|다|입니다)")
_WHY = re.compile(r"\s(?:까닭|이유|배경|사연|뒷이야기|소감)[은는이가을를도]\s")
_DAY_BEFORE = re.compile(r"(?:^|\s)(?:전날|어제|하루\s?전)[,\s]")
_ANY_DAY = re.compile(r"\d{1,2}일\s")
_IDENTIFIES = re.compile(
    r"\s(?:[^\s,]{1,8}\s)?(?:기업|기관|업체|곳)은\s[^.]{2,300}?(?:\d{1,2}\s?(?:곳|개사|개\s?기업)|등|\s(?:둘|셋|넷|다섯|여섯|일곱|여덟|아홉|열))(?:이다|입니다)"
)
_DAY_OF_REPORT = re.compile(
    r"\s*(?:[가-힣]{0,8}(?:시|시장)[는가은이와]\s)?\d{1,2}일\s(?!밝|전|오픈|개|현재\s|기준|(?:[^\s,.]{1,14}\s){1,2}?따르면)"
)
# '9일 펴낸 자료를 보면 협약을 체결한 곳은': the day is when the paper came out.
_ANOTHER_DAY = re.compile(
    r"(?<!월)(?<!월\s)(?<!\d)\d{1,2}일(?:\s(?:오전|오후))?\s(?!\s?(?:동안|간|까지|부터))"
    r"(?!(?:[^\s,.]{1,6}\s)?(?:밝|전[했하]|말했|알렸|발표|설명|따르면))[^.]{0,60}?[" + OVER + r"]다"
)
_AS_A_PAPER_SAYS = re.compile(r"(?:자료|현황|통계|보고서?|백서|집계|명단|답변서?)['\"]?(?:[을를에]|에서|상)\s")
_MANY = re.compile(
    r"\s?(?:[^\s,.]{1,10}\s){0,2}?[^\s,.\d]{0,6}(?:기업|기관|업체|회사|곳)(?:은|는|이|가)?\s(?:(?:모두|총|누적|현재)\s)?"
    r"(?P<n>\d{2,4})\s?(?:개|곳|사)"
    # '협약을 맺은 128개 기업·기관 가운데'.
    r"|\s?(?:(?:모두|총|누적)\s)?(?P<first>\d{2,4})(?:여)?\s?(?:개(?:의)?\s?(?:[A-Za-z가-힣]{1,8}\s?)?(?:기업|기관|업체|회사|사)|개\s?곳|곳|사)"
)
# '시는 24일 가나다와 업무협약을 체결함': an official outline says neither what is over nor what is to come.
_NOTED = re.compile(r"함|음|가짐")
_BARE_DAY = re.compile(r"(?<!월)(?<!월\s)(?<!\d)\d{1,2}일(?!\s?(?:동안|간|까지|부터))")

# In January 'last year, 29 December' is a few days ago.
_LAST_DAYS = re.compile(r"지난\s?달\s?(?=(?:2[3-9]|3[01])일)")
_LAST_DECEMBER = re.compile(r"(?:지난해|작년)\s?(?=12월\s?(?:2\d|3[01])일)")

_BECAME = re.compile(r"^\s[^.]{0,60}?(?:됐|되었|늘었|늘어났|넘었|채웠|기록했|달성했)")
_IS_ONE = re.compile(
    r"[^.]{0,40}?(?:번째|협약)[^.]{0,12}?(?:이다|입니다|다)\.?$|따라\s|따른\s것|\s?(?:상대|주인공|대상|당사자|(?:(?:공식|정식)\s)?(?:이름|명칭))(?:는|은)\s|"
    r"[^.\n]{2,300}?(?:함께했|참여했|동참했|서명했|합류했|이름을\s올렸)"
)


def _recent(words: str, told_on: date | None) -> str:
    """Without words that look back a few days only: the last December in January, the last days of last month."""
    if told_on and told_on.month == 1:
        words = _LAST_DECEMBER.sub("", words)
    return _LAST_DAYS.sub("", words) if told_on and told_on.day <= 7 else words


# '합창에 이어', '기조강연에 이어': what came before on the same stage.
_ON_STAGE = re.compile(
    r"(?:행사|식|회|합창|공연|연주|강연|특강|발표|보고|시연|상영|축사|환영사|인사말?|전시|관람|체험|토론|대담|포럼|선포|제막|점등|다짐|퍼포먼스|쇼|표창|시상)$"
)


def end_on_stage(words: str) -> int:
    """Where what came before on the same stage ends; 0 without such."""
    old, after, _ = words.rpartition("에 이어 ")
    return len(old) + len(after) if _ON_STAGE.search(old) and not NAMES_PACT.search(old[-6:]) else 0


def _after_another(words: str) -> str:
    """'지난 19일 가나다와의 협약에 이어 26일 라마바와': what is new comes last, with a day or a number of its own."""
    new = words.split("에 이어 ")[-1]
    return new if end_on_stage(words) or _BARE_DAY.search(new) or "번째" in new else words


def tense_of(text: str, sentence: Sentence, start: int, match: re.Match[str], told_on: date | None) -> Tense:
    ending = _ending(match)
    rest = text[match.end() : sentence.end]
    before = _recent(_after_another(text[start : match.start()]), told_on)
    if sentence.role == "caption":
        if OLD_PHOTO.search(_recent(sentence.text, told_on)) or of_another_month(sentence.text, told_on):
            return "past"
        return "planned" if re.match(r"할|기로|하기", ending) else "going_on"
    if match["held"] or match["sat"]:
        # '시청에서 열린 협약식 자료사진'.
        if BACK.search(before) or _FILE_PHOTO.match(rest):
            return "past"
        return "planned" if "오는" in before else "done"
    if match["told"]:
        return (
            "done"
            if (_BARE_DAY.search(before) or _ON_THIS_DAY.search(before))
            and not BACK.search(before)
            and _IS_ONE.match(rest)
            else "past"
        )
    if "것은" in ending or (
        ending.endswith(("것", "거", "건"))
        and (_ANY_DAY.search(f"{before}{match.group()}") or _TOLD_ALOUD.match(rest))
        and not BACK.search(before)
    ):
        return "done"
    if _PLANNED_END.match(ending):
        return "planned"
    if _PLUPERFECT.match(ending):
        return "past"
    if (
        _UNTRUE.match(rest)
        or _HEARD.search(text, match.end() - 3, match.end() + 4)
        or (ending.endswith("다고") and _DOUBTED.match(rest))
    ):
        return "past"
    of_pact = _FOUNDED.sub("", before)
    # '2019년부터 이어 온 협약이 17일 75번째를 맞았다': the day stands with the verb.
    looks_back = not match["verb15"] and bool(
        BACK.search(of_pact)
        or _LONG_AGO.search(of_pact)
        or _SINCE.match(rest)
        or _since_another_month(of_pact, told_on)
    )
    said = text.count('"', sentence.start, match.start()) % 2
    # Of one day, which counts no run.
    then = _THEN.search(of_pact) or (said and _THE_OTHER_DAY.search(before))
    if then and not looks_back:
        return "past"
    if _DESCRIBING_END.search(ending) and _JUST.search(match.group()) and not looks_back:
        return "done"
    if _DESCRIBING_END.search(ending):
        # '9일 "협약서에 도장을 찍은 뒤 사후 관리가 없다"고 비판했다': the day is when it was said.
        own = before.rpartition('"')[2] if said and sentence.role == "body" else before
        return _described(own, rest, looks_back)
    said_of = _SAID_OF.match(rest)
    if said_of:
        return _described(before, rest[said_of.end() :], looks_back)
    if looks_back:
        return "cumulative" if re.search(r"\d", before[-60:]) else "past"
    verb = next(
        (match[group] for group in ("verb2", "verb7", "verb9", "verb14", "verb17", "verb18") if match[group]), ""
    )
    if sentence.role == "body" and not rest.strip(" .") and _NOTED.fullmatch(ending or verb):
        return "planned" if _TO_COME_ON.search(before) else "done" if _was_then(before, told_on) else "named"
    if _GOING_ON_END.match(ending):
        opening = text[sentence.start : match.start()]
        to_come = bool(_TO_COME_ON.search(before))
        return going_on(opening, before, rest, to_come=to_come, in_body=sentence.role == "body")
    # '2일 …와의 협약 체결로 협약 기업이 133곳이 됐다': by that signing, which is over.
    if ending == "로" and _BARE_DAY.search(before) and _BECAME.search(rest):
        return "done"
    # '협약을 체결, 속도를 내고 있다': the noun stands for the verb.
    if ending == "," and sentence.role == "body" and not TO_COME.search(rest) and not _ON_PROGRAMME.match(rest):
        if _ONE_OF.match(rest):
            return "named"
        return "done"
    # '○ 시는 6일 시청에서 가나다와 업무협약 체결': an outline ends its sentences in nouns.
    if not ending and not rest.strip(" .") and _OUTLINE.search(before) and "오는" not in before:
        return "done"
    return "done" if _OVER.search(verb + ending) else "named"


def _since_another_month(before: str, told_on: date | None) -> bool:
    since = _SINCE_A_DAY.search(before)
    if not since or not told_on or _BARE_DAY.search(before, since.end()) or _THIS_TIME.search(before, since.end()):
        return False
    return is_other(since["month"], told_on)


def _was_then(before: str, told_on: date | None) -> bool:
    """Is a day given that was not to come when the report was published?"""
    told = [int(day[:-2]) for day in _ANY_DAY.findall(before)]
    return bool(told and told_on and max(told) <= told_on.day)


def _ending(match: re.Match[str]) -> str:
    groups = ("end", "verb3", *(f"end{n}" for n in (2, *range(4, 19))))
    return next((match[group] for group in groups if match[group]), "").strip()


def _described(before: str, rest: str, looks_back: bool) -> Tense:
    """'협약을 체결한 …': past, unless the words say that it is this signing or that the run is counted."""
    many = _MANY.match(rest)
    if _AS_COUNTED.match(rest) or (many and int(many["n"] or many["first"]) > LARGEST_BATCH):
        return "cumulative"
    if _AT_THAT_MOMENT.match(rest) and not looks_back:
        return "done"
    if _AFTERWARDS.match(rest):
        if re.match(r"[^.]{0,60}겠", rest):
            return "planned"
        # '지난달 8일 협약한 뒤 벌써 7명을 뽑았다', '9일 협약한 뒤 오지 않은 기업과 협약을 해지했다'.
        recalled = looks_back or OLD_PHOTO.search(before) or _ENDED.search(rest) or _COMPLAINED.search(rest)
        return "done" if _BARE_DAY.search(before) and not recalled and not of_anybody(before, rest) else "past"
    if looks_back or re.match(r"\s?(?:바|적)\s", rest) or _AS_A_PAPER_SAYS.search(before) or is_met(rest):
        return "past"
    # '지난달 31일 협약을 체결한 가나다가 3일 사무소를 열었다': what is told happened on the other day.
    if _ANOTHER_DAY.search(rest):
        return "past"
    # '지난달 31일 협약을 체결한 기업은 가나다 등 5곳이다': says who signed.
    if _ANY_DAY.search(before) and _IDENTIFIES.match(rest):
        return "done"
    # '27일 광주시와 협약서를 교환한 까닭을 물었다'.
    if _WHY.match(rest) and _BARE_DAY.search(before):
        return "done"
    if _COMES_OF.match(rest) and _DAY_BEFORE.search(before):
        return "done"
    # '25일 협약을 체결한 기업 4곳': a day without a month is one of the report's own month.
    if _THIS_TIME.search(before) or _DAY_OF_REPORT.match(before):
        return "done"
    return "past"
