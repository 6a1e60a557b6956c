"""No person, and no title, is ever read as a party, whatever sentence names them."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from tests.corpus.predict import Labelled, load_programme, predict

DAY = date(2023, 5, 17)
PERSONS = ("강세훈", "남궁휘", "표선")
OFFICES = (
    "광주시장 권한대행",
    "광주시장",
    "문화경제부시장",
    "부시장 직무대리",
    "광주시 대변인",
    "광주시의회 의장",
    "국무총리",
)
TITLES = ("대표", "공동대표", "창업자", "최고경영자", "CTO", "법인장", "수석", "프로", "개발자")
PACT = "광주형 인공지능 비즈니스 업무협약"
SENTENCES = (
    f"{{p}} {{o}}(오른쪽)과 윤보라 ㈜나루짐 {{t}}(왼쪽) 등이 17일 열린 {PACT} 체결식에서 협약서를 들어 보이고 있다.",
    f"{{p}} {{o}}과 윤보라 나루짐 {{t}}가 17일 시청에서 {PACT}을 체결했다.",
    f"나루짐은 17일 시청에서 {{p}} {{o}}과 {PACT}을 체결했다.",
    f"광주시는 17일 윤보라 {{t}}와 {PACT}을 체결했다.",
    f"광주시는 17일 ㈜나루짐 윤보라 {{t}}, ㈜도담글 한나래 {{t}}와 {PACT}을 체결했다.",
    f"{{p}} {{o}}과 윤보라, 한나래 {{t}}가 17일 시청에서 {PACT}에 서명했다.",
    f"17일 시청에서 {{p}}({{o}})과 윤보라(㈜나루짐 {{t}})가 {PACT}서에 서명했다.",
    f"광주시가 17일 AI 기업 2곳과 {PACT}을 체결했다. 협약식에는 {{p}} {{o}}, 윤보라 나루짐 {{t}} 등이 함께했다.",
    f"광주시가 17일 AI 기업 2곳과 {PACT}을 체결했다.\n○ 협약 기업\n - 윤보라 {{t}}: 보안\n - {{p}} {{o}}: 로봇",
    f"광주시가 17일 AI 기업 2곳과 {PACT}을 체결했다. 윤보라 {{t}}와 한나래 {{t}}가 주인공이다.",
    f"{{p}} {{o}}은 17일 한나래, 윤보라 등 기업인들과 {PACT}을 체결했다.",
    f"안녕하세요, 윤보라 {{t}}입니다. 저희는 17일 광주시와 {PACT}을 체결했습니다.",
    f"안녕하세요, {{t}} 윤보라입니다. 저희는 17일 광주시와 {PACT}을 체결했습니다.",
    f"안녕하세요, 나루짐 윤보라입니다. 저희는 17일 광주시와 {PACT}을 체결했습니다.",
    f"{{o}} {{p}}과 {{t}} 윤보라는 17일 시청에서 {PACT}을 체결했다.",
)
BODIES = {"나루짐", "도담글"}


PEOPLE = ("김하나", "이두리", "독고민", "남궁솔비", "최 솔", "강세훈")
COMPANIES = ("가온나래", "다온테크", "에이아이숲터", "나루데이터", "하늘로보틱스", "마루빛")
OTHER_PERSON, OTHER_COMPANY, MAYOR = "박세나", "새빛로보", "정다솜"
FORMS = (
    "{c} {p} 대표", "{c} 대표 {p}", "{p} {c} 대표", "{c}({p} 대표)", "{c}(대표 {p})", "{c}(대표이사 {p})", "{c}({p})",
    "{c}의 {p} 대표", "{c} {p} 대표이사", "{c} {p} 이사", "{c} {p} CTO", "{c} 연구소장 {p}", "{c} {p} 연구소장",
    "{c} 창업자 {p}", "{c} 공동대표 {p}", "{c} {p} 원장", "{c} {p} 센터장", "{c} {p} 씨", "{c} CEO {p}",
    "{c} {p} 본부장", "{c} 부사장 {p}", "{c} {p} 팀장", "{c} {p} 사장", "{c} {p} 의장", "{c} 사업총괄 {p}",
    "{c} {p} 책임", "{c} {p} 매니저", "{p} 대표의 {c}", "{p} 창업자의 {c}", "{p} 대표가 이끄는 {c}",
    "{p} 교수가 세운 {c}",
)  # fmt: skip
OF_TWO = "광주시가 3일 AI 기업 2곳과 광주형 인공지능 비즈니스 협약을 맺었다. "
FRAMES = (
    "광주시는 3일 시청에서 {a}{with} 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    "광주시는 3일 시청에서 {a}, {b} 등 2개사와 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    OF_TWO + "협약식에는 {m} 시장과 {a}, {b} 등이 참석했다.",
    OF_TWO + "주인공은 {a}{with} {b}다.",
    OF_TWO + "{a}, {b} 등이 협약서에 서명했다.",
    OF_TWO + "160번째는 {a}, 161번째는 {b}다.",
    OF_TWO + "\n참여 기업: {a}, {b}",
    OF_TWO + "\n- {a}\n- {b}",
    "{m} 광주시장과 {a}{is} 3일 시청에서 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    "{m} 광주시장 권한대행과 {a}{is} 3일 시청에서 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    "광주시와 {a}{is} 3일 광주형 인공지능 비즈니스 업무협약을 맺었다. 이어 {b}와도 협약했다.",
    "광주시는 3일 ▲{a} ▲{b} 등 2개사와 광주형 인공지능 비즈니스 업무협약을 체결했다.",
    "3일 광주시청에서 열린 광주형 인공지능 비즈니스 업무협약식에서 {m} 시장이 {a}, {b}와 기념촬영을 하고 있다.",
    "{a}{is} 3일 광주시와 광주형 인공지능 비즈니스 업무협약을 체결했다.",
)


def _parties(text: str) -> set[str]:
    named: list[str] = predict(Labelled("case", text, DAY, {}), load_programme())["parties"]
    return set(named)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_persons_and_titles_are_no_parties(sentence: str) -> None:
    beside = [(o, TITLES[0]) for o in OFFICES] + [(OFFICES[0], t) for t in TITLES]
    texts = {sentence.format(p=p, o=o, t=t) for p in PERSONS for o, t in beside}
    assert {text: _parties(text) - BODIES for text in texts if _parties(text) - BODIES} == {}


@pytest.mark.parametrize("who", ["Acting Mayor Kang Da-on", "Kang Da-on", "Vice Mayor Kang Da-on", "CEO Yoon Bo-ra"])
def test_persons_in_english_are_no_parties(who: str) -> None:
    text = f"{who} signed a Gwangju-type AI Business agreement with Gana Tech, an AI company, for Gwangju City."
    assert not any("kang" in name or "yoon" in name for name in _parties(text))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"광주시는 17일 길다온 이로운 대표, 한서강판 고민재 부회장과 {PACT}을 체결했다.", "한서강판"),
        (f"광주시는 17일 허들과 {PACT}을 체결했다. 허들 대표는 광주에 연구소를 연다고 했다.", "허들"),
        (f"광주시는 17일 나루짐, 손글씨AI, 오공이 3개사와 {PACT}을 체결했다.", "손글씨AI"),
        (f"광주시는 17일 모래알, 차시세 등 2개 기업 대표와 {PACT}을 체결했다.", "차시세"),
    ],
)
def test_bodies_that_sound_like_persons_are_parties(text: str, named: str) -> None:
    assert named in _parties(text)


def _particles(words: str) -> dict[str, str]:
    code = ord(words[-1]) - 0xAC00
    is_closed = 0 <= code < 11172 and code % 28 > 0
    return {"with": "과" if is_closed else "와", "is": "은" if is_closed else "는"}


def test_no_form_of_naming_a_head_puts_a_person_into_a_party() -> None:
    named = 0
    for (place, frame), (number, form) in product(enumerate(FRAMES), enumerate(FORMS)):
        who, company = PEOPLE[(place + number) % len(PEOPLE)], COMPANIES[(place + number) % len(COMPANIES)]
        first, second = form.format(c=company, p=who), form.format(c=OTHER_COMPANY, p=OTHER_PERSON)
        text = frame.format(a=first, b=second, m=MAYOR, **_particles(first))
        found = _parties(text)
        assert found <= {company.casefold(), OTHER_COMPANY}, text
        named += len(found)
    # To say nothing would pass as well.
    assert named > len(FRAMES) * len(FORMS)
