"""Clauses that go on in another verb ('협약을 체결하고 …'): the rest of the sentence says whether it is news.

'체결하고' by itself is of no time. It is this signing unless the sentence describes those who signed before, says
on what condition something is given, what a plan holds, what is rumoured or what came long after.
"""

from __future__ import annotations

import re
from typing import Literal

from announcements.korean.numbers import NATIVE
from announcements.korean.particles import ADNOMINAL, ending_in

_DESCRIBES = re.compile(
    r"[^.]{0,60}?[을를]\s(?:연|둔|낸|튼|세운|옮긴|마친|갖춘|만든|[가-힣]{1,4}(?<!위)(?<!대)(?<!관)(?<!향)한)\s(?!(?:바|뒤|후|이후|것|데|결과|"
    r"가운데|상태|지)(?:에|를|이|로)?[\s,])"
    # '지역 청년 50명을 뽑은 가나다에 감사패를 전했다'.
    r"|[^.,]{0,40}?[을를]\s(?:[가-힣]{1,4}\s)?(?:뽑은|받은|키운|늘린|거둔|올린|얻은|쌓은|채운|일군|이룬)\s(?!(?:바|뒤|후|이후|것|데|결과)(?:에|를|이|로)?[\s,])"
    r"|[^.]{0,80}?(?:한|연|은|운|된|둔|온|낸|튼|긴|린|인)\s(?:㈜\S|[가-힣A-Za-z()]*(?:기업|회사|업체|곳|기관|개사|"
    r"\d+사)(?:들?(?:에|이|가|은|는|을|를|의|과|와)|(?:이?다|입니다)\.?$))"
    # '협약서에 서명하고 사진을 찍는 장면이 되풀이됐다'.
    r"|[^.]{0,40}?[을를]\s[가-힣]{1,3}는\s(?:장면|모습|광경)"
)
# '시와 협약을 체결하고 6개월 안에 사무소를 열 수 있는 기업', '협약을 맺고 내려온 업체 가운데': whoever did so.
_WHOEVER = re.compile(
    rf"[^.,]{{0,60}}?[{ADNOMINAL}]\s(?:[A-Za-z가-힣()]{{1,8}}\s)?[가-힣A-Za-z]{{0,4}}(?:기업|회사|업체|기관|법인|스타트업|곳)(?:들)?"
    r"(?:[이가은는을도만에의]|이?라면|\s(?:가운데|중|등|포함|제외|한정|우선|우대|대상)|\s?[.)]?$)"
)
# Not '광주에서는', '지금까지는': where and when.
_SAYS_WHO = re.compile(r"(?<![또하])(?<!에서)(?<!에)(?<!로)(?<!까지)(?<!부터)(?:은|는|이|가)\s")
# '지원대상: 시와 협약을 체결하고 …', '신청 자격은 …': on what condition something is given.
_CONDITION = re.compile(
    r"[^.,]{0,24}?(?:자격|요건|조건|(?:지원|신청|참여|모집|응모|입주|접수|선정)\s?대상)(?:\s?:|(?:은|는|이|으로는)\s)"
)
# The day of signing, or that of the report: without either the clause is news only if nothing speaks against it.
_DATED = re.compile(
    r"(?<!\d)\d{1,2}일(?!\s?(?:동안|간|까지|부터|전|만|째|이내|안))|이날|이번|오늘|어제|전날|최근|(?:지난|이번)\s?주"
)
# '협약을 먼저 맺고 정착을 유도하는 방식으로': how something is done, not that it was.
_MANNER = re.compile(
    r"[^.,]{0,60}?는\s(?:방식|식|형태|구조|모델|절차|순서|수순|과정|체계|흐름)(?:으로|로|[을를이가은는과와]|이?다|이?었다|였다|입니다)[\s,.]"
)
# 'AI 기업과', '기업들과': whoever comes, unless it is said how many.
_WITH_ANY = re.compile(r"^[^\d㈜]*?(?:기업|업체|회사|스타트업|기관)(?:들)?[과와](?:의)?\s[^\d㈜]*$")
_WITH = re.compile(r"[^\s][와과](?:의)?\s")
_SO_MANY = re.compile(rf"(?<![가-힣])(?:{NATIVE})\s?(?:곳|기업|회사|업체|기관|군데)")
_TOLD_ON = re.compile(r"\d{1,2}일\s?(?:오전\s|오후\s)?(?:밝|전[했하]|발표|알[렸려]|공개|설명)")
# '개정안은 시와 협약을 맺고 …', '사업 계획은': what a paper lays down.
_PAPER = re.compile(
    r"^\s*제\d{1,3}조|(?:^|[\s'\"])[^\s,.]{0,10}(?:(?:동의|조례|개정|제정|수정|협약|계획|예산|법률|건의|결의|합의|종합|대|방|구상)안|안건|의안|계획|조례|규정|지침|"
    r"공고|요강|대책|구상|전략|정책|공약|로드맵|청사진)['\"]?(?:은|는|이|에는|에\s따르면)\s"
)
_LAID_DOWN = re.compile(
    r"는\s(?:것이|게)\s(?:[가-힣]{1,4}\s)?(?:뼈대|골자|핵심|요지|목표|취지|(?:주요\s?)?내용)"
    r"|는\s(?:내용|조항|규정|구상)(?:을|이|도|의|으로|이?다)"
    r"|는\s(?:방안|안|전략|방식|계획|과제)(?:을|이|도)\s(?:[^\s,.]{1,6}\s)?(?:담|포함|들어|검토|추진|제안|제시|내놨|내놓|세웠|세우|마련|건의|요구|확정|찾)"
    r"|도록\s(?:했|한다|하고|하는|돼|되어|규정|명시|의무)"
)
# '10일 계획을 발표하고 …와 협약을 체결해 …을 뽑도록 한다'.
_PLAN_MADE = re.compile(
    r"(?:계획|대책|방안|전략|구상|로드맵|청사진|예산)(?:안)?[을를]\s(?:[^\s,.]{1,6}\s)?(?:발표|확정|수립|마련|공개|세우|세워|내놓|내놨|짜)"
)
# '옮길 것이라는 소문', '세우겠다는 뜻'.
_SAID_SO = re.compile(
    r"(?:라는|다는|란)\s(?:[가-힣]{1,4}\s)?(?:소문|설[이은을과]|루머|관측|전망|의혹|예상|추측|풍문|낭설)"
    r"|겠다는\s(?:[가-힣]{1,4}\s)?(?:뜻|의지|의향|의사|포부|계획|구상|입장|약속|목표|공약|제안|바람)"
)
# '사무소를 열면 임차료를 준다'.
_IF = re.compile(r"(?:하|되|으|열|두|기|내|우|오|추|리|히|트|받)면,?\s")
_IF_BEFORE = re.compile(r"[가-힣](?:되|하|받|히|마치|거치|갖추|원하|끝나|으)면,?\s|(?:때마다|경우(?:에는|에|엔)?),?\s")
_TO_COME = re.compile(
    r"(?:^|\s)(?:향후|앞으로|조만간|추후|장차|머지않아|곧|내달|내년|다음\s?(?:주|달|해)|이르면|걸핏하면|해마다|매년|매달|연내)(?:에|에는|엔|도|까지)?\s"
    r"|(?:이달|올해|연말|\d{1,2}월|[상하]반기)(?:\s?(?:말|중|초))?(?:까지|\s?안에|\s중에?)\s"
)
_BECOMES = re.compile(r"게\s(?:된다|됩니다|될)")
# '협약을 체결하고 연구소를 세웠다': nobody opens an office on the day of signing.
_SETTLED = re.compile(
    r"[^.]{0,60}?(?:사무[실소]|연구소|연구실|법인|지사|본사|지점|공장|센터|거점|둥지|터|뿌리|본부)(?:까지|[를을도])?\s(?:[^\s,.]{1,8}\s){0,2}?"
    r"(?:열었|세웠|옮겼|옮겨\s?왔|설립했|이전했|냈|차렸|뒀|두었|마련했|꾸렸|텄|틀었|잡았|내렸|개소했|신설했)"
    r"|[^.]{0,40}?(?:명을|인력을|직원을|청년을)\s(?:[^\s,.]{1,6}\s)?(?:뽑았|채용했|고용했)"
)
_LATER = re.compile(
    r"[^.]{0,20}?(?:(?:\d{1,2}|한|두|세|네|석|넉|몇|반|수)\s?(?:년|해|달|개월|주)(?:여)?(?:(?:이|가|도)\s(?:지[나난]|흐|되|된|안\s된|넘)|째|\s?만에)"
    r"|이듬해|그\s(?:다음|이듬)\s?해|그\s(?:뒤|후)\s)"
)
# '오전 11시 …와 협약을 체결하고, 오후 2시 복지관을 찾는다': the day's appointments.
_HOUR = re.compile(r"\d{1,2}시")
_PRESENT = re.compile(f"[{ending_in('ㄴ')}]다\\.?$")
# '"협약을 맺어 200곳을 채우겠다"': what a speaker will do.
_WILL_DO = re.compile(r"겠(?:다|습니다|어요|는데|으며)")
_HABITUAL = re.compile(r"고\s있(?:다|음|습니다|으며|지만)(?=[.,\s]|$)")


