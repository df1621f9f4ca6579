"""`link`: the address that fills in the choices of the run on any server."""

from pathlib import Path
from urllib.parse import urlencode

from playground.config import RunConfig
from playground.runs import Run

HERE = "http://localhost:8501"
"""Where `streamlit run app.py` answers."""


def write_link(run: Run, output: Path) -> str:
    """Write the link, one line."""
    output.write_text(f"{link(run.config)}\n", encoding="utf-8")
    return "one line for a browser"


def link(config: RunConfig, server: str = HERE) -> str:
    """The link to the choices, on a server; the data of one's own files have to be there already."""
    return f"{server.rstrip('/')}/train?{urlencode({'config': config.to_link()})}"
