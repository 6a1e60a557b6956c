"""Figures that count some of those who signed: by what they did, at an event, or out of how many."""

from __future__ import annotations

import re

from announcements.document import Document
from announcements.korean.numbers import to_int
from announcements.korean.particles import ADNOMINAL, OVER
from announcements.text import Sentence

# '협약한 기업 가운데 사무실을 연 곳이 93곳': some of those who signed.
PART_OF_THEM = re.compile(
    r"가운데|\s중\s|중에|[을를]\s(?:[^\s]{1,8}\s)?[가-힣]{1,6}면,?\s(?!모두|총|다)|사무실|사무소|법인|본사|(?:맺은|한)\s(?:뒤|후|이후|다음)\s|떠난|철수|해지|파기|폐업|취소|종료"
)
# '협약 기업 12개사가 간담회에 참여했다'.
_AT_AN_EVENT = re.compile(
    r"(?:이|가|도|은|는)\s(?:[^\s,.]{1,8}(?:에|에서|을|를)?\s){0,2}(?:참여|참석|참가|모[였여]|입주|상주|근무|활동|둥지|사무[실소]|법인|본사|자리|나섰|나왔|응답|선정|뽑|지원|열[었고]|개최|채용)"
)
# '협약한 기업 34곳이 부스를 차렸다', '협약 기업 24개사와 임대 계약을 맺었다': those who did so, not all who signed;
# a council is made up of all.
_DID_SOMETHING = re.compile(
    rf"[이가와과]\s(?:[^\s,.]{{1,10}}(?<![을를])\s){{0,3}}?(?!협약|손을|이름을|도장을|서명|업무|협의[회체])[^\s,.]{{1,10}}[을를]\s(?:[^\s,.]{{1,6}}\s)?[^\s,.]{{0,4}}(?:[{OVER}](?:다|으며|고)|[{ADNOMINAL}]다(?=[.\s]|$))"
)
# '협약한 기업 41곳을 포함해 120개사가': those of them who were there.
_AMONG_OTHERS = re.compile(r"[을를]\s(?:포함|비롯|더해|더하|합쳐|합하|합해)")
# '협약 기업 2곳 중 1곳은': a ratio.
_SO_MANY_OF = re.compile(r"\s?(?:중|가운데)\s(?:\d{1,2}|한|두|세|네|절반)\s?(?:곳|개)")
_FEW = 10


def of_some(doc: Document, sentence: Sentence, match: re.Match[str], is_summed: bool) -> bool:
    """Do the words after a figure say what those counted did, which the others need not have done?

    Args:
        is_summed: The words before it sum up the run ('지금까지', '모두'), whatever is told of it then.
    """
    after = (doc.text, match.end(), sentence.end)
    few = to_int(match["n"]) <= _FEW
    return bool(
        _AT_AN_EVENT.match(*after)
        or _AMONG_OTHERS.match(*after)
        or (few and _SO_MANY_OF.match(*after))
        or (not is_summed and _DID_SOMETHING.match(*after))
    )
