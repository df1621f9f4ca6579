"""The whole program of a run, section by section."""

import base64
import re
import textwrap
import zlib
from dataclasses import dataclass

from playground.config import RunConfig
from playground.datasets.characters import Characters
from playground.datasets.imdb import Imdb
from playground.datasets.own_reviews import OwnReviews
from playground.errors import RunError
from playground.exporting.code.encoding import encoding_sections
from playground.exporting.code.network import network_section
from playground.exporting.code.numbers import number_sections
from playground.exporting.code.section import Section, lines
from playground.exporting.code.texts import text_sections
from playground.exporting.code.training import training_sections
from playground.exporting.data import is_long, reads_table, table_of
from playground.languages import _, language, speaking
from playground.runs import Run

MOST_PACKED = 200_000
"""Characters of data that a program carries itself; more is read from a file beside it."""
LINE = 110
MODULES = ("base64", "csv", "io", "re", "string", "tarfile", "unicodedata", "zipfile", "zlib")
"""What a program may need of Python's own library."""
PACKED = '''
#@title The run's own examples
PACKED = """
<text>
"""  # a table, as CSV: packed with zlib, written with base64.b85encode
table = io.StringIO(zlib.decompress(base64.b85decode(PACKED.replace("\\n", ""))).decode(), newline="")
rows = list(csv.DictReader(table))
'''
BESIDE = """
DATA = <name>  # exported beside this program: python -m playground export <id> --format data -o <plain>
with open(DATA, newline="", encoding="utf-8") as table:
    rows = list(csv.DictReader(table))
"""


@dataclass(frozen=True)
class Program:
    """sections: in order, imports first, then the network where packed data would push it away.

    reads: the name of the file of data that has to lie beside it, or empty.
    """

    sections: tuple[Section, ...]
    reads: str


def program(run: Run, prose: str = "") -> Program:
    """The run as a program of plain Keras.  prose: the language of its titles and sentences; empty: the one spoken.

    Raises `RunError` for a run that plain Keras cannot repeat, and `DatasetError` where its data are not here: in the
    language spoken.
    """
    _check(run.config)
    table = table_of(run.config) if reads_table(run.config) and not is_long(run.config) else ""
    with speaking(prose or language()):
        return _written(run, table)


def _written(run: Run, table: str) -> Program:
    """table: of its examples, empty where it reads none, or one that is too long."""
    config = run.config
    data, reads, ascii_only = [], "", _is_ascii(config)
    if reads_table(config):
        packed = ""
        if table:
            ascii_only = table.isascii()
            packed = base64.b85encode(zlib.compress(table.encode(), 9)).decode()
        if packed and len(packed) <= MOST_PACKED:
            code = lines(PACKED).replace("<text>", "\n".join(textwrap.wrap(packed, LINE)))
            about = _("The run's own examples, packed into this program.")
            data.append(Section(_("The data"), code, about, packed=True))
        else:
            reads = f"{run.short_id}-data.csv"
            code = lines(BESIDE, name=reads).replace("<id>", run.id).replace("<plain>", reads)
            data.append(Section(_("The data"), code, _("The run's own examples, from {file}.", file=reads)))
    is_text = config.dataset.reads != "numbers"
    series = config.dataset.own_validation
    network = network_section(config)
    first = [network] if any(one.packed for one in data) and "[vectors]" not in network.code else []
    sections = [
        *first,
        *data,
        *(text_sections(config) if is_text else number_sections(config)),
        *([] if series else encoding_sections(config, ascii_only)),
        *([] if first else [network]),
        *training_sections(run),
    ]
    return Program((_imports(config, sections), *sections), reads)


def _check(config: RunConfig) -> None:
    if config.earlier:
        raise RunError(
            _(
                "This run went on from another with one thing changed, which no plain script repeats. "
                "Export the run that it comes from, or this one as .keras."
            )
        )
    if config.held:
        raise RunError(_("This run was trained with a gate held, which plain Keras cannot do. Export it as .keras."))


def _is_ascii(config: RunConfig) -> bool:
    """Whether all texts are known to be ASCII before they are there."""
    dataset = config.dataset
    if isinstance(dataset, Characters):
        return dataset.text.isascii()
    return not isinstance(dataset, Imdb | OwnReviews) and dataset.language == "en"


def _imports(config: RunConfig, sections: list[Section]) -> Section:
    code = "\n".join(section.code for section in sections)
    own = [f"import {name}" for name in MODULES if re.search(rf"(?<![\w.]){name}\.", code)]
    own += ["from collections import Counter"] if "Counter(" in code else []
    needed = ["import keras", "import numpy as np", "from keras import layers"]
    seed = f"keras.utils.set_random_seed({config.seed})"
    return Section(_("What is needed"), "\n".join([*own, *([""] if own else []), *needed, "", seed]))
