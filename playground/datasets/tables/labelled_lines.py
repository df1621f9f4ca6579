"""Lines as fastText takes them, one example each: `__label__good A fine film`."""

import re

import numpy as np

from playground.datasets.tables.decoding import decode
from playground.datasets.tables.notes import Note, cell_text
from playground.datasets.tables.table import Table
from playground.languages import n_

MARK = "__label__"
LINE = re.compile(rf"((?:{MARK}[^\s,]+[\s,]*)*)(.*)")


def labelled_lines(data: bytes) -> Table:
    """The label and the text of every line; of several labels the first."""
    import pyarrow as pa

    decoded = decode(data)
    labels, texts, rows, several = [], [], [], []
    for number, line in enumerate(decoded.text.splitlines(), start=1):
        if found := LINE.fullmatch(line.strip()) if line.strip() else None:
            names = re.findall(rf"{MARK}([^\s,]+)", found[1])
            if len(names) > 1:
                several.append((number, found[1].strip()))
            labels.append(names[0] if names else "")
            texts.append(found[2])
            rows.append(number)
    notes = decoded.notes
    if several:
        number, given = several[0]
        sentence = n_(
            "{number:,} line with several labels: the first was taken. Line {line:,}: {cell}.",
            "{number:,} lines with several labels: the first was taken. Line {line:,}: {cell}.",
            len(several),
            line=number,
            cell=cell_text(given),
        )
        notes += (Note("several labels", sentence),)
    columns = (pa.array(labels, pa.string()), pa.array(texts, pa.string()))
    numbers = np.array(rows, np.int64)
    return Table(("label", "text"), columns, numbers, "fastText", decoded.encoding, header=False, notes=notes)
