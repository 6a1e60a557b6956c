"""The page in a real browser (Debian's Chromium), opened from a file, with the network cut."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from flows.command import main
from flows.showing import PAGE
from report.page import write_page
from tests.flows.nights import FIRST_NIGHT, SECOND_NIGHT, plain_night

pytestmark = pytest.mark.system

SENTENCE = "지금까지 협약한 곳은 100개로, 기업 92개와 기관·협회 8개다."


@pytest.fixture(scope="module")
def chromium():
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


A4_WIDTH = 688
"""Pixels of 182 mm."""


class Visit:
    """One visitor: what the page asked for and complained about is kept."""

    def __init__(self, browser, *, width=1280, scheme="light", now: datetime = SECOND_NIGHT):
        self.context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
        self.page = self.context.new_page()
        self.page.clock.install(time=now)
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path: Path, rest: str = ""):
        self.page.goto(path.as_uri() + rest)
        return self.page


@pytest.fixture
def visit(chromium):
    visits = []

    def begin(**options):
        visits.append(Visit(chromium, **options))
        return visits[-1]

    yield begin
    for one in visits:
        one.context.close()


def page_of(data: Path) -> Path:
    return (data / "published" / "current").resolve() / PAGE


def serious(page) -> list[str]:
    """Serious faults by the accessibility checker, each with the first element that has it."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found if one["impact"] in ("serious", "critical")]


def test_it_needs_nothing_from_outside_and_complains_of_nothing(shown, visit):
    one = visit()
    page = one.open(page_of(shown))
    expect(page.locator("h2").first).to_contain_text("광주형 인공지능 비즈니스 업무협약")
    assert one.complaints == []
    assert {url.split(":")[0] for url in one.asked} <= {"file", "data"}
    assert page_of(shown).stat().st_size < 1_500_000


def test_a_headline_number_opens_the_sentence_it_comes_from(shown, visit):
    page = visit().open(page_of(shown), "?lang=ko")
    number = page.locator(".goal").first.get_by_role("link", name="29.68 %")
    number.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.locator("blockquote").filter(has_text=SENTENCE)).to_have_count(1)
    newsis = dialog.locator(".source").filter(has_text="newsis")
    expect(newsis.locator("a")).to_have_attribute("href", re.compile(r"^https://.*newsis\.com/"))
    expect(newsis.locator(".rule code")).to_contain_text("total.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(number).to_be_focused()


def test_the_keyboard_alone_reaches_a_number_and_its_sentences(shown, visit):
    page = visit().open(page_of(shown))
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.classList.contains('number')"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")


def test_an_address_with_a_number_opens_it_and_a_made_up_one_opens_nothing(shown, visit):
    page = visit().open(page_of(shown))
    fragment = page.locator(".goal a.number").first.get_attribute("href")
    expect(visit().open(page_of(shown), fragment).get_by_role("dialog")).to_be_visible()
    expect(visit().open(page_of(shown), "#e-000000000000").get_by_role("dialog")).to_be_hidden()
    expect(visit().open(page_of(shown), "#constructor").get_by_role("dialog")).to_be_hidden()


def test_every_number_with_a_sentence_is_the_cell_it_names(shown, visit):
    page = visit().open(page_of(shown))
    told = json.loads(page.locator("#cells").text_content())
    assert len(told["cells"]) > 200
    with duckdb.connect(str(page_of(shown).parents[1] / "published.duckdb"), read_only=True) as connection:
        for cell in told["cells"].values():
            table, key, column = cell["cell"].removeprefix("kpi.").split(" · ")
            where = " and ".join(f"{part.split('=')[0]}::varchar = ?" for part in key.split("|"))
            values = [part.split("=", 1)[1] for part in key.split("|")]
            (value,) = connection.execute(f"select {column} from kpi.{table} where {where}", values).fetchone()
            assert cell["value"].removesuffix("\u00a0%").replace(",", "") == str(value), cell
            assert cell["said"], cell


def test_the_language_switches_and_stays(shown, visit):
    page = visit().open(page_of(shown), "")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".verdict").first).to_contain_text("Not reached in time")
    expect(page.get_by_text("기한까지 미달성")).to_be_hidden()
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="한국어").click()
    expect(page.locator(".verdict").first).to_contain_text("기한까지 미달성")


