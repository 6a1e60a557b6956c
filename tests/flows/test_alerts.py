"""Alerts: each channel against a real receiver, nothing told twice, nothing lost, no secret and no person in it."""

import json
from dataclasses import replace

import pytest

from expectations.suites import BY_NAME
from flows.alerts.channels import NotNow, Undelivered, deliver
from flows.alerts.configuration import Alerts
from flows.alerts.digest import compose, headline
from flows.alerts.letters import known_incidents, waiting
from flows.alerts.markup import as_html, as_markdown, as_slack
from flows.alerts.outbox import drain, queue
from flows.alerts.text import as_text
from flows.command import main
from flows.incidents import Incident, Sighting, event_of, seen_event
from flows.ops import OpsLog
from flows.state import State
from tests.flows.nights import ROOT
from tests.receivers import free_port, mail_server, web_server

AT = "2026-11-22T18:00:00+00:00"
SENTENCE = {
    "quote": "지금까지 협약한 곳은 <b>50개</b> & 그 밖에",
    "publisher": "gwangju",
    "published": "2020-11-06",
    "url": "https://example.kr/a?b=1&c=2",
}
ROW = {
    "key": "as_of_date=2020-11-06|stated=50|other=53",
    "programme_code": "gwangju-ai",
    "document_id": "d",
    "stated": 50,
    "found": 53,
    "message": "agreements_total is stated as 50, its parts give 53",
    "statement_ids": ["s1"],
}


def sighting(check: str = "parts_add_up", key: str = ROW["key"], **fields) -> Sighting:
    told = BY_NAME[check]
    return Sighting(
        check, "gwangju-ai", key, told.severity, told.owner, told.runbook, ROW["message"], 1, (ROW,), **fields
    )


def incident(state: str = "open", **fields) -> Incident:
    return Incident(sighting(), state, first_seen=AT, last_seen=AT, **fields)


def digest(*new: Incident, still=(), over=()) -> dict:
    night = {"run_id": "run-1", "at": AT, "outcome": "published", "version": "v1", "message": "published v1"}
    made = compose("a1b2", night, {"new": list(new) or [incident()], "still": still, "over": over}, "")
    for group in made["new"]:
        for item in group["incidents"]:
            item["rows"][0]["sentences"] = [SENTENCE]
    return made


ALERTS = Alerts.model_validate(
    {
        "channels": [
            {"code": "chat", "kind": "slack", "url_from": "CHAT"},
            {"code": "hook", "kind": "webhook", "url_from": "HOOK", "token_from": "TOKEN"},
            {"code": "mail", "kind": "email", "server_from": "MAIL", "sender": "mou@x.kr", "recipients": ["duty@x.kr"]},
        ],
        "routes": [{"channels": ["chat", "hook", "mail"]}],
    }
)
CHAT, HOOK, MAIL = ALERTS.channels


def no_pause(seconds: float) -> None:
    """Tests do not sleep."""


@pytest.fixture(scope="module")
def web():
    with web_server() as inbox:
        yield inbox


@pytest.fixture
def hook(web):
    """The server, with nothing in it yet."""
    web.got.clear()
    web.headers.clear()
    web.answers.clear()
    web.tries = 0
    return web


def test_the_webhook_gets_the_digest_whole_with_its_id_and_token(hook):
    deliver(HOOK, digest(), environ={"HOOK": hook.address, "TOKEN": "secret"})
    (got,) = hook.got
    assert got == digest()
    assert (hook.headers[0]["Idempotency-Key"], hook.headers[0]["Authorization"]) == ("a1b2", "Bearer secret")
    (item,) = got["new"][0]["incidents"]
    assert (item["rows"][0]["stated"], item["rows"][0]["found"]) == (50, 53)
    assert got["new"][0]["runbook"] == "docs/runbook.md#parts-add-up"


def test_the_chat_gets_blocks_that_slack_takes_with_what_it_asks_to_be_escaped(hook):
    deliver(CHAT, digest(), environ={"CHAT": hook.address})
    (got,) = hook.got
    told = json.dumps(got, ensure_ascii=False)
    assert "&lt;b&gt;50개&lt;/b&gt; &amp; 그 밖에" in told
    assert "<https://example.kr/a?b=1&amp;c=2|gwangju>" in told
    assert {block["type"] for block in got["blocks"]} == {"header", "section"}


def test_a_digest_of_hundreds_of_findings_stays_within_what_slack_takes():
    many = [replace(incident(), sighting=sighting(check, f"k{n}")) for check in BY_NAME for n in range(40)]
    message = as_slack(digest(*many))
    assert len(message["blocks"]) <= 50
    assert max(len(block["text"]["text"]) for block in message["blocks"]) <= 3000


