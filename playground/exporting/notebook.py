"""`notebook`: the same program in cells, with the curves of the run as they were recorded."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from playground.exporting.code import Section, program
from playground.exporting.script import needs
from playground.exporting.words import outcome, summary
from playground.languages import _
from playground.runs import Run
from playground.wording import together

INSTALL = """
import importlib.util

missing = [name for name in ("keras", "tensorflow") if importlib.util.find_spec(name) is None]
if missing:  # Colab has both
    %pip install -q "keras~={keras}" "tensorflow~={tensorflow}"
"""
CURVES = '''
from IPython.display import SVG


def drawn(name, *curves):
    """Curves over the epochs, each a color and its numbers; the dashed ones were recorded."""
    low, high = min(min(y) for _, y, _ in curves), max(max(y) for _, y, _ in curves)
    lines = [f'<text x="5" y="14">{name}, {low:.4g} to {high:.4g}</text>']
    for color, y, dashed in curves:
        points = [f"{10 + 380 * i / max(len(y) - 1, 1):.1f},{170 - 145 * (v - low) / (high - low or 1):.1f}"
                  for i, v in enumerate(y)]
        dots = "".join(f'<circle r="2" fill="{color}" cx="{p.split(",")[0]}" cy="{p.split(",")[1]}"/>' for p in points)
        dash = ' stroke-dasharray="5 4"' if dashed else ""
        lines.append(f'<polyline fill="none" stroke="{color}"{dash} points="{" ".join(points)}"/>{dots}')
    return f'<g font-family="sans-serif" font-size="12">{"".join(lines)}</g>'


pictures = [
    drawn(name, ("gray", recorded[name], True), ("blue", history[name], False))
    for name in recorded
    if recorded[name] and name in history
]
moved = [f'<g transform="translate({400 * (i % 2)},{190 * (i // 2)})">{one}</g>' for i, one in enumerate(pictures)]
SVG(f'<svg xmlns="http://www.w3.org/2000/svg" width="800" height="{190 * -(-len(moved) // 2)}">{"".join(moved)}</svg>')
'''


def write_notebook(run: Run, output: Path) -> str:
    """Write the notebook.  Raises `RunError` for a run that plain Keras cannot repeat."""
    import nbformat  # takes half a second, in which no other command should wait
    from nbformat import v4

    made = program(run)
    pinned = {name: ".".join(version(name).split(".")[:2]) for name in ("keras", "tensorflow")}
    about = together(_text(outcome(run)), _("Written by RNN Playground."))
    heading = f"# {_text(summary(run.config))}\n\n{about}"
    install = Section(_("Install"), INSTALL.strip().format(**pinned), _("Only where Keras is missing."))
    cells: list[Any] = [v4.new_markdown_cell(heading)]
    curves = Section(
        _("The curves"),
        f"recorded = {_recorded(run)!r}\n{CURVES.strip()}",
        _("Dashed gray: as the run recorded them; blue: from this notebook. Chance makes them differ a little."),
    )
    for section in (install, *made.sections, curves):
        cells.append(v4.new_markdown_cell(f"## {section.title}\n\n{_text(' '.join(section.about.split()))}".strip()))
        hidden = {"jupyter": {"source_hidden": True}, "cellView": "form"} if section.packed else {}
        cells.append(v4.new_code_cell(section.code, metadata=hidden))
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # the same run gives the same file
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
    nbformat.validate(notebook)
    output.write_text(nbformat.writes(notebook), encoding="utf-8", newline="\n")
    return needs(made)


def _recorded(run: Run) -> dict[str, list[float]]:
    """Metric → its value after each epoch, by Keras' names."""
    epochs = run.history().epochs
    names = [name for metric in run.config.task.metrics for name in (metric, f"val_{metric}")]
    return {name: [epoch[name] for epoch in epochs] for name in names}


def _text(said: str) -> str:
    """Text as it is, never Markdown or HTML."""
    for character in "\\`*_[]<>#|$&":
        said = said.replace(character, f"\\{character}")
    return said
