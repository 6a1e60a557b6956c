"""The order of models: each after everything that it reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from graphlib import CycleError, TopologicalSorter

from warehouse.headers import Model, ModelError


def in_order(models: Iterable[Model], loaded: Collection[str]) -> tuple[Model, ...]:
    """Put models into an order in which each comes after what it reads.

    Args:
        loaded: Tables that exist before any model runs, as ``schema.name``.

    Raises:
        ModelError: A model reads a table that nobody makes, or models read each other in a circle.
    """
    by_table = {model.table: model for model in sorted(models, key=lambda model: model.table)}
    graph: dict[str, list[str]] = {}
    for model in by_table.values():
        unknown = [table for table in model.reads if table not in by_table and table not in loaded]
        if unknown:
            raise ModelError(
                f"{model.path}: reads {', '.join(unknown)}, which no model and no loader makes. "
                f"Correct the name, or add the model. Loaded: {', '.join(sorted(loaded))}."
            )
        graph[model.table] = sorted(table for table in model.reads if table in by_table)
    try:
        ordered = tuple(TopologicalSorter(graph).static_order())
    except CycleError as cycle:
        circle = " → ".join(cycle.args[1])
        raise ModelError(
            f"{by_table[cycle.args[1][0]].path}: models read each other in a circle: {circle}. Break it."
        ) from None
    return tuple(by_table[table] for table in ordered)


def needed_for(models: Iterable[Model], schemas: Collection[str]) -> tuple[Model, ...]:
    """The models of some schemas, and every model that they read, however far back."""
    by_table = {model.table: model for model in models}
    wanted: set[str] = set()
    waiting = [model.table for model in by_table.values() if model.schema in schemas]
    while waiting:
        table = waiting.pop()
        if table not in wanted and table in by_table:
            wanted.add(table)
            waiting.extend(by_table[table].reads)
    return tuple(by_table[table] for table in sorted(wanted))