def test_the_mail_arrives_as_text_and_html_with_the_alerts_own_id():
    with mail_server() as inbox:
        deliver(MAIL, digest(), environ={"MAIL": inbox.address})
    (mail,) = inbox.got
    assert (mail["From"], mail["To"], mail["Message-ID"]) == ("mou@x.kr", "duty@x.kr", "<a1b2@mou>")
    assert mail["Subject"] == f"[mou] {headline(digest())}"
    text, page = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    for told in ("50 against 53", "gwangju", "docs/runbook.md#parts-add-up", "data-team", "2026-11-23 03:00 KST"):
        assert told in text, told
        assert told in page, told
    assert "<b>50개</b>" in text
    assert "&lt;b&gt;50개&lt;/b&gt; &amp;" in page


def test_a_message_in_which_a_source_plants_markup_or_terminal_codes_shows_them_as_letters():
    planted = replace(incident(), sighting=replace(sighting(), message="<script>x</script>\x1b[31m````\nSubject: y"))
    made = digest(planted)
    assert "<script>" not in as_html(made)
    assert "\x1b" not in as_text(made)
    assert as_markdown(made).count("````") == 2
    with mail_server() as inbox:
        deliver(MAIL, made, environ={"MAIL": inbox.address})
    assert "\n" not in inbox.got[0]["Subject"]


def test_an_address_that_is_no_web_address_makes_no_link():
    made = digest()
    made["new"][0]["incidents"][0]["rows"][0]["sentences"] = [{**SENTENCE, "url": "javascript:alert(1)"}]
    assert "javascript" not in as_html(made)
    assert "javascript" not in json.dumps(as_slack(made))


def test_what_passes_is_tried_again_with_growing_pauses(hook):
    hook.answers += [503, 500, 429]
    pauses: list[float] = []
    deliver(HOOK, digest(), environ={"HOOK": hook.address, "TOKEN": "t"}, pause=pauses.append)
    assert (len(hook.got), hook.tries) == (1, 4)
    assert pauses == sorted(pauses)
    assert len(pauses) == 3


def test_what_does_not_pass_is_not_tried_again_and_names_no_secret(hook):
    hook.answers += [404]
    with pytest.raises(NotNow, match="answered 404"):
        deliver(HOOK, digest(), environ={"HOOK": hook.address, "TOKEN": "t"}, pause=no_pause)
    assert hook.tries == 1
    for environ in ({"CHAT": "ftp://user:hunter2@host/x"}, {"CHAT": "hunter2"}):
        with pytest.raises(NotNow) as told:
            deliver(CHAT, digest(), environ=environ, pause=no_pause)
        assert "hunter2" not in str(told.value)
    dead = f"127.0.0.1:{free_port()}"
    for channel, environ in (
        (CHAT, {"CHAT": f"http://u:hunter2@{dead}"}),
        (MAIL, {"MAIL": f"smtp://u:hunter2@{dead}"}),
    ):
        with pytest.raises(Undelivered) as told:
            deliver(channel, digest(), environ=environ, pause=no_pause)
        assert "hunter2" not in str(told.value)


def test_a_channel_without_its_address_says_which_variable_is_missing():
    with pytest.raises(NotNow, match="CHAT is not set"):
        deliver(CHAT, digest(), environ={})


def test_a_password_is_never_sent_without_encryption():
    with mail_server() as inbox, pytest.raises(NotNow, match="no encryption"):
        deliver(MAIL, digest(), environ={"MAIL": inbox.address.replace("smtp://", "smtp://u:p@")}, pause=no_pause)


# --- the outbox ---------------------------------------------------------------------------------------------------


