"""How fast announcements are read: ``python -m tests.bench_reading`` (part of ``make bench``).

The bundled announcements, over and over, read as the nightly run reads them; characters a second of processor time,
on one core and with two processes, and memory over many documents. Where kiwipiepy is installed (it is not locked:
``.venv/bin/uv pip install kiwipiepy``), tokenising the same text with it stands beside.
"""

import resource
import time
from concurrent.futures import ProcessPoolExecutor

from announcements.reader import Announcement, read, ruleset_fingerprint
from tests.corpus.predict import labelled_documents, load_programme

ROUNDS = 8
MANY = 100_000


def announcements() -> list[Announcement]:
    return [Announcement(d.id, d.id, d.text, d.published, None, None) for d in labelled_documents()]


def read_rounds(rounds: int) -> int:
    """Read everything so many times; returns the characters read."""
    programme = load_programme()
    fingerprint = ruleset_fingerprint(programme)
    documents = announcements()
    for _ in range(rounds):
        for document in documents:
            read(document, programme, fingerprint=fingerprint, read_at="2026-01-01T00:00:00+00:00")
    return rounds * sum(len(document.text) for document in documents)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def kiwi_speed() -> str:
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return "kiwipiepy is not installed"
    kiwi = Kiwi()
    texts = [document.text for document in announcements()]
    for text in texts[:20]:
        kiwi.tokenize(text)
    start = time.process_time()
    for text in texts:
        kiwi.tokenize(text)
    return f"{sum(map(len, texts)) / (time.process_time() - start):,.0f} characters a second"


def main() -> None:
    read_rounds(1)
    start = time.process_time()
    characters = read_rounds(ROUNDS)
    print(f"one core                {characters / (time.process_time() - start):>12,.0f} characters a second")
    walls = []
    for workers in (1, 2):
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(read_rounds, [1] * workers))
            start = time.perf_counter()
            list(pool.map(read_rounds, [ROUNDS // workers] * workers))
            walls.append(time.perf_counter() - start)
    print(f"two processes           {walls[0] / walls[1]:>12.2f} times one")
    documents = len(announcements())
    for count in (MANY // 10, MANY):
        read_rounds(count // documents)
        print(f"memory after {count:>7,} documents {peak_mb():>6.0f} MB at most")
    print(f"Kiwi, the same text     {kiwi_speed()}")


if __name__ == "__main__":
    main()
