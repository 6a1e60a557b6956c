"""Writes ``docs/notebook.ipynb`` with its results: ``python -m tests.notebook``. A test holds them to account."""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.flows.nights import ROOT, plain_night

NOTEBOOK = ROOT / "docs" / "notebook.ipynb"

CELLS = (
    """# The published tables in a notebook

Any notebook that has `duckdb` opens the published file read-only; the nightly run neither waits for it nor makes it
wait. `MOU_DATA` names the data folder, `./data` where it is not set.""",
    """import os
from pathlib import Path

import duckdb

data = Path(os.environ.get("MOU_DATA", "data"))
kpi = duckdb.connect(str(data / "published" / "current" / "published.duckdb"), read_only=True)""",
    """How far has the first goal come? `actual_value` is null where sources differ or nothing is stated; the row of the
day due then has bounds.""",
    """kpi.sql(\"\"\"
    select as_of_date, actual_value, target_value, progress_pct, bound_low, bound_high, status_code, observation_status
    from kpi.goal_progress
    where programme_code = 'gwangju-ai' and goal_code = 'companies_attracted' and is_primary
    order by as_of_date
\"\"\")""",
    """Which sentences say 92? Every number has its own, with publisher and address.""",
    """for publisher, day, quote in kpi.sql(\"\"\"
    select distinct publisher, published_date, quote_public
    from kpi.evidence
    where kpi_table = 'goal_progress' and column_name = 'actual_value'
        and kpi_key like 'programme_code=gwangju-ai|%|measure_code=companies|as_of_date=2021-07-20|%'
    order by all
\"\"\").fetchall()[:3]:
    print(f"{publisher}, {day or 'day not known'}: {quote}")""",
    """Where do figures differ, and why probably? What agrees has the code `none`.""",
    """kpi.sql(\"\"\"
    select as_of_date, measure_code, road_code, stated_value, other_road_value, explanation_code
    from kpi.reconciliation
    where programme_code = 'gwangju-ai' and explanation_code <> 'none'
    group by all
    order by all
\"\"\")""",
    """As a data frame, for what comes next (`.pl()` gives polars).""",
    """agreements = kpi.sql("from kpi.agreements_by_month where programme_code = 'gwangju-ai' order by month_date").df()
agreements[["month_date", "agreements_count", "cumulative_count", "stated_total"]].tail(3)""",
)


def written() -> nbformat.NotebookNode:
    """The notebook without results."""
    cells = [
        (new_code_cell if place and place % 2 == 1 else new_markdown_cell)(text) for place, text in enumerate(CELLS)
    ]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


def carried_out(data: Path) -> nbformat.NotebookNode:
    """The notebook with what its cells print on a data folder, without anything that changes from run to run."""
    notebook = written()
    environment = {**os.environ, "MOU_DATA": str(data)}
    NotebookClient(notebook, timeout=60).execute(env=environment)
    for cell in notebook.cells:
        cell.metadata = {}
    notebook.metadata.pop("language_info", None)
    return notebook


def texts(notebook: nbformat.NotebookNode) -> list[str]:
    """What each cell of code prints or shows, as plain text."""
    return [
        "".join(one.get("text") or one["data"]["text/plain"] for one in cell.outputs)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        plain_night(Path(folder) / "data")
        nbformat.write(carried_out(Path(folder) / "data"), NOTEBOOK)
