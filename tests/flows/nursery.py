"""A process that has imported what a night needs and forks one for each order: a trial costs the night alone.

Orders come as JSON lines on the standard input, answers go out the same way. ``{"night": […arguments of mou…]}``
starts a night and answers with its process; it may carry ``cut`` (where the night kills itself), ``pause`` (the step
before which it waits for a file) and ``limit`` (bytes that a file may have). ``{"wait": process}`` answers with how the
night ended, in the words of ``os.waitpid``.
"""

import json
import os
import resource
import signal
import sys
import time
import types
from pathlib import Path

CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.chmod", "os.truncate", "shutil.rmtree"}
"""What python announces before it changes a folder; ``open`` is looked at by its mode."""


def main(judging: str) -> None:
    import duckdb  # noqa: F401
    import pandas  # noqa: F401
    import polars  # noqa: F401

    import warehouse.build
    import warehouse.publish  # noqa: F401

    if judging == "whole":
        import expectations.judge  # noqa: F401
    else:
        sys.modules["expectations.judge"] = lenient_judge()
    print(json.dumps({"ready": os.getpid()}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], 0)
            write_down(order["wait"])
            print(json.dumps({"status": os.waitstatus_to_exitcode(status)}), flush=True)
        else:
            print(json.dumps({"process": born(order)}), flush=True)


def lenient_judge() -> types.ModuleType:
    """Passes everything, so that great-expectations (seconds of import, no file written) can be left out."""
    from expectations.verdict import Verdict

    module = types.ModuleType("expectations.judge")
    module.judge = lambda checks, audits: tuple(
        Verdict(check.name, check.severity, "passed", check.owner, check.runbook, "not looked at") for check in checks
    )
    return module


WORDS: dict[int, tuple[int, str]] = {}
"""What a night says, as it comes through a pipe (its files may be limited), and the file that it goes to."""


def born(order: dict) -> int:
    heard, said = os.pipe()
    process = os.fork()
    if process == 0:
        code = 99
        try:
            for stream in (1, 2):
                os.dup2(said, stream)
            code = night(order)
        finally:
            sys.stderr.flush()
            os._exit(code)
    os.close(said)
    WORDS[process] = heard, order["told"]
    return process


def write_down(process: int) -> None:
    heard, told = WORDS.pop(process)
    with os.fdopen(heard, "rb") as words:
        Path(told).write_bytes(words.read())


def night(order: dict) -> int:
    """One ``mou run --plain``, as the command would carry it out; its words go to the file ``told``."""
    import flows.nightly
    from flows.command import main as mou

    os.setsid()
    if "limit" in order:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], order["limit"]))
    flows.nightly.plainly = steps_of(order, flows.nightly.plainly)
    counted = watch(order)
    code = mou(order["night"])
    if "count" in order:
        Path(order["count"]).write_text(str(counted[0]), "utf-8")
    return code


def steps_of(order: dict, plainly):
    """Carry out steps, dying or waiting at the edge that the order names."""
    cut, pause = order.get("cut", {}), order.get("pause", {})

    def call(step, *arguments):
        if cut.get("before") == step.__name__:
            die()
        if pause.get("before") == step.__name__:
            Path(pause["reached"]).touch()
            while not Path(pause["until"]).exists():
                time.sleep(0.01)
        result = plainly(step, *arguments)
        if cut.get("after") == step.__name__:
            die()
        return result

    return call


def watch(order: dict) -> list[int]:
    """Count the changes that python makes to the data folder, and die before the one that the order names."""
    counted = [0]
    at, folder = order.get("cut", {}).get("change"), order["data"]

    def hook(event: str, arguments: tuple) -> None:
        is_change = event in CHANGES or (event == "open" and is_writing(arguments))
        paths = [os.fspath(one) for one in arguments if isinstance(one, (str, os.PathLike))]
        if is_change and any(str(path).startswith(folder) for path in paths):
            if counted[0] == at:
                die()
            counted[0] += 1

    sys.addaudithook(hook)
    return counted


def is_writing(arguments: tuple) -> bool:
    _, mode, flags = arguments
    return any(letter in (mode or "") for letter in "wax+") or bool((flags or 0) & (os.O_WRONLY | os.O_RDWR))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
