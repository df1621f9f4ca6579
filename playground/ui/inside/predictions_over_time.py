"""What several networks say while they read the same example, as curves over one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.analysis.aligned_axis import Axis
from playground.analysis.curves import Curve
from playground.datasets.characters import Characters
from playground.datasets.text_examples import as_texts
from playground.encodings import EncodedText
from playground.encodings.numbers import as_number_encoding
from playground.errors import PlaygroundError
from playground.languages import _
from playground.prediction.cache import Reading, running
from playground.ui.run.examples import splits
from playground.wording import together

QUESTION = ("task", "class_names", "answer_length", "unit")
"""What two datasets have in common that ask the same."""


@dataclass(frozen=True)
class Predictions:
    """Curves that mean the same.

    quantity: what they are, such as `P(positive)`.  about: what that means, in a sentence.  labels: of the axis.
    where: "After" or "At", as a label is spoken of.  limits, level: as in `over_time`.
    notes: sentences on networks that have no curve.
    """

    quantity: str
    about: str
    labels: tuple[str, ...]
    curves: list[Curve]
    where: str = "After"
    limits: tuple[float, float] | None = (0.0, 1.0)
    level: float | None = None
    notes: tuple[str, ...] = ()


def same_question(one: Reading, other: Reading) -> bool:
    """Whether two networks answer the same question, so that what they say can be compared."""
    datasets = one.run.config.dataset, other.run.config.dataset
    return all(getattr(datasets[0], name) == getattr(datasets[1], name) for name in QUESTION)


def true_number(reading: Reading) -> float:
    """What is true of a test example whose target is a number."""
    assert isinstance(reading.chosen, int)  # numbers are not typed
    return float(splits(reading.run.config.dataset).test.targets[reading.chosen : reading.chosen + 1][0])


def predictions_over_time(readings: Sequence[Reading], names: Sequence[str], axis: Axis) -> Predictions:
    """What the networks say after every word, row or symbol; those that answer another question than the first have
    no curve, nor those that say nothing before they have read all.
    """
    task = readings[0].run.config.task
    notes = []
    same: dict[int, Reading] = {}
    for number, reading in enumerate(readings):
        if same_question(readings[0], reading):
            same[number] = reading
        else:
            notes.append(_("{name} answers another question and has no line.", name=names[number]))
    make = _next_tokens if task.each_timestep else _answers if task.answers else _while_reading
    return make(same, names, axis, notes)


def _while_reading(same: dict[int, Reading], names: Sequence[str], axis: Axis, notes: list[str]) -> Predictions:
    first = same[0]
    dataset = first.run.config.dataset
    quantity, c = f"P({dataset.class_names[-1]})" if dataset.class_names else "", None
    limits: tuple[float, float] | None = (0.0, 1.0)
    level: float | None = 0.5
    numeric = first.run.config.task.numeric
    if numeric:
        quantity = _("forecast in {unit}", unit=_(dataset.unit)) if dataset.unit else _("answer")
        limits, level = None, true_number(first)
    elif dataset.num_outputs > 1:
        known = first.truth in dataset.class_names
        c = dataset.class_names.index(first.truth) if known else int(first.trace.output.argmax())
        quantity, level = f"P({dataset.class_names[c]})", None
    curves = []
    for number, reading in same.items():
        try:
            values = running(reading.run.id, reading.epoch, reading.chosen, reading.changes, reading.edits)
        except PlaygroundError:
            notes.append(
                _(
                    "{name} predicts nothing before it has read the whole example, so it has no line.",
                    name=names[number],
                )
            )
            continue
        if numeric:
            values = as_number_encoding(reading.run.encoding).in_units(values)
        read = np.maximum(np.cumsum(reading.trace.mask) - 1, 0)  # running leaves padding out
        values = axis.along(number, (values if c is None else values[:, c])[read])
        curves.append(Curve(names[number], number, values))
    begun = quantity[:1].upper() + quantity[1:]
    about = [_("{quantity} if the example ended there.", quantity=begun)]
    if level is not None and numeric:
        about.append(_("The thin line is the truth."))
    elif level is not None:
        about.append(_("Above the middle line a network says {label}.", label=dataset.class_names[1]))
    return Predictions(quantity, together(*about), axis.labels, curves, limits=limits, level=level, notes=tuple(notes))


def _next_tokens(same: dict[int, Reading], names: Sequence[str], axis: Axis, notes: list[str]) -> Predictions:
    symbols = same[0].run.config.dataset.class_names
    asked = np.array([symbols.index(symbol) if symbol in symbols else -1 for symbol in _asked(same[0], axis)])
    curves = []
    for number, reading in same.items():
        predictions = axis.along(number, reading.trace.output)
        values = np.where(asked >= 0, predictions[np.arange(len(asked)), np.maximum(asked, 0)], np.nan)
        curves.append(Curve(names[number], number, values))
    about = _("The probability that each network gives to the right symbol.")
    return Predictions(_("P(right symbol)"), about, axis.labels, curves, notes=tuple(notes))


def _asked(reading: Reading, axis: Axis) -> list[str]:
    """The symbol that is right after every column of the axis; empty where none is known."""
    dataset = reading.run.config.dataset
    if isinstance(reading.chosen, int):
        examples = as_texts(splits(dataset).test)
        first, last = examples.offsets[reading.chosen : reading.chosen + 2]
        asked = [dataset.class_names[c] if c >= 0 else "" for c in examples.targets[first:last]]
    elif isinstance(dataset, Characters) and isinstance(reading.encoded, EncodedText):
        asked = [*(token.word for token in reading.encoded.tokens[1:]), ""]
    else:
        return [""] * len(axis.labels)
    return [asked[index] for index in axis.indices]


def _answers(same: dict[int, Reading], names: Sequence[str], axis: Axis, notes: list[str]) -> Predictions:
    first = same[0]
    dataset, written = first.run.config.dataset, first.trace.output.argmax(axis=-1)
    known = isinstance(first.chosen, int)
    right = written
    if isinstance(first.chosen, int):
        right = splits(dataset).test.targets[first.chosen : first.chosen + 1][0]
    indices = np.arange(len(right))
    curves = [Curve(names[number], number, one.trace.output[indices, right]) for number, one in same.items()]
    labels = tuple(
        _("symbol {number}: {symbol}", number=number, symbol=dataset.class_names[c].strip() or "␣")
        for number, c in enumerate(right, 1)
    )
    if known:
        quantity, about = (
            _("P(right symbol)"),
            _("The probability of the right symbol, at each position of the answer."),
        )
    else:
        quantity = _("P(symbol)")
        about = _("The probability of the symbol that {name} writes, at each position of the answer.", name=names[0])
    return Predictions(quantity, about, labels, curves, "At", notes=tuple(notes))
