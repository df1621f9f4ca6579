"""Reading one example with a trained network, whatever its task: what it says, and what is true."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.config import RunConfig
from playground.datasets import Dataset, Examples, TextExamples, WindowExamples
from playground.encodings import EncodedExample, FittedEncoding
from playground.errors import ConfigError, RunError
from playground.reference import Network, Trace
from playground.runs import Run
from playground.wording import apart, rounded

MOST_CLASSES = 5
NOT_ASKED = "·"
"""Stands where nothing is asked for."""


@dataclass(frozen=True)
class Example:
    """A test example: its number, the text (empty for numbers), and what is true of it in words (empty: nothing)."""

    number: int
    text: str
    truth: str


def network(run: Run, epoch: int | None = None) -> Network:
    """The run's network after `epoch` (None: the last saved).  Raises `RunError` where there are no weights."""
    return Network(run.config.plan, run.encoding, run.weights(epoch))


def encoded_text(run: Run, text: str) -> EncodedExample:
    """A typed text as the run's network is given it.  Raises `ConfigError` for a network that reads numbers."""
    if run.config.dataset.reads == "numbers":
        raise ConfigError("This network reads numbers, not text. Choose a test example by its number.")
    return run.encoding.text(text)


def encoded_example(run: Run, number: int, examples: Examples) -> EncodedExample:
    """Test example `number`.  Raises `ConfigError` when there is none.  examples: the test examples."""
    if not 0 <= number < len(examples):
        raise ConfigError(f"There is no test example {number:,}; expected 0 to {len(examples) - 1:,}.")
    if isinstance(examples, TextExamples):
        return run.encoding.text(examples.texts[number])
    place = np.array([number])
    return run.encoding.example(examples.take(place)[0], _labels(run.config.dataset, examples, number))


def _labels(dataset: Dataset, examples: Examples, number: int) -> tuple[str, ...]:
    """What each timestep of an example of numbers is."""
    if not isinstance(examples, WindowExamples):
        name = "row" if dataset.name in ("digits", "mnist") else "timestep"
        return tuple(f"{name} {t}" for t in range(1, dataset.input_shape[0] + 1))
    times = dataset.table().times[examples.rows[number] + examples.read_rows]
    if times.dtype.kind != "M":
        return tuple(f"row {time}" for time in times)
    return tuple(str(time).replace("T", " ")[:16] for time in times.astype("datetime64[m]"))


def by_keras(run: Run, numbers: np.ndarray) -> dict[int, np.ndarray]:
    """What Keras itself said at the end of training: number of a test example → (outputs,), or at every timestep.

    numbers: of the examples the run was tested on (`playground.examples.test_numbers`).  At every timestep padding is
    included.  Empty for a run that was trained before this was kept, or is not finished.
    """
    try:
        results = run.results
    except RunError:
        return {}
    said = results["forecast"][:, None] if "forecast" in results else results.get("said", ())
    return dict(zip(numbers.tolist(), said, strict=False))


def of_what_is_read(config: RunConfig, said: np.ndarray, timesteps: int) -> np.ndarray:
    """What Keras said of one example, `timesteps` long in the trace, without the padding that the network skips."""
    if said.ndim == 1:
        return said
    return said[len(said) - timesteps :] if config.encoding.padding == "front" else said[:timesteps]


def output_names(config: RunConfig) -> tuple[str, ...]:
    """What each output of a network that says a class or a number is: such as `P(good)`."""
    task, names = config.dataset.task, config.dataset.class_names
    if task == "regression":
        return ("forecast",)
    return tuple(f"P({name})" for name in (names[1:] if task == "binary" else names))


