"""Audits on a candidate that is broken: what can be made is made; what cannot is left out, and its check crashes.

A night on which a table is missing then says which checks could not be carried out, instead of ending with no verdict.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence

from warehouse.headers import Model, ModelError
from warehouse.models import in_order

log = logging.getLogger("mou.audit")

Make = Callable[[Sequence[Model]], object]
"""Makes models in the order of what they read, or raises ``ModelError``."""


def audits_made(make: Make, wanted: Sequence[Model], existing: Callable[[], Collection[str]]) -> Sequence[Model]:
    """Make all audits at once; where one fails, each by itself. Gives those that were made.

    Args:
        existing: The tables that are there now.
    """
    try:
        make(wanted)
        return wanted
    except ModelError as error:
        log.warning("audits are made one by one: %s", error)
    there = set(existing()) - {model.table for model in wanted}
    made = []
    promised = {table for model in wanted for table in model.reads}
    for model in in_order(wanted, there | promised):
        if _can_be_made(make, model, there):
            there.add(model.table)
            made.append(model)
    return made


def _can_be_made(make: Make, model: Model, there: Collection[str]) -> bool:
    missing = [table for table in model.reads if table not in there]
    try:
        if missing:
            raise ModelError(f"{', '.join(missing)} is not there")
        make([model])
    except ModelError as error:
        log.warning("%s is left out, its check will say that it crashed: %s", model.table, error)
        return False
    return True
