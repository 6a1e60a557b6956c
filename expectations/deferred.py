"""Modules that are imported when something in them is first asked for, and not before.

great-expectations imports a statistics and a charting library for expectations that none of our checks uses; they are
a third of its import time. Whatever does touch them gets the real module.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class Deferred(ModuleType):
    """Stands for a module until something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        # The import system looks for these in every module; they are no use of it.
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} is deferred and has no {name} yet")
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def defer(*names: str) -> None:
    """Put off importing modules, by their full names; one that was imported already stays as it is."""
    for name in names:
        if name not in sys.modules:
            package, _, last = name.rpartition(".")
            sys.modules[name] = Deferred(name)
            if package:
                setattr(import_module(package), last, sys.modules[name])
