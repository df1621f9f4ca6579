"""`script`: a run as a program of plain Keras that can be read, shown and run; its comments are English."""

import textwrap
from pathlib import Path

from playground.exporting.code import Program, Section, program
from playground.exporting.words import outcome, summary
from playground.languages import ENGLISH, speaking
from playground.runs import Run


def write_script(run: Run, output: Path) -> str:
    """Write the program.  Raises `RunError` for a run that plain Keras cannot repeat."""
    made = program(run, prose=ENGLISH)
    with speaking(ENGLISH):
        text = script(run, made)
    output.write_text(text, encoding="utf-8", newline="\n")
    return needs(made)


def needs(made: Program) -> str:
    """What a program needs beside Keras, in a few words."""
    return f"needs Keras, and {made.reads} beside it (--format data)" if made.reads else "needs nothing but Keras"


def script(run: Run, made: Program) -> str:
    """The text of the program."""
    about = f"{summary(run.config)}\n\n{outcome(run)}\nWritten by RNN Playground; pip install keras tensorflow numpy"
    comment = "\n".join(f"# {line}".rstrip() for line in about.splitlines())
    return "\n\n".join([comment, *map(_part, made.sections)]) + "\n"


def _part(section: Section) -> str:
    comment = textwrap.wrap(" ".join(section.about.split()), 98)
    return "\n".join([f"# --- {section.title} ---", *(f"# {line}" for line in comment), section.code])
