"""The browser's side: ES modules in src/, and one bundle per component (`npm run bundle`), which the app serves."""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def script(name: str, **constants: Any) -> str:
    """The bundle `name` behind constants that are written down in Python; see src/globals.d.ts for their types."""
    given = "".join(f"const {constant} = {json.dumps(value)};\n" for constant, value in constants.items())
    return given + (HERE / f"{name}.js").read_text(encoding="utf-8")


def style(name: str) -> str:
    """The styles of the bundle `name`."""
    return (HERE / f"{name}.css").read_text(encoding="utf-8")
