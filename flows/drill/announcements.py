"""What the drill's source publishes: short invented announcements of the Gwangju series, right ones and wrong ones."""

from __future__ import annotations

import json
from pathlib import Path

HEAD = "광주광역시는 {day}일 {party}와 ‘광주형 인공지능 비즈니스’ {ordinal}번째 업무협약을 체결했다."
STATUS = "지금까지 협약한 곳은 {total}개로, 기업 {companies}개와 기관·협회 {institutions}개다."
GOAL = "시는 2024년까지 인공지능 선도기업 {goal}개를 유치할 계획이다."


def signing(
    day: str, ordinal: int, party: str, *, total: int, companies: int, institutions: int, goal: int = 310
) -> str:
    """One announcement, published on the day of the signing (``YYYY-MM-DD``)."""
    return "\n\n".join(
        (
            HEAD.format(day=int(day[-2:]), party=party, ordinal=ordinal),
            STATUS.format(total=total, companies=companies, institutions=institutions),
            GOAL.format(goal=goal),
        )
    )


SOUND = {
    ("2021-07-20", "100"): signing("2021-07-20", 100, "㈜해마로그", total=100, companies=92, institutions=8),
    ("2021-08-24", "101"): signing("2021-08-24", 101, "㈜가온셈", total=101, companies=93, institutions=8),
}
ONE_MORE = (("2021-09-28", "102"), signing("2021-09-28", 102, "㈜다솔아이", total=102, companies=94, institutions=8))
PARTS = (("2021-09-28", "parts"), signing("2021-09-28", 102, "㈜다솔아이", total=102, companies=94, institutions=7))
COLLIDES = (("2021-09-28", "twin"), signing("2021-09-28", 101, "㈜다솔아이", total=102, companies=94, institutions=8))
OTHER_GOAL = (
    ("2021-09-28", "goal"),
    signing("2021-09-28", 102, "㈜다솔아이", total=102, companies=94, institutions=8, goal=300),
)


def publish(folder: Path, name: tuple[str, str], text: str) -> None:
    """Put an announcement into the drill's source, with the line that says when it was published."""
    day, code = name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{code}.txt").write_text(text, "utf-8")
    line = {"id": code, "url": f"https://drill.example/{code}", "publisher": "gwangju", "published_date": day}
    with (folder / "documents.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line, ensure_ascii=False) + "\n")
