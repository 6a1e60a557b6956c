"""``python -m tests.corpus.evaluate``: score the reader on the labelled announcements and hold it to its floors."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import yaml

from tests.corpus.predict import (
    INVENTED,
    ROOT,
    UNSEEN,
    Error,
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


# Which field an error does most harm in, worst first: a wrong signing is a wrong row everywhere.
_HARM = ("signing", "totals", "ordinals", "signed_date", "goals", "breakdowns", "parties")
WORST = 10


def load_floors(folder: Path = ROOT / "tests") -> dict[str, float]:
    return dict(yaml.safe_load((folder / "floors.yml").read_text("utf-8")))


def worst(errors: Iterable[Error]) -> list[Error]:
    """Values that are wrong before values that are missing, then by the harm the field can do."""
    return sorted(errors, key=lambda e: (not e[3], _HARM.index(e[1]), -len(e[3]), -len(e[2]), e[0]))[:WORST]


def show(title: str, documents: list[Labelled]) -> Tally:
    counted = tally(documents, load_programme())
    say(title)
    for name, (precision, recall, f1) in counted.figures().items():
        _, said, stated = counted.counts[name]
        say(f"{name:12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}   (stated {stated}, said {said})")
    say(f"record exact {counted.record_exact:.4f} of {counted.records} signing reports; {len(documents)} documents\n")
    return counted


def main() -> int:
    aside = show("Invented announcements kept aside (see tests/corpus/unseen)", invented_documents(UNSEEN))
    invented = show("Invented announcements, used for rules", invented_documents())
    counted = show("Labelled announcements, on which the rules were made", labelled_documents())
    say(f"The {WORST} worst errors among those not kept aside:")
    for identifier, name, missing, wrong in worst([*counted.errors, *invented.errors]):
        say(f"  {identifier} {name}: missing {missing}, wrong {wrong}")
    # Of the announcements kept aside only the field is told, never the document.
    below = [f"labelled: {line}" for line in shortfalls(counted, load_floors())]
    below += [f"invented: {line}" for line in shortfalls(invented, load_floors(INVENTED))]
    # Two or three errors of so few make precision or recall the larger by chance: only the floors count there.
    below += [f"kept aside: {line}" for line in shortfalls(aside, load_floors(UNSEEN)) if "floor" in line]
    for line in below:
        say(f"BELOW FLOOR  {line}")
    return 1 if below else 0


if __name__ == "__main__":
    raise SystemExit(main())
