"""Reading one example with a trained network, whatever its task: what it says, and what is true."""

from dataclasses import dataclass

import numpy as np

from playground.config import RunConfig
from playground.datasets import Dataset, Examples, Series, TextExamples, WindowExamples
from playground.encodings import EncodedExample, FittedEncoding
from playground.encodings.numbers import as_number_encoding
from playground.encodings.text import as_text_encoding
from playground.errors import ConfigError, RunError
from playground.languages import _
from playground.reference import Network, Trace
from playground.runs import Run
from playground.tasks import TASKS, Answer


@dataclass(frozen=True)
class Example:
    """A test example: its number, the text (empty for numbers), and what is true of it in words (empty: nothing)."""

    number: int
    text: str
    truth: str


def network(run: Run, epoch: float | None = None) -> Network:
    """The run's network after `epoch` (None: the last saved).  Raises `RunError` where there are no weights."""
    return Network(run.config.plan, run.encoding, run.weights(epoch))


def encoded_text(run: Run, text: str) -> EncodedExample:
    """A typed text as the run's network is given it.  Raises `ConfigError` for a network that reads numbers."""
    if run.config.dataset.reads == "numbers":
        raise ConfigError(_("This network reads numbers, not text. Choose a test example by its number."))
    return as_text_encoding(run.encoding).text(text)


def encoded_example(run: Run, number: int, examples: Examples) -> EncodedExample:
    """Test example `number`.  Raises `ConfigError` when there is none.  examples: the test examples."""
    if not 0 <= number < len(examples):
        raise ConfigError(
            _("There is no test example {number:,}; expected 0 to {last:,}.", number=number, last=len(examples) - 1)
        )
    if isinstance(examples, TextExamples):
        return as_text_encoding(run.encoding).text(examples.texts[number])
    values = examples.take(np.array([number]))[0]
    return as_number_encoding(run.encoding).example(values, _labels(run.config.dataset, examples, number))


def _labels(dataset: Dataset, examples: Examples, number: int) -> tuple[str, ...]:
    """What each timestep of an example of numbers is."""
    if not isinstance(dataset, Series) or not isinstance(examples, WindowExamples):
        return tuple(_label(dataset.timestep, t) for t in range(1, dataset.input_shape[0] + 1))
    table = dataset.table()
    times = table.times[examples.rows[number] + examples.read_rows]
    if times.dtype.kind != "M":
        return tuple(_label("row", time) for time in times)
    days = (table.times == table.times.astype("datetime64[D]")).all()
    return tuple(str(time).replace("T", " ") for time in times.astype("datetime64[D]" if days else "datetime64[m]"))


def _label(timestep: str, number: int) -> str:
    """timestep: what it is called, one of `playground.wording.UNITS`."""
    return _("row {number}", number=number) if timestep == "row" else _("timestep {number}", number=number)


def by_keras(run: Run, numbers: np.ndarray) -> dict[int, np.ndarray]:
    """What Keras itself predicted at the end of training: number of a test example → (outputs,), or at every timestep.

    numbers: of the examples the run was tested on (`playground.prediction.splits.test_numbers`).  At every timestep
    padding is included.  Empty for a run that was trained before this was kept, or is not finished.
    """
    try:
        results = run.results
    except RunError:
        return {}
    predictions = results["forecast"][:, None] if "forecast" in results else results.get("said", ())
    return dict(zip(numbers.tolist(), predictions, strict=False))


def of_what_is_read(config: RunConfig, prediction: np.ndarray, timesteps: int) -> np.ndarray:
    """What Keras predicted for one example, `timesteps` long in the trace, without the padding that is skipped."""
    if prediction.ndim == 1:
        return prediction
    return prediction[len(prediction) - timesteps :] if config.encoding.padding == "front" else prediction[:timesteps]


def output_names(config: RunConfig) -> tuple[str, ...]:
    """What each output of a network that says a class or a number is: such as `P(good)`."""
    return config.task.output_names(config.dataset.class_names)


def example(dataset: Dataset, examples: Examples, number: int) -> Example:
    """Test example `number` in words."""
    text = examples.texts[number] if isinstance(examples, TextExamples) else ""
    true = true_of(examples, number)
    return Example(number, text, TASKS[dataset.task].truth(true, dataset.class_names, dataset.unit))


def true_of(examples: Examples, number: int) -> np.ndarray:
    """What is true of an example as its dataset gives it: () a class or a number in its unit, or one a symbol."""
    if isinstance(examples, TextExamples) and examples.each_token:
        first, last = examples.offsets[number : number + 2]
        return np.asarray(examples.targets[first:last])
    return np.asarray(examples.targets[number : number + 1][0])


def target(run: Run, number: int, examples: Examples, timesteps: int) -> np.ndarray:
    """What is true of test example `number`, as the loss of the run's network takes it.

    examples: the test examples.  timesteps: how many the network reads of it.
    () a class or a standardised number; (timesteps,) or (answer length,) classes, -1 where none is asked for.
    """
    one = run.encoding.encode(examples.subset(np.array([number])))
    return np.asarray(one.targets(np.zeros(1, int), timesteps, run.config.encoding.padding)[0])


def answer(config: RunConfig, fitted: FittedEncoding, trace: Trace) -> Answer:
    """What the network says, JSON-able, see the tasks."""
    dataset = config.dataset
    in_units = getattr(fitted, "in_units", float)
    return config.task.decode(trace.output, trace.mask, dataset.class_names, in_units, dataset.unit)


def in_words(config: RunConfig, prediction: Answer) -> tuple[str, str]:
    """What `answer` says as a short answer and the figures behind it."""
    return config.task.describe(prediction, config.dataset.class_names)


def is_right(config: RunConfig, prediction: str, truth: str) -> bool:
    """Whether a short answer (`in_words`) is what is true."""
    return config.task.is_right(prediction, truth, config.encoding.truncation)
