"""``python -m tests.corpus.evaluate``: score the reader on the labelled announcements and hold it to its floors."""

from __future__ import annotations

import yaml

from tests.corpus.predict import (
    ROOT,
    UNSEEN,
    Labelled,
    Tally,
    invented_documents,
    labelled_documents,
    load_programme,
    say,
    tally,
)


def shortfalls(counted: Tally, floors: dict[str, float]) -> list[str]:
    """One line a field below its floor, or less precise than complete."""
    figures = counted.figures()
    lines = [
        f"{name}: F1 {figures[name][2]:.3f} is below its floor {floor:.3f}"
        for name, floor in floors.items()
        if name in figures and figures[name][2] < floor
    ]
    lines += [f"{name}: precision {p:.3f} is below recall {r:.3f}" for name, (p, r, _) in figures.items() if p < r]
    if counted.record_exact < floors["record_exact"]:
        lines.append(f"record_exact: {counted.record_exact:.3f} is below its floor {floors['record_exact']:.3f}")
    return lines


def load_floors() -> dict[str, float]:
    return dict(yaml.safe_load((ROOT / "tests" / "floors.yml").read_text("utf-8")))


def show(title: str, documents: list[Labelled]) -> Tally:
    counted = tally(documents, load_programme())
    say(title)
    for name, (precision, recall, f1) in counted.figures().items():
        _, said, stated = counted.counts[name]
        say(f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   (stated {stated}, said {said})")
    say(f"record exact {counted.record_exact:.4f} of {counted.records} signing reports; {len(documents)} documents\n")
    return counted


def main() -> int:
    show("Invented announcements kept aside (see tests/corpus/unseen)", invented_documents(UNSEEN))
    counted = show("Labelled announcements, on which the rules were made", labelled_documents())
    for identifier, name, missing, wrong in counted.errors:
        say(f"  {identifier} {name}: missing {missing}, wrong {wrong}")
    below = shortfalls(counted, load_floors())
    for line in below:
        say(f"BELOW FLOOR  {line}")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