class Duty:
    """Nights that only tell: one incident on record, and channels that may be down."""

    def __init__(self, folder) -> None:
        self.state = State(str(folder / "raw"), str(folder / "extracted"))
        self.ops = OpsLog(folder / "ops")
        self.night = self.notes = 0
        self.down: set[str] = set()
        self.got: list[tuple[str, dict]] = []

    def send(self, channel, digest) -> None:
        if channel.code in self.down:
            raise Undelivered("is down")
        self.got.append((channel.code, digest))

    def note(self, *events: str, **more) -> None:
        at = f"2026-11-{self.night + 1:02d}T18:00:00+00:00"
        name = sighting().incident_id
        rows = [
            seen_event(sighting(), "r", at) if one == "seen" else event_of(name, one, "r", at, **more) for one in events
        ]
        self.notes += 1
        self.ops.append("incident_event", f"{self.night}-{self.notes}", rows)

    def tell(self, alerts: Alerts = ALERTS) -> int:
        self.night += 1
        at = f"2026-11-{self.night:02d}T18:00:00+00:00"
        night = {"run_id": f"run-{self.night}", "at": at, "outcome": "published", "version": "v", "message": "m"}
        queue(self.ops, alerts, alerts.channels, known_incidents(self.ops).values(), night)
        return len(drain(self.ops, self.state, alerts.channels, night, self.send))

    def told(self, channel: str) -> list[tuple[int, int, int]]:
        return [tuple(one["counts"].values()) for code, one in self.got if code == channel]


@pytest.fixture
def duty(tmp_path):
    return Duty(tmp_path)


def test_nothing_is_told_twice_and_its_end_is_told_once(duty):
    duty.note("seen", "opened")
    duty.tell()
    duty.tell()
    duty.note("absent", "recovered", reason="the check passes")
    duty.tell()
    duty.tell()
    assert duty.told("mail") == duty.told("hook") == duty.told("chat") == [(1, 0, 0), (0, 0, 1)]


def test_an_end_is_not_told_where_the_opening_was_not(duty):
    only_critical = ALERTS.model_copy(
        update={"routes": (ALERTS.routes[0].model_copy(update={"severities": ("critical",)}),)}
    )
    duty.note("seen", "opened")
    duty.tell(only_critical)
    duty.note("absent", "recovered", reason="the check passes")
    duty.tell()
    assert duty.got == []


def test_what_was_acknowledged_before_anybody_was_told_is_not_told(duty):
    duty.note("seen", "opened")
    duty.note("acknowledged", reason=None)
    duty.tell()
    assert duty.got == []


def test_a_dead_channel_loses_nothing_and_holds_up_no_other(duty):
    duty.down = {"mail"}
    duty.note("seen", "opened")
    assert duty.tell() == 1
    duty.note("absent", "recovered", reason="the check passes")
    assert duty.tell() == 2
    assert (duty.told("mail"), duty.told("hook")) == ([], [(1, 0, 0), (0, 0, 1)])
    assert {letter.last_error for letter in waiting(duty.ops)} == {"is down", None}
    duty.down = set()
    assert duty.tell() == 0
    assert duty.told("mail") == [(1, 0, 0), (0, 0, 1)]
    ids = [one["alert_id"] for code, one in duty.got if code == "mail"]
    assert len(ids) == len(set(ids))
    assert waiting(duty.ops) == []


def test_a_run_killed_between_writing_down_and_sending_is_made_up_for_with_the_same_id(duty):
    duty.note("seen", "opened")
    night = {"run_id": "killed", "at": AT, "outcome": "published", "version": "v", "message": "m"}
    (alert_id,) = queue(duty.ops, ALERTS, [HOOK], known_incidents(duty.ops).values(), night)
    duty.night = 23
    duty.tell(ALERTS.model_copy(update={"channels": (HOOK,)}))
    assert [one["alert_id"] for _, one in duty.got] == [alert_id]


def test_routes_choose_by_severity_and_owner():
    alerts = Alerts.model_validate(
        {
            "channels": [
                {"code": "a", "kind": "slack", "url_from": "A"},
                {"code": "b", "kind": "slack", "url_from": "B"},
            ],
            "routes": [{"channels": ["a"], "owners": ["warehouse"]}, {"channels": ["b"], "severities": ["critical"]}],
        }
    )
    assert alerts.channels_for("critical", "warehouse") == {"a", "b"}
    assert alerts.channels_for("warning", "warehouse") == {"a"}
    assert alerts.channels_for("warning", "data-team") == frozenset()


def test_the_digest_of_a_night_quotes_the_sentences_behind_its_numbers(published_samples, capsys):
    data, _ = published_samples
    assert main(["incidents", "--digest", "json", "--data", str(data), "--configs", str(ROOT / "configs")]) == 0
    told = json.loads(capsys.readouterr().out)
    groups = {group["check"]: group for group in told["new"]}
    item = groups["parts_add_up"]["incidents"][0]
    (row,) = item["rows"]
    assert (row["stated"], row["found"]) == (50, 53)
    assert any("50개" in sentence["quote"] and sentence["url"] for sentence in row["sentences"])
    without = [group["check"] for group in told["new"] for one in group["incidents"] if not one["rows"][0]["sentences"]]
    assert without == []
