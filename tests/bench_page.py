"""What the page costs: to write it each night, to carry it, to open it. ``python -m tests.bench_page``."""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from flows.showing import PAGE, WORKBOOK
from tests.flows.nights import ROOT, plain_night

TIMES = 7
WRITE = """
import sys, time
from pathlib import Path
from flows.showing import write_shown
start = time.process_time()
write_shown(Path(sys.argv[1]), sys.argv[2], sys.argv[3], Path(sys.argv[4]))
print(time.process_time() - start)
"""
READY = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def written(version: Path, name: str, folder: Path) -> float:
    """Seconds of processor time to write one file in a process that has drawn nothing before."""
    command = [sys.executable, "-c", WRITE, str(version / "published.duckdb"), version.name, name, str(folder)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def ready(page_file: Path) -> list[float]:
    """Milliseconds until the page has loaded, in a browser of its own each time."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        found = []
        for _ in range(TIMES):
            context = browser.new_context(offline=True)
            page = context.new_page()
            page.goto(page_file.as_uri(), wait_until="load")
            # The event has ended by the next turn.
            found.append(float(page.evaluate(f"new Promise(done => setTimeout(() => done({READY})))")))
            context.close()
        browser.close()
        return found


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        plain_night(Path(folder) / "data", shows=True)
        print(f"a night with page and workbook: {time.perf_counter() - start:.1f} s")
        version = (Path(folder) / "data" / "published" / "current").resolve()
        for name in (PAGE, WORKBOOK):
            seconds = written(version, name, Path(folder))
            print(
                f"{name}: {(version / name).stat().st_size / 1000:.0f} kB, {seconds:.1f} s of processor time to write"
            )
        times = ready(version / PAGE)
        print(
            f"ready after {statistics.median(times):.0f} ms (median of {TIMES}, {min(times):.0f} to {max(times):.0f})"
        )


if __name__ == "__main__":
    main()