def going_on(
    opening: str, before: str, rest: str, *, to_come: bool, in_body: bool
) -> Literal["done", "past", "planned"]:
    """Of what time a clause is that goes on in another verb.

    Args:
        opening: The sentence up to the pact.
        before: The part of it that belongs to the clause.
        rest: What follows the verb of signing, to the sentence's end.
        to_come: The clause names a day still to come ('오는 3일').
    """
    later = re.search(r"예정|계획|방침", rest[-12:]) and "오는" in before
    if to_come or (in_body and _is_appointment(before, rest)):
        return "planned"
    if _DESCRIBES.match(rest) or _LATER.match(rest) or later or _of_whoever(before, rest):
        return "past"
    said = opening.count('"') % 2
    if said and _WILL_DO.search(rest.split('"')[0]):
        return "planned"
    # '"협약을 체결하고 무엇을 얻었느냐"고 물었다': one who speaks and names no day recalls it.
    if said and in_body and not _DATED.search(opening[opening.rindex('"') :]):
        return "past"
    paper = list(_PAPER.finditer(opening))[-1:]
    # '10일 확정한 예산안에는', '10일 "… 맺어 …"라고': the day is that of the paper, or of what is said.
    told = opening[opening.rindex('"') if said else paper[0].end() if paper else 0 :]
    if _PLAN_MADE.search(opening) and _LAID_DOWN.search(rest):
        return "planned"
    if not in_body or _DATED.search(told):
        return "done"
    with_any = _WITH_ANY.match(before) and not _SO_MANY.search(before)
    if (with_any or not _WITH.search(before)) and (_MANNER.match(f"{rest} ") or _PRESENT.search(rest.rstrip())):
        return "past"
    if paper or _TO_COME.search(before) or _IF_BEFORE.search(before):
        return "planned"
    if _LAID_DOWN.search(rest) or _SAID_SO.search(rest) or _IF.search(rest) or _BECOMES.search(rest):
        return "planned"
    if _TOLD_ON.search(rest):
        return "done"
    if _SETTLED.match(rest) or _HABITUAL.search(rest):
        return "past"
    return "done"


