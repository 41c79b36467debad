"""A word to somebody who waits: shown on a terminal after a second, and gone when the answer comes."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 1.0


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Say what is being done while it takes longer than a second; nothing where nobody looks on."""
    if not sys.stderr.isatty():
        yield
        return
    words = f"{doing} ... (Ctrl-C stops)"
    shown = threading.Event()

    def show() -> None:
        shown.set()
        print(words, end="", file=sys.stderr, flush=True)

    timer = threading.Timer(PATIENCE, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        if shown.is_set():
            print("\r" + " " * len(words) + "\r", end="", file=sys.stderr, flush=True)