@pytest.mark.parametrize(("width", "language", "scheme"), [(390, "ko", "dark"), (1280, "en", "light")])
def test_an_accessibility_checker_finds_nothing_serious(shown, visit, width, language, scheme):
    page = visit(width=width, scheme=scheme).open(page_of(shown), f"?lang={language}")
    page.locator("summary").first.click()
    page.locator(".goal a.number").first.click()
    assert serious(page) == []
    page.keyboard.press("Escape")
    assert serious(page) == []


def test_the_accessibility_checker_sees_a_fault_where_there_is_one(shown, visit):
    page = visit().open(page_of(shown))
    page.locator(".goal a.number").first.click()
    page.evaluate("document.querySelector('.close').textContent = ''")
    assert [one.split(":")[0] for one in serious(page)] == ["button-name"]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_table_is_whole_on_paper(shown, visit, language):
    """A4 within its margins; what is folded on the screen is open on paper."""
    page = visit(width=A4_WIDTH).open(page_of(shown), f"?lang={language}")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".scroll").count() == page.locator(".scroll:visible").count() > 8
    cut = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.ariaLabel)"
    assert page.locator(".scroll").evaluate_all(cut) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_nothing_runs_out_of_the_window(shown, visit, width, language):
    page = visit(width=width).open(page_of(shown), f"?lang={language}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_version_published_with_warnings_says_so_first(shown, visit):
    page = visit().open(page_of(shown), "?lang=en")
    notice = page.locator(".notice").filter(has_text="Published with 4 warnings")
    expect(notice).to_be_visible()
    notice.get_by_role("link").click()
    expect(page.locator(".verdicts")).to_contain_text(
        "the document says 50, but the sectors in the same document add up to 53"
    )


def test_old_data_is_said_to_be_old_by_the_reader_s_clock(shown, visit):
    stale = "Old data"
    fresh = visit(now=datetime(2025, 12, 20, tzinfo=UTC)).open(page_of(shown), "?lang=en")
    expect(fresh.get_by_text(stale)).to_have_count(0)
    old = visit(now=FIRST_NIGHT + timedelta(days=30)).open(page_of(shown), "?lang=en")
    expect(old.get_by_text(stale)).to_be_visible()
    expect(old.get_by_text("Nobody has looked for new announcements for 30 days")).to_be_visible()


def test_the_invented_programme_is_marked_and_comes_last(shown, visit):
    page = visit().open(page_of(shown), "?lang=en")
    last = page.locator(".programme").last
    expect(last.locator(".tag")).to_have_text("가상 예시Invented example")
    expect(page.locator(".programme").first.locator(".tag")).to_have_count(0)


def test_a_withdrawn_version_says_so_and_so_does_the_one_that_stands_in(shown, visit, tmp_path, capsys):
    data = Path(shutil.copytree(shown, tmp_path / "data", symlinks=True))
    configs = Path(shutil.copytree("configs", tmp_path / "project" / "configs"))
    shutil.copytree("samples", tmp_path / "project" / "samples")
    first = page_of(data)
    goals = configs / "programmes" / "saebit-robot.yml"
    goals.write_text(goals.read_text("utf-8").replace("value: 120", "value: 121"), "utf-8")
    plain_night(data, configs, SECOND_NIGHT, shows=True)
    second = page_of(data)
    assert second != first
    expect(visit().open(first, "?lang=en").get_by_text("A newer version has been published")).to_be_visible()
    reason = "wrong target <img src=x onerror=alert(1)>"
    assert main(["rollback", first.parents[1].name, "--reason", reason, "--data", str(data)]) == 0
    withdrawn = visit().open(second, "?lang=en")
    expect(withdrawn.locator(".notice.grave")).to_contain_text(f"Reason: {reason}. Do not quote it.")
    withdrawn.get_by_role("link", name="Open the current version").click()
    expect(withdrawn.get_by_text("was withdrawn on")).to_contain_text("This one stands in for it")
    assert first.parents[1].name in withdrawn.url


def test_a_copy_on_its_own_says_that_it_cannot_tell(shown, visit, tmp_path):
    copy = Path(shutil.copy(page_of(shown), tmp_path / "index.html"))
    expect(visit().open(copy, "?lang=en").get_by_text("A copy on its own")).to_be_visible()


@pytest.mark.parametrize(("language", "meaning"), [("ko", "한 번씩 세야 한다"), ("en", "counted exactly once")])
def test_a_version_whose_successors_are_held_back_says_since_when_and_why(shown, visit, tmp_path, language, meaning):
    data = Path(shutil.copytree(shown, tmp_path / "data", symlinks=True))
    standing = data / "published" / "standing.js"
    told = json.loads(standing.read_text("utf-8").removeprefix("window.mouStanding = ").removesuffix(";\n"))
    told["held"] = {"since": "2026-11-22T18:00:00+00:00", "checks": ["facts_kept", "a_check_of_tomorrow<b>"]}
    standing.chmod(0o644)
    standing.write_text(f"window.mouStanding = {json.dumps(told)};\n", "utf-8")
    one = visit()
    page = one.open(page_of(data), f"?lang={language}")
    expect(page.locator("#standing .notice").first).to_contain_text("2026-11-22")
    expect(page.locator("#standing li")).to_have_count(2)
    expect(page.locator("#standing li").first.locator(f".{language}")).to_contain_text(meaning)
    expect(page.locator("#standing li").first.locator(f".{language}")).to_be_visible()
    expect(page.locator("#standing li").last).to_have_text("a_check_of_tomorrow<b>")
    assert serious(page) == []
    assert one.complaints == []
    # Once another version is current, that one's page tells.
    told["current"] = "20990101T000000Z-00000000"
    standing.write_text(f"window.mouStanding = {json.dumps(told)};\n", "utf-8")
    expect(visit().open(page_of(data)).locator("#standing li")).to_have_count(0)


def changed(shown: Path, folder: Path, *statements: str) -> Path:
    """A page of the same version after changes to its database."""
    version = page_of(shown).parents[1]
    database = Path(shutil.copy(version / "published.duckdb", folder / "published.duckdb"))
    database.chmod(0o644)
    with duckdb.connect(str(database)) as connection:
        # A view in the published file; a table can be changed.
        connection.execute("create temp table evidence as from kpi.evidence; drop view kpi.evidence")
        connection.execute("create table kpi.evidence as from temp.evidence")
        for statement in statements:
            connection.execute(statement)
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "standing.js").write_text("window.mouStanding = {};\n")
    return write_page(database, version.name, folder / "a" / "b" / "c")


