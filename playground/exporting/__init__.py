"""The forms in which a run leaves the playground, for the pages and the command line: a module for each."""

from playground.exporting.base import Format
from playground.exporting.card import write_card
from playground.exporting.command import write_command
from playground.exporting.data import write_data
from playground.exporting.history import write_history
from playground.exporting.keras_file import write_keras
from playground.exporting.link import write_link
from playground.exporting.notebook import write_notebook
from playground.exporting.page import save_page
from playground.exporting.predictions import write_predictions
from playground.exporting.run_zip import write_run
from playground.exporting.script import write_script
from playground.exporting.steps import write_steps
from playground.languages import N_

FORMATS: dict[str, Format] = {
    "script": Format(
        *(
            N_("Keras code"),
            N_(
                "A program of plain Keras with the same data, layers, seed and training, to read in a lecture or to "
                "run."
            ),
        ),
        ".py",
        write_script,
        shown=True,
        mime="text/x-python",
    ),
    "notebook": Format(
        N_("Notebook"),
        N_("The same program in cells, for Jupyter or Colab, with the curves as they were recorded."),
        ".ipynb",
        write_notebook,
        mime="application/x-ipynb+json",
    ),
    "data": Format(
        N_("Data"),
        N_("The examples that the program reads, where Keras cannot get or draw them itself."),
        ".csv",
        write_data,
        "data",
        heavy=True,
        mime="text/csv",
    ),
    "keras": Format(
        N_("Keras model"),
        N_(
            "The trained network with its words and classes: any Keras program opens it, and Import a Keras network "
            "here."
        ),
        ".keras",
        write_keras,
        heavy=True,
        mime="application/zip",
    ),
    "page": Format(
        *(
            N_("Page"),
            N_("The trained network, live, in one file: open it offline, also on a phone; no server, no installation."),
        ),
        ".html",
        save_page,
        mime="text/html",
    ),
    "run": Format(
        *(
            N_("The whole run"),
            N_("Settings, curves, weights and results as a zip, for Import a run on My runs of another playground."),
        ),
        ".zip",
        write_run,
        "run",
        heavy=True,
        mime="application/zip",
    ),
    "history": Format(
        N_("History"),
        N_("Loss and accuracy after every epoch."),
        ".csv",
        write_history,
        "history",
        mime="text/csv",
    ),
    "steps": Format(
        N_("Steps"),
        N_("Loss and accuracy within the epochs, as the curves show them."),
        ".csv",
        write_steps,
        "steps",
        mime="text/csv",
    ),
    "predictions": Format(
        N_("Predictions"),
        N_("What the network made of the test examples, beside what is true."),
        ".csv",
        write_predictions,
        "predictions",
        heavy=True,
        mime="text/csv",
    ),
    "card": Format(
        N_("Model card"),
        N_("What the network is, its data, its numbers and its limits, in Markdown."),
        ".md",
        write_card,
        "card",
        shown=True,
        mime="text/markdown",
    ),
    "command": Format(
        N_("Command"),
        N_("What to type to train it again."),
        ".sh",
        write_command,
        "command",
        shown=True,
    ),
    "link": Format(
        N_("Link"),
        N_("Fills in the same choices, here or on another server."),
        ".txt",
        write_link,
        "link",
        shown=True,
    ),
}
"""Format → how a run is written in it."""

__all__ = ["FORMATS", "Format"]
