"""Make the moving picture that the README opens with, from the real app in Chromium: the recording, then a run.

    python docs/film.py

Needs what the tests need. Writes docs/playground.webp, less than 2 MB.
"""

import io
import sys
import tempfile
from pathlib import Path

from distributed.utils import open_port
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from playground.paths import PROJECT
from tests.browser.app import CHROMIUM, FLAGS, serve

FRAMES, EVERY, SIZE, MOST_BYTES = 34, 220, (960, 600), 2_000_000
TARGET = PROJECT / "docs" / "playground.webp"


def frames(page: Page, count: int) -> list[Image.Image]:
    """So many pictures of the page, one after the other."""
    found = []
    for _ in range(count):
        found.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS))
        page.wait_for_timeout(EVERY)
    return found


def film() -> list[Image.Image]:
    """The recording for a while, then Play, and a network that learns."""
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = serve(Path(home), open_port("127.0.0.1"))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(server.url)
        page.locator(".playground[data-answers]").wait_for()
        page.wait_for_timeout(15_000)  # the workers are warm, and the recording has ended
        page.reload()
        page.locator(".playground[data-answers]").wait_for()
        taken = frames(page, FRAMES // 3)
        page.get_by_role("button", name="Play").first.click()
        page.locator(".playground[data-state=running]").wait_for()
        taken += frames(page, FRAMES - len(taken))
        browser.close()
        server.interrupt()
    return taken


def main() -> int:
    """Write the film.  Returns 1 where it is too large."""
    first, *rest = film()
    first.save(TARGET, save_all=True, append_images=rest, duration=EVERY, loop=0, quality=55, method=6)
    size = TARGET.stat().st_size
    print(f"{TARGET}: {size:,} bytes")
    return int(size > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main())
