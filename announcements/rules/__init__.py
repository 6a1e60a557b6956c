"""The reader's rules, a package for each thing that reports say; importing this package registers them all."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from announcements.rules.registry import RULES, Rule

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)

FIELDS: dict[str, list[Rule]] = {}
for _rule in RULES.values():
    FIELDS.setdefault(_rule.field, []).append(_rule)

__all__ = ["FIELDS", "RULES"]
