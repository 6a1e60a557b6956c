"""The questions of docs/sql_cookbook.md: their SQL, and the page with the answers filled in."""

import re
from pathlib import Path

from warehouse.output import format_table
from warehouse.query import Answer, run_sql

PAGE = Path(__file__).parents[1] / "docs" / "sql_cookbook.md"
QUESTION = re.compile(r"^## (\d+)\. (.+?)$.*?^```sql\n(.*?)^```\n(?:\n^```text\n.*?^```\n)?", re.MULTILINE | re.DOTALL)


def questions(page: str) -> dict[int, str]:
    """Number → SQL."""
    return {int(match[1]): match[3] for match in QUESTION.finditer(page)}


def ask(database: Path, sql: str) -> Answer:
    return run_sql(database, sql)


def filled(page: str, database: Path) -> str:
    """The page with each question's answer, as ``mou sql`` shows it, below its SQL."""

    def answered(match: re.Match[str]) -> str:
        answer = ask(database, match[3])
        shown = format_table(answer.columns, answer.rows, max_width=90)
        asked = match[0][: match.end(3) - match.start() + len("```\n")]
        return f"{asked}\n```text\n{shown}```\n"

    return QUESTION.sub(answered, page)
