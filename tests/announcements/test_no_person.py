"""No person, and no title, is ever read as a party, whatever sentence names them."""

from __future__ import annotations

from datetime import date

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
    f"{{o}} {{p}}과 {{t}} 윤보라는 17일 시청에서 {PACT}을 체결했다.",
)
BODIES = {"나루짐", "도담글"}


def _parties(text: str) -> set[str]:
    named: list[str] = predict(Labelled("case", text, DAY, {}), load_programme())["parties"]
    return set(named)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_persons_and_titles_are_no_parties(sentence: str) -> None:
    beside = [(o, TITLES[0]) for o in OFFICES] + [(OFFICES[0], t) for t in TITLES]
    texts = {sentence.format(p=p, o=o, t=t) for p in PERSONS for o, t in beside}
    assert {text: _parties(text) - BODIES for text in texts if _parties(text) - BODIES} == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (f"광주시는 17일 길다온 이로운 대표, 한서강판 고민재 부회장과 {PACT}을 체결했다.", "한서강판"),
        (f"광주시는 17일 허들과 {PACT}을 체결했다. 허들 대표는 광주에 연구소를 연다고 했다.", "허들"),
        (f"광주시는 17일 모래알, 차시세 등 2개 기업 대표와 {PACT}을 체결했다.", "차시세"),
    ],
)
def test_bodies_that_sound_like_persons_are_parties(text: str, named: str) -> None:
    assert named in _parties(text)
