"""Put the present output of every command into the README and docs: `python -m tests.docs.record`.

Read the difference before you keep it: the pages are what people are promised.
"""

import os
import tempfile
from pathlib import Path

from tests.docs.pages import Page, pages
from tests.docs.running import current, walk


def recorded(page: Page) -> str:
    """The text of a page with every output as it is now."""
    lines = page.path.read_text(encoding="utf-8").split("\n")
    changed: list[tuple[int, int, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for fence, here in walk(page, Path(folder)):
            start = fence.line - 1
            changed.append((start, start + fence.text.count("\n"), current(fence, here)))
    for start, end, text in reversed(changed):
        lines[start:end] = text.removesuffix("\n").split("\n")
    return "\n".join(lines)


def main() -> None:
    """Record every page."""
    with tempfile.TemporaryDirectory() as cache:
        os.environ["ASSENT_CACHE_DIR"] = cache
        for page in pages():
            text = recorded(page)
            if text != page.path.read_text(encoding="utf-8"):
                page.path.write_text(text, encoding="utf-8")
                print(f"recorded {page.path}")


if __name__ == "__main__":
    main()