def _is_appointment(before: str, rest: str) -> bool:
    return bool(_HOUR.search(before) and _HOUR.search(rest) and _PRESENT.search(rest.rstrip()))


def _of_whoever(before: str, rest: str) -> bool:
    """Neither a day nor a signer is given, only what is told of those who signed.

    '시와 협약을 체결하고 내려온 기업 가운데'.
    """
    told = _DATED.search(before) or (_SAYS_WHO.search(before) and not _PAPER.search(before))
    return bool(_CONDITION.match(before) or (not told and _WHOEVER.match(rest)))


_DAY_TOLD = re.compile(r"\d{1,2}일\s(?:[^\s,.]{1,8}\s){0,3}?(?:따르면|의하면|밝힌|발표한|공개한|내놓은|집계한)[,\s]")
# '협약한 뒤 사무소를 닫은 기업은 18곳이다'.
_ANYBODY = re.compile(
    rf"\s?(?:후|뒤|다음)(?:에)?,?\s[^.,\d]{{1,40}}[{ADNOMINAL}]\s(?:기업|회사|업체|곳|기관)(?:들)?(?:[은는]\s(?:모두\s|총\s)?\d|[이가도]\s(?:많|적|늘|줄|있|없|\d))"
)


def of_anybody(before: str, rest: str) -> bool:
    """Is the only day that of telling, or are those counted who did something after they had signed?"""
    told = _DAY_TOLD.search(before)
    return bool(_ANYBODY.match(rest) or (told and not _DATED.search(before, told.end())))
