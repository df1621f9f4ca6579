"""`keras`: the trained network as a file that any Keras program opens."""

import os
import zipfile
from pathlib import Path

from playground.encodings import FittedEncoding, FittedText
from playground.encodings.given_tokens import FittedGiven
from playground.encodings.text import NUM_RESERVED
from playground.errors import ConfigError
from playground.keras_networks.file_members import METADATA
from playground.keras_networks.own_names import OwnNames, with_names
from playground.keras_networks.vocabulary import UNKNOWN
from playground.languages import _
from playground.runs import Run


def write_keras(run: Run, output: Path) -> str:
    """Write the .keras file; imports Keras, so never in the server.  Raises `RunError` before there are weights.

    Its words and the names of its classes stand in metadata.json, which Keras does not read, for an import here.
    """
    check_ending(output)
    weights = run.weights()
    from playground.training.export import save_keras

    said = save_keras(run.config.plan, weights, output)
    classes = run.config.dataset.class_names if run.config.task.classifies else ()
    _carry(output, OwnNames(vocabulary(run.encoding), classes))
    return said


def vocabulary(fitted: FittedEncoding) -> tuple[str, ...]:
    """The word of each token id from 0 on; nothing where token ids have no words."""
    if isinstance(fitted, FittedGiven):
        return fitted.words
    if not isinstance(fitted, FittedText) or not fitted.words:
        return ()
    return (*("", UNKNOWN[0])[:NUM_RESERVED], *fitted.words)


def _carry(path: Path, names: OwnNames) -> None:
    """Write a .keras file anew, with these names in its metadata.json."""
    new = path.with_name(f".{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(new, "w") as after:
        for member in before.infolist():
            data = before.read(member)
            after.writestr(member, with_names(data, names) if member.filename == METADATA else data)
    os.replace(new, path)


def check_ending(output: Path) -> None:
    """Raise `ConfigError` for a name that Keras would not write to."""
    if output.suffix != ".keras":
        raise ConfigError(_("The output is {given}; Keras expects a name ending in .keras.", given=repr(output.name)))
