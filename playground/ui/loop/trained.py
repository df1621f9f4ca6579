"""The bare loop with the weights of a run of the learner's, beside what Keras predicted when training ended."""

import numpy as np
import pandas as pd
import streamlit as st

from playground.caching import remembered
from playground.config import RunConfig
from playground.encodings.numbers import as_number_encoding
from playground.errors import PlaygroundError
from playground.figures.equations import formulas
from playground.layers.plan import PlannedRecurrent
from playground.layers.recurrent import NAMES
from playground.prediction.cache import last_epoch, network_of, trace
from playground.prediction.predict import by_keras, of_what_is_read, output_names
from playground.prediction.splits import test_numbers
from playground.reference.loop_cells import Ran, code, ran
from playground.reference.over_time import of
from playground.runs import Run
from playground.ui.run.choose import choose_run, my_runs
from playground.ui.run.examples import pick_example, splits
from playground.ui.widgets.figure import csv_button
from playground.ui.widgets.plain import plain
from playground.ui.widgets.stepper import Walk, stepper
from playground.wording import in_unit

FIRST = 8
"""Entries of a vector that the page shows."""
EMPTY = f"You have no trained {NAMES} yet. Train one first: it takes a few seconds."
BEYOND = f"This page cannot show the network in the link: it has no {NAMES}, or it is an encoder–decoder."


def your_network() -> None:
    """A run, one of its test examples, and the loop of one of its layers."""
    train = ("train", "Go to Train", ":material/model_training:")
    run = choose_run(can_be_a_loop, EMPTY, BEYOND, train, my_runs)  # no starter: its test examples may not be here
    finished = run.recorded().state == "finished"
    dataset = run.config.dataset
    chosen = pick_example(dataset, lambda: [*_kept(run.id)] if finished else [])
    epoch = last_epoch(run)
    try:
        read = len(trace(run.id, epoch, chosen.number)[1].inputs)
    except PlaygroundError as error:
        st.error(plain(error))
        return
    if not read:
        st.info("This network knows nothing of this example to read. Choose another one.")
        return
    _loop(run, epoch, chosen.number, finished)


def can_be_a_loop(config: RunConfig) -> bool:
    """Whether a network has a layer that is one loop over what it reads."""
    return any(layer.recurrent for layer in config.layers) and not config.plan.reads_previous


@st.fragment
def _loop(run: Run, epoch: float, number: int, finished: bool) -> None:
    """Code, answer and all numbers of a timestep; a step runs only this."""
    planned, direction = _choose_layer(run)
    loop = _ran(run.id, epoch, number, planned.name, direction)
    walk = st.session_state.setdefault("trained walk", Walk())
    stepper(walk, len(loop.timesteps), "Timestep", "trained")
    index = len(loop.timesteps) - walk.at if direction == "backward" else walk.at - 1
    shown, answer = st.columns([6, 5])
    with shown, st.container(key="trained-code"):
        st.code(code(planned.layer.kind), line_numbers=True, wrap_lines=True)
        with st.expander("The same as equations"):
            st.latex(rf"\footnotesize {formulas(planned.layer.reads_with, planned.layer.activation)}", width="content")
    with answer, st.container(border=True):
        _answer(run, loop, index, _kept(run.id).get(number) if finished else None)
        if note := _missing(run, number, finished):
            st.caption(note)
    with answer:
        st.caption(_around(run, planned, direction, epoch))
    labels = trace(run.id, epoch, number)[1].labels
    at = f": {plain(labels[index])}" if len(labels) == len(loop.timesteps) else ""
    st.markdown(f"**Timestep {index + 1} of {len(loop.timesteps)}{at}**")
    numbers = loop.at(walk.at - 1)
    st.table(_table(numbers), border="horizontal")
    longest = max(map(len, numbers.values()))
    more = f"The first {FIRST} entries of each vector; all of them in the CSV. " if longest > FIRST else ""
    st.caption(f"{more}5 digits after the point.")
    csv_button(f"loop-{run.id[:6]}-{number}-{planned.name}-{index + 1}", lambda: _long(numbers))


def _choose_layer(run: Run) -> tuple[PlannedRecurrent, str]:
    """The layer, and its direction where it has two."""
    layers = {planned.name: planned for planned in run.config.plan.recurrent}
    name = next(reversed(layers))
    direction = ""
    with st.container(horizontal=True):
        if len(layers) > 1:
            name = st.segmented_control(
                "Layer", list(layers), default=name, required=True, key=f"loop layer {run.id}", persist_state="session"
            )
        planned = layers[name]
        if directions := planned.layer.directions:
            direction = st.segmented_control(
                "Direction",
                directions,
                default=directions[0],
                required=True,
                key=f"loop direction {run.id} {name}",
                format_func=str.capitalize,
                persist_state="session",
            )
    return planned, direction


@remembered
def _kept(run_id: str) -> dict[int, np.ndarray]:
    """What Keras predicted for a finished run's test examples, see `by_keras`.  Shared: do not change it."""
    run = Run.open(run_id)
    return by_keras(run, test_numbers(run.config, splits(run.config.dataset)))


