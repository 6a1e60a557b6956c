"""The table of rooms (DESIGN: rooms) holds: imports form a star, and only ``flows`` knows the other rooms."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("announcements", "warehouse", "expectations", "report", "flows")

# What each room may never import. `flows` may import everything.
# fmt: off
FORBIDDEN = {
    "announcements": {
        "duckdb", "prefect", "great_expectations", "pydantic", "warehouse", "expectations", "report", "flows",
    },
    "warehouse": {
        "prefect", "great_expectations", "pydantic", "pandas", "announcements", "expectations", "report", "flows",
    },
    "expectations": {"duckdb", "prefect", "polars", "announcements", "warehouse", "report", "flows"},
    "report": {
        "prefect", "great_expectations", "pydantic", "polars", "pandas", "announcements", "warehouse", "expectations",
        "flows",
    },
    "flows": set(),
}
# fmt: on


def imported(path: Path) -> set[str]:
    """The top-level packages that a module imports anywhere in it, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def trespasses(room: str, sources: dict[str, set[str]]) -> list[str]:
    return [f"{name} imports {package}" for name, packages in sources.items() for package in packages & FORBIDDEN[room]]


@pytest.mark.parametrize("room", ROOMS)
def test_no_room_imports_what_it_may_not(room):
    sources = {str(path.relative_to(ROOT)): imported(path) for path in (ROOT / room).rglob("*.py")}
    assert sources, f"{room}/ has no module: the test would pass on nothing"
    assert trespasses(room, sources) == []


def test_the_check_of_rooms_sees_an_import_inside_a_function(tmp_path):
    module = tmp_path / "sly.py"
    module.write_text("def build():\n    from announcements import reader\n    import warehouse.build\n")
    assert trespasses("warehouse", {"sly": imported(module)}) == ["sly imports announcements"]


def test_prefect_is_imported_only_where_the_flow_is():
    for path in (ROOT / "flows").rglob("*.py"):
        if not path.name.startswith("prefect_"):
            assert "prefect" not in imported(path), f"{path.name} imports prefect: steps are plain functions"


def test_great_expectations_is_imported_in_one_module():
    users = [
        path.name for room in ROOMS for path in (ROOT / room).rglob("*.py") if "great_expectations" in imported(path)
    ]
    assert users == ["judge.py"]


def test_configs_hold_data_and_no_code():
    assert list((ROOT / "configs").rglob("*.py")) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_module_holds_one_idea_in_at_most_300_lines(room):
    long = {
        path.name: n for path in (ROOT / room).rglob("*.py") if (n := len(path.read_text("utf-8").splitlines())) > 300
    }
    assert long == {}
