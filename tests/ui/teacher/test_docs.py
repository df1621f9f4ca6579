"""The page for teachers names every control, and no other."""

import re

from playground.paths import PROJECT
from playground.ui.widgets.control import CONTROLS


def test_the_docs_name_every_control_of_every_page():
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", (PROJECT / "docs/teaching.md").read_text(encoding="utf-8"), re.M)
    assert {page: re.findall(r"`(\w+)`", names) for page, names in rows} == {
        page: list(controls) for page, controls in CONTROLS.items()
    }
