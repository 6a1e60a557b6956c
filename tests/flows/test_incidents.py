"""The state machine of incidents: opened once, told once, closed once, and patient where it should be."""

from datetime import date

import pytest

from flows.incidents import Hysteresis, Sighting, advance, event_of, fold, seen_event

CHECK = "parts_add_up"
FAULT = Sighting(CHECK, "gwangju-ai", "stated=50|other=53", "warning", "data-team", "docs/runbook.md", "50 and 53")


class Nights:
    """Nights in a row on one record of events."""

    def __init__(self, **patience: int) -> None:
        self.events: list = []
        self.night = 0
        self.patience = {CHECK: Hysteresis(**patience)}

    def at(self) -> str:
        return f"2026-11-{self.night:02d}T18:00:00+00:00"

    def go(self, *seen: Sighting, judged: bool = True, explained: dict | None = None) -> list[str]:
        """One night; the events that it adds."""
        self.night += 1
        events = advance(
            fold(self.events),
            seen,
            frozenset({CHECK} if judged else ()),
            explained or {},
            self.patience,
            run_id=f"run-{self.night}",
            at=self.at(),
            today=date(2026, 11, self.night),
        )
        self.events += events
        return [str(event["event"]) for event in events]

    def act(self, event: str, **more: str) -> None:
        self.events.append(event_of(FAULT.incident_id, event, "act", self.at().replace("18:", "20:"), **more))

    @property
    def incident(self):
        return fold(self.events)[FAULT.incident_id]


def test_what_is_seen_opens_at_once_and_stays_one_incident_however_often_it_is_seen():
    nights = Nights()
    assert [nights.go(FAULT) for _ in range(3)] == [["seen", "opened"], ["seen"], ["seen"]]
    assert (nights.incident.state, nights.incident.first_seen[:10], nights.incident.last_seen[:10]) == (
        "open",
        "2026-11-01",
        "2026-11-03",
    )


def test_what_is_no_longer_seen_recovers_and_when_it_comes_again_it_opens_again():
    nights = Nights()
    nights.go(FAULT)
    assert nights.go() == ["absent", "recovered"]
    assert nights.go() == []
    assert nights.go(FAULT) == ["seen", "opened"]
    assert (nights.incident.occurrences, nights.incident.first_seen[:10]) == (2, "2026-11-04")


def test_a_check_that_was_not_carried_out_says_nothing_of_its_incidents():
    nights = Nights()
    nights.go(FAULT)
    assert nights.go(judged=False) == []
    assert nights.incident.state == "open"


def test_a_dated_explanation_makes_it_a_note_and_other_numbers_are_another_incident():
    nights = Nights()
    nights.go(FAULT)
    assert nights.go(explained={FAULT.incident_id: "error"}) == ["explained"]
    assert (nights.incident.state, nights.incident.reason) == ("noted", "error")
    other = Sighting(CHECK, "gwangju-ai", "stated=50|other=54", "warning", "data-team", "docs/runbook.md", "50 and 54")
    assert nights.go(other) == ["seen", "opened"]
    assert nights.incident.state == "noted"


def test_a_patient_check_opens_after_two_nights_and_recovers_after_two():
    nights = Nights(open_after=2, recover_after=2)
    assert nights.go(FAULT) == ["seen"]
    assert nights.incident.state == "pending"
    assert nights.go(FAULT) == ["seen", "opened"]
    assert nights.go() == ["absent"]
    assert nights.incident.state == "open"
    assert nights.go() == ["absent", "recovered"]


def test_what_passes_before_patience_ends_never_opens():
    nights = Nights(open_after=2)
    nights.go(FAULT)
    nights.go()
    assert "opened" not in nights.go(FAULT)
    assert not nights.incident.is_live


def test_an_acknowledged_incident_keeps_its_state_while_it_is_seen_and_still_recovers():
    nights = Nights()
    nights.go(FAULT)
    nights.act("acknowledged", reason="looking")
    assert nights.go(FAULT) == ["seen"]
    assert nights.incident.state == "acknowledged"
    nights.go()
    assert nights.incident.state == "recovered"


def test_a_snoozed_incident_speaks_again_on_its_day_also_on_a_night_that_judges_nothing():
    nights = Nights()
    nights.go(FAULT)
    nights.events.append(event_of(FAULT.incident_id, "told", "run-1", nights.at(), channel="mail"))
    nights.act("snoozed", snoozed_until="2026-11-03", reason="known")
    assert nights.go(judged=False) == []
    assert nights.incident.state == "snoozed"
    assert nights.go(judged=False) == ["woke"]
    assert (nights.incident.state, nights.incident.told) == ("open", frozenset())


def test_a_snoozed_incident_that_is_seen_on_its_day_wakes_as_well():
    nights = Nights()
    nights.go(FAULT)
    nights.act("snoozed", snoozed_until="2026-11-02", reason=None)
    assert nights.go(FAULT) == ["seen", "woke"]


@pytest.mark.parametrize("late", ["acknowledged", "snoozed"])
def test_an_answer_that_comes_after_the_end_changes_nothing(late):
    nights = Nights()
    nights.go(FAULT)
    nights.go()
    nights.act(late, reason="late", snoozed_until="2026-12-01")
    assert nights.incident.state == "recovered"


def test_the_order_of_files_does_not_matter_only_that_of_time():
    nights = Nights()
    nights.go(FAULT)
    nights.act("acknowledged", reason=None)
    nights.go()
    assert fold([nights.events[-1], *nights.events[:-1]]) == fold(nights.events)


def test_an_event_of_an_incident_that_nobody_saw_is_left_alone():
    assert fold([event_of("unknown", "acknowledged", "act", "2026-11-01T00:00:00+00:00", reason=None)]) == {}
    assert list(fold([seen_event(FAULT, "run", "2026-11-01T00:00:00+00:00")])) == [FAULT.incident_id]
