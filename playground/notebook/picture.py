"""The Inside page's picture as one piece of HTML for a notebook: script, styles and numbers are all in it."""

import base64
import html
import json
from collections.abc import Sequence

import numpy as np

from playground.analysis import timeline
from playground.figures import timesteps as picture
from playground.figures.colors import FOR_BROWSER
from playground.figures.packed import framed
from playground.languages import language
from playground.languages.catalogues import for_browser
from playground.layers.plan import Plan
from playground.reference import Trace
from playground.ui.web import script, style

MOST_NUMBERS = 300_000
"""Of all that is drawn: 1.2 MB, and a third more in the page.  Of a longer example the end is shown."""
HEIGHT = 560
"""Pixels; what is higher scrolls."""
DOCUMENT = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inside the network</title><style>
:root{{--st-background-color:#ffffff;--st-text-color:#1b2433;--st-secondary-background-color:#f3f5f9;
--st-primary-color:#2563eb;--st-font:system-ui,sans-serif;color-scheme:light}}
body{{margin:0;padding:8px;background:#ffffff;color:#1b2433;font:14px system-ui,sans-serif}}
label{{margin-right:12px}}select{{font:inherit;min-height:28px}}
{style}</style></head><body>
<p><label>Example <select id="example">{examples}</select></label>
<label>Layer <select id="row">{rows}</select></label> <span>{more}</span></p>
<div id="shown"><div class="timesteps"></div></div>
<p>Click a timestep or a cell. Then the keys work: ← → timestep, ↑ ↓ unit, space plays, + − size, 0 overview.</p>
<script type="application/json" id="messages">{messages}</script>
<script type="module">
{script}
const messages = JSON.parse(document.getElementById("messages").textContent);
const [example, row, shown] = ["example", "row", "shown"].map((name) => document.getElementById(name));
function draw() {{
  const data = Uint8Array.from(atob(messages[example.value][row.value]), (one) => one.charCodeAt(0));
  showPicture({{ data, parentElement: shown, setStateValue: () => undefined }});
}}
example.onchange = row.onchange = draw;
draw();
</script></body></html>"""


def page_of(plan: Plan, traces: Sequence[Trace], num_examples: int) -> str:
    """An element that shows some traced examples, one at a time, each with each of its layers.

    num_examples: how many there are in all.  Where nothing goes on over time, a sentence that says so.
    """
    titles: list[str] = []
    messages: list[list[str]] = []
    size = 0
    for trace in traces:
        rows = timeline.rows(plan, trace)
        if not any(row.recurrent for row in rows):
            return "<p>This network has no recurrent layer: nothing is carried from timestep to timestep.</p>"
        drawn = [row for row in rows if row.recurrent]
        numbers = sum(values.size for row in rows for values in row.parts.values()) * len(drawn)
        size += numbers
        if messages and size > MOST_NUMBERS:
            break
        titles = [f"{row.title} {row.direction}".strip() + f" ({row.layer})" for row in drawn]
        messages.append([_message(plan, trace, rows, rows.index(row)) for row in drawn])
    code = for_browser(language()) + _as_function(script("timesteps", COLORS=FOR_BROWSER))
    more = "" if len(messages) == num_examples else f"The first {len(messages)} of {num_examples:,} examples."
    document = DOCUMENT.format(
        style=style("timesteps"),
        examples="".join(f'<option value="{number}">{number}</option>' for number in range(len(messages))),
        rows="".join(f'<option value="{number}">{html.escape(title)}</option>' for number, title in enumerate(titles)),
        more=more,
        messages=json.dumps(messages),
        script=code.replace("</", "<\\/"),
    )
    return (
        '<iframe title="Inside the network" sandbox="allow-scripts allow-downloads" '
        f'style="width:100%;height:{HEIGHT}px;border:1px solid #8884;box-sizing:border-box" '
        f'srcdoc="{html.escape(document)}"></iframe>'
    )


def _message(plan: Plan, trace: Trace, rows: list[timeline.Row], chosen: int) -> str:
    """What the component is given, with a cell selected at its end, in base64."""
    row = rows[chosen]
    inputs = None
    if trace.inputs.ndim == 2:
        inputs = trace.inputs, tuple(f"feature {index}" for index in range(trace.inputs.shape[1])), "Input"
    scene = picture.message(
        trace.labels, rows, row, picture.vectors(plan, trace), _said(trace), inputs, False, np.arange(row.shape[1])
    )
    part = row.parts[row.part]
    at = {"part": row.part, "unit": int(part.std(axis=0).argmax()), "column": len(trace.labels) - 1}
    return base64.b64encode(framed({"key": "timesteps", "at": at, "count": 0}, scene)).decode()


def _said(trace: Trace) -> list[tuple[float, str, str]]:
    """What the network says and where: (column, short text, longer text) each."""
    output = trace.output
    if output.ndim == 1:
        said = ", ".join(f"{value:.3f}" for value in output[:8]) + ("…" if len(output) > 8 else "")
        return [(len(trace.labels), f"{output.max():.3f}" if len(output) > 1 else said, said)]
    return [(t, f"{row.argmax()}", f"output {row.argmax()}: {row.max():.3f}") for t, row in enumerate(output)]


def _as_function(module: str) -> str:
    """The component's script with its default export as `showPicture`."""
    start, _, end = module.rpartition("export{")
    name = end.split(" as default")[0]
    return f"{start}const showPicture = {name};"
