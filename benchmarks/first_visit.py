"""What a first visitor waits for, in real Chromium: the experiments, the first point of the curve, 95 % accuracy.

Promise: that page answers within 3 s of the server's start; with a warm worker the first point of the curve shows
within 2 s of pressing Train, and validation accuracy passes 95 % within about 15 s.

    python -m benchmarks.first_visit
"""

import re
import tempfile
import time
from pathlib import Path

from distributed.utils import open_port
from playwright.sync_api import sync_playwright

from playground.runs import Run
from tests.browser.app import CHROMIUM, FLAGS, serve, until


def main() -> None:
    """One visit, timed."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_page()
        began = time.monotonic()
        server = serve(Path(folder), open_port("127.0.0.1"))
        print(f"server answers          {time.monotonic() - began:5.1f} s after its start")
        page.goto(server.at("experiments"))
        page.get_by_role("heading", level=1).wait_for()
        print(f"experiments show        {time.monotonic() - began:5.1f} s after its start")
        page.get_by_text(re.compile("workers? (are|is) ready")).wait_for(timeout=120_000)
        print(f"all workers are warm    {time.monotonic() - began:5.1f} s after its start")
        for visit in (1, 2):
            page.goto(server.at("experiments"))
            pressed = time.monotonic()
            page.get_by_role("button", name="Train", exact=True).first.click()
            page.get_by_text("examples per second").wait_for()
            page.locator(
                "[data-testid=stVegaLiteChart] svg path.mark-line, [data-testid=stVegaLiteChart] svg .mark-line path"
            ).first.wait_for()
            print(f"run {visit}: first point      {time.monotonic() - pressed:5.1f} s after pressing Train")
            run = Run(Path(folder) / "runs" / re.search("run=([0-9a-f]+)", page.url).group(1))
            until(lambda run=run: any(epoch["val_accuracy"] > 0.95 for epoch in run.history().epochs))
            print(f"run {visit}: 95 % validation  {time.monotonic() - pressed:5.1f} s after pressing Train")
            page.get_by_text("Test accuracy").wait_for()
        server.interrupt()


if __name__ == "__main__":
    main()
