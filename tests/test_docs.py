"""The documentation is held to account: commands, checks, tables and files that it names are those that exist."""

import re
from pathlib import Path

import pytest

from expectations.suites import BY_NAME
from flows.command import parser
from tests.generated import pages

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def commands() -> dict[str, list[str]]:
    """Every command of ``mou`` with its long options."""
    (choices,) = [action.choices for action in parser()._actions if action.choices]
    return {
        name: [o for action in command._actions for o in action.option_strings if o.startswith("--") and o != "--help"]
        for name, command in choices.items()
    }


@pytest.mark.parametrize("command", commands())
def test_readme_and_help_know_every_command(command):
    assert f"`mou {command}`" in README
    module = ROOT / "flows" / "commands" / f"{command}.py"
    assert module.exists()


def test_readme_names_no_command_and_no_option_that_is_not_there():
    known = commands()
    for name in re.findall(r"`?mou ([a-z]+)", README):
        assert name in known, f"README speaks of 'mou {name}'"
    options = {option for of_command in known.values() for option in of_command}
    for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", README):
        assert option in options, f"README speaks of {option}"


def test_every_file_that_the_docs_link_to_exists():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_runbook_has_a_heading_for_each_check_and_none_besides():
    headings = re.findall(r"^## (\S+)$", (ROOT / "docs" / "runbook.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == sorted(name.replace("_", "-") for name in BY_NAME)


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.name)
def test_generated_pages_are_current(path):
    assert path.read_text("utf-8") == pages()[path], "run 'make docs'"


def test_readme_shows_every_kpi_table():
    tables = {path.stem for path in (ROOT / "warehouse" / "models" / "kpi").glob("*.sql")}
    missing = {table for table in tables if f"`kpi.{table}`" not in README}
    assert missing == set()