def test_whatever_an_announcement_says_stays_text(shown, visit, tmp_path):
    attack = "</script><img src=x onerror=window.broken=1>"
    page_file = changed(
        shown,
        tmp_path,
        f"update kpi.evidence set quote_public = '{attack}', publisher = '{attack}', url = 'javascript:broken=1'",
        f"update star.dim_programme set name_ko = '{attack}', name_en = '{attack}'",
        f"update star.dim_measure set name_ko = '{attack}$x^2$', name_en = '{attack}'",
        f"update kpi.sector_mix set name_ko = '{attack}', name_en = '{attack}'",
        f"update ops.check_failure set row_json = json_object('message', '{attack}')",
    )
    one = visit()
    page = one.open(page_file)
    page.locator(".goal a.number").first.click()
    expect(page.locator("dialog blockquote").first).to_have_text(attack)
    expect(page.locator("dialog a")).to_have_count(0)
    assert page.evaluate("window.broken") is None
    assert page.locator("img").count() == 0
    assert one.complaints == []


def test_an_empty_warehouse_has_a_page_that_says_so(shown, visit, tmp_path):
    tables = ("goal_progress", "agreements_by_month", "sector_mix", "office_sites", "settlement_funnel", "coverage")
    emptied = [f"delete from kpi.{table}" for table in (*tables, "reconciliation", "evidence", "restatement")]
    one = visit()
    page = one.open(changed(shown, tmp_path, *emptied), "?lang=en")
    expect(page.locator(".verdict").first).to_contain_text("No figure yet")
    expect(page.locator(".empty").first).to_contain_text("No document speaks of this programme yet")
    assert serious(page) == []
    assert one.complaints == []


def test_without_scripts_the_first_screen_still_answers(shown, chromium):
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(page_of(shown).as_uri())
    expect(page.locator(".verdict").first).to_contain_text("기한까지 미달성")
    context.close()
