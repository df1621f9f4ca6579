"""The rows of the table of runs, and what each run is called."""

import re
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import pandas as pd

from playground.caching import remembered
from playground.encodings.numbers import as_number_encoding
from playground.errors import PlaygroundError
from playground.languages import _
from playground.recipes.settings import dataset_name, names_by_difference, network_name
from playground.recipes.variations import title_of
from playground.runs import History, Run
from playground.runs.remarks import Remarks, remarks

PERCENT = 100.0
ID = 4
"""Characters from which on the beginning of an id is searched for: fewer stand in too many."""


def words_in(text: str) -> list[str]:
    """Letters and digits that stand together, in lower case."""
    return re.findall(r"\w+", text.lower())


@dataclass(frozen=True)
class Row:
    """One run as the table shows it.  name: the learner's own, or what tells it from others on the same dataset."""

    run: Run
    history: History
    remarks: Remarks
    name: str

    def fits(self, find: str) -> bool:
        """Whether each word that is searched for begins a word of the row, or its id."""
        config = self.run.config
        state, encoding = self.history.shown_state, config.encoding.title
        told = (self.name, self.remarks.note, dataset_name(config), network_name(config), state, _(state), encoding)
        words = words_in(" ".join((*told, _(encoding), config.recipe, f"{config.plan.num_parameters:,}")))
        return all(
            any(_begins(word, one) for one in words) or (len(word) >= ID and self.run.id.startswith(word))
            for word in words_in(find)
        )


def _begins(word: str, longer: str) -> bool:
    """Whether a word begins so, or one within what is written without spaces, as in Chinese."""
    return longer.startswith(word) or (not word.isascii() and word in longer)


def rows_of(runs: Sequence[Run]) -> list[Row]:
    """A row for each run, in the same order."""
    told = [remarks(run) for run in runs]
    names = _own_names(tuple(runs))
    return [
        Row(run, run.history(), of_run, of_run.name or name)
        for run, of_run, name in zip(runs, told, names, strict=True)
    ]


@remembered
def _own_names(runs: tuple[Run, ...]) -> list[str]:
    """Of runs, the newest first: those on the same dataset are told apart, and numbered from the oldest."""
    of_dataset = defaultdict(list)
    for run in reversed(runs):
        of_dataset[title_of(run.config.dataset)].append(run)
    names: dict[Run, str] = {}
    for same in of_dataset.values():
        names |= zip(same, names_by_difference([run.config for run in same]), strict=True)
    return [names[run] for run in runs]


def called(runs: Sequence[Run]) -> list[str]:
    """Short names of runs that are looked at together, all different: the learner's own, else by what differs."""
    names = [
        remarks(run).name or name
        for run, name in zip(runs, names_by_difference([run.config for run in runs]), strict=True)
    ]
    times: dict[str, int] = defaultdict(int)
    for place, name in enumerate(names):
        times[name] += 1
        names[place] += f" ({times[name]})" if times[name] > 1 else ""
    return names


def table(rows: Sequence[Row]) -> pd.DataFrame:
    """The table: a row a run.  What no run has, such as an error where all answer right or wrong, has no column."""
    frame = pd.DataFrame(map(_cells, rows))
    return frame.drop(columns=[name for name in MEASURES if name in frame and frame[name].isna().all()])


MEASURES = ("Validation", "Test", "Validation error", "Test error")


def _cells(row: Row) -> dict[str, object]:
    config, history = row.run.config, row.history
    epochs = history.epochs
    validation, test = _measured(row, "val_", epochs[-1] if epochs else {}), _measured(row, "", history.test)
    right = config.task.accuracy
    return {
        "★": "★" if row.remarks.star else "",
        "Name": row.name,
        "State": _(history.shown_state),
        "Dataset": dataset_name(config),
        "Network": network_name(config),
        "Parameters": config.plan.num_parameters,
        "Validation": validation if right else None,
        "Test": test if right else None,
        "Validation error": None if right else validation,
        "Test error": None if right else test,
        "Epochs": None if history.imported else len(epochs),
        "s per epoch": sum(epoch["seconds"] for epoch in epochs) / len(epochs) if epochs else None,
        "When": datetime.fromtimestamp(history.queued, UTC) if history.queued else None,
        "Note": row.remarks.note,
        "Id": row.run.short_id,
    }


def _measured(row: Row, part: str, found: dict[str, float]) -> float | None:
    """Right answers in per cent, or the mean absolute error in the dataset's unit; None where there is none yet."""
    task = row.run.config.task
    if f"{part}{task.metrics[0]}" not in found:
        return None
    if task.accuracy:
        return PERCENT * found[f"{part}accuracy"]
    with suppress(PlaygroundError):
        return found[f"{part}loss"] * (as_number_encoding(row.run.encoding).target_deviation or 1.0)
    return None