def example(dataset: Dataset, examples: Examples, number: int) -> Example:
    """Test example `number` in words."""
    text = examples.texts[number] if isinstance(examples, TextExamples) else ""
    if getattr(examples, "each_token", False):
        first, last = examples.offsets[number : number + 2]
        truth = "".join(dataset.class_names[c] if c >= 0 else NOT_ASKED for c in examples.targets[first:last])
        return Example(number, text, truth)
    target = examples.targets[number : number + 1][0]
    if dataset.task == "sequence":
        return Example(number, text, "".join(dataset.class_names[c] for c in target).strip())
    if dataset.task == "regression":
        return Example(number, text, in_unit(float(target), dataset.unit))
    return Example(number, text, dataset.class_names[int(target)])


def target(run: Run, number: int, examples: Examples, timesteps: int) -> np.ndarray:
    """What is true of test example `number`, as the loss of the run's network takes it.

    examples: the test examples.  timesteps: how many the network reads of it.
    () a class or a standardised number; (timesteps,) or (answer length,) classes, -1 where none is asked for.
    """
    one = run.encoding.encode(examples.subset(np.array([number])))
    return one.targets(np.zeros(1, int), timesteps, run.config.encoding.padding)[0]


def in_unit(value: float, unit: str) -> str:
    """A number with its unit, such as `12.34 °C`."""
    return f"{rounded(value)} {unit}".strip()


def answer(config: RunConfig, fitted: FittedEncoding, trace: Trace) -> dict[str, Any]:
    """What the network says, JSON-able.

    Two classes: `probability` of the second.  Several: `probability` of each and the most probable `class`.
    A number: `value` in `unit`.  At every timestep: `predicted`, a symbol each.  A sequence: `answer`.
    """
    task, output, names = config.dataset.task, trace.output, config.dataset.class_names
    if task == "binary":
        return {"probability": trace.probability}
    if task == "multiclass":
        return {"probability": [float(p) for p in output], "class": names[int(output.argmax())]}
    if task == "regression":
        return {"value": float(fitted.in_units(output[0])), "unit": config.dataset.unit}
    if task == "next_token":
        return {"predicted": "".join(names[c] for c in output[trace.mask].argmax(axis=-1))}
    return {"answer": "".join(names[c] for c in output.argmax(axis=-1)).strip()}


def in_words(config: RunConfig, said: dict[str, Any]) -> tuple[str, str]:
    """What `answer` says as a short answer and the figures behind it."""
    task, names = config.dataset.task, config.dataset.class_names
    if task == "binary":
        probability = said["probability"]
        return names[probability >= 0.5], stated(names[1], probability)
    if task == "multiclass":
        best = np.argsort(said["probability"])[::-1][:MOST_CLASSES]
        return said["class"], ", ".join(stated(names[c], said["probability"][c]) for c in best)
    if task == "regression":
        return in_unit(said["value"], said["unit"]), ""
    return (said["predicted"] if task == "next_token" else said["answer"]), ""


def is_right(config: RunConfig, said: str, truth: str) -> bool:
    """Whether a short answer (`in_words`) is what is true, where anything is asked for; of a text that was cut, of
    what was read.
    """
    if config.dataset.task != "next_token":
        return said == truth
    asked = truth[: len(said)] if config.encoding.truncation == "back" else truth[-len(said) :]
    return all(right in (NOT_ASKED, symbol) for symbol, right in zip(said, asked, strict=False))


def stated(name: str, probability: float) -> str:
    """The probability of a class: `P(positive) = 0.123`, or `P(positive) < 0.001`.

    In the browser: ui/web/src/drawing/numbers.js.
    """
    said = shown(probability).replace("below", "<").replace("above", ">")
    return f"P({name}) {said}" if said[0] in "<>" else f"P({name}) = {said}"


def shown(probability: float) -> str:
    """A probability with three digits; never 0 or 1, which no sigmoid gives, nor 0.500 where it is less."""
    if probability < 0.001 or probability > 0.999:
        return "below 0.001" if probability < 0.5 else "above 0.999"
    return apart([probability, 0.5] if probability < 0.5 else [probability], 3)[0]