@remembered
def _ran(run_id: str, epoch: float, number: int, name: str, direction: str) -> Ran:
    """The loop run to its end.  Shared: do not change it."""
    return ran(network_of(run_id, epoch), trace(run_id, epoch, number)[1], name, direction)


def _answer(run: Run, loop: Ran, index: int, prediction: np.ndarray | None) -> None:
    """What the network says with this loop, beside Keras.  prediction: Keras', as it was kept, padding included."""
    computed, when = loop.output, "After the last timestep"
    if prediction is not None:
        prediction = of_what_is_read(run.config, prediction, len(computed))
    if computed.ndim == 2:
        computed, when = computed[index], f"After timestep {index + 1}"
        prediction = None if prediction is None else prediction[index]
    dataset, words = run.config.dataset, ""
    if run.config.task.numeric:
        number = float(as_number_encoding(run.encoding).in_units(computed[0]))
        words = f" {plain(in_unit(number, dataset.unit))}, standardised:"
    st.markdown(f"{when} the network says{words}")
    st.table(_beside(output_names(run.config), computed, prediction), border="horizontal")
    if prediction is None:
        return
    largest = _difference(np.abs(computed - prediction).max())
    of_all = f" The largest of all {len(computed)} differences is {largest}." if len(computed) > FIRST else ""
    st.caption(
        "Keras computed its number when training ended, from these same weights. Keras computes with 7 digits and adds "
        f"in another order: the last digits may differ.{of_all}"
    )


def _beside(names: tuple[str, ...], computed: np.ndarray, prediction: np.ndarray | None) -> pd.DataFrame:
    """A row an output, the largest where there are many: computed by the loop and by Keras, the difference."""
    rows = np.argsort(-computed)[:FIRST] if len(computed) > FIRST else np.arange(len(computed))
    frame = pd.DataFrame(
        {"this loop": [_digits(computed[row], 8) for row in rows]}, [plain(names[row]) for row in rows]
    )
    if prediction is not None:
        frame["Keras"] = [_digits(prediction[row], 8) for row in rows]
        frame["difference"] = [_difference(abs(computed[row] - prediction[row])) for row in rows]
    return frame


def _digits(value: float, digits: int) -> str:
    """A number as text with so many digits after the point."""
    return f"{value:.{digits}f}".replace("-", "−")


def _difference(value: float) -> str:
    """Such as 3e-8."""
    return f"{value:.0e}".replace("e-0", "e-") if value else "0"


def _missing(run: Run, number: int, finished: bool) -> str:
    """Why there is nothing from Keras, if so."""
    if not finished:
        return "Keras' predictions are kept once a run has finished its last epoch; this one has not."
    kept = _kept(run.id)
    if not kept:
        return (
            "This run was trained before the app kept Keras' predictions: train it again to see them beside the loop."
        )
    if number not in kept:
        return f"Keras' predictions are kept for {len(kept):,} test examples, and not for this one: press Another."
    return ""


def _table(numbers: dict[str, np.ndarray]) -> pd.DataFrame:
    """A row a name: its shape and its first entries."""
    width = min(max(map(len, numbers.values())), FIRST)
    rows = {}
    for name, values in numbers.items():
        shown = [_digits(value, 5).rjust(8, "\u2007") for value in values[:width]]  # as wide: no column moves
        more = ["…" if len(values) > width else ""] if width == FIRST else []
        rows[name] = [f"({len(values)},)", *shown, *[""] * (width - len(shown)), *more]
    columns = ["shape", *map(str, range(width)), *[" "] * (width == FIRST)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _long(numbers: dict[str, np.ndarray]) -> pd.DataFrame:
    """All of it: a row an entry."""
    rows = [(name, index, value) for name, values in numbers.items() for index, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["name", "entry", "value"])


def _around(run: Run, planned: PlannedRecurrent, direction: str, epoch: float) -> str:
    """Where `x_t` and the weights come from, and where the states go."""
    layers = run.config.plan.layers
    index = layers.index(planned)
    before, behind = (
        plain(" → ".join(other.layer.label() for other in part)) for part in (layers[:index], layers[index + 1 :])
    )
    weights = of(network_of(run.id, epoch).weights, f"{planned.name}/{direction}".rstrip("/"))
    shapes = ", ".join(f"`{name}` {array.shape}" for name, array in weights.items())
    return " ".join(
        [
            f"It runs on the weights after epoch {epoch}: {shapes}; `activation` is {planned.layer.activation},",
            "`sigmoid(x)` is 1 / (1 + e⁻ˣ).",
            f"`x_t` comes from {before or 'the example itself'}"
            + (", the last timestep first." if direction == "backward" else "."),
            "Every state" if planned.return_sequences else "The last state",
            *(["is joined with that of the other direction and"] if direction else []),
            f"goes through {behind}, which the app computes in NumPy too.",
            "`yield dict(locals())` hands out all numbers of a timestep: those in the table.",
        ]
    )
