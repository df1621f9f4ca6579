"""The bare loop with the weights of a run of the learner's, beside what Keras predicted when training ended."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from playground.analysis.direction_names import direction_name
from playground.caching import remembered
from playground.config import RunConfig
from playground.encodings.numbers import as_number_encoding
from playground.errors import PlaygroundError
from playground.figures.equations import formulas
from playground.languages import _
from playground.layers import RECURRENT
from playground.layers.plan import PlannedRecurrent
from playground.prediction.cache import last_epoch, network_of, trace
from playground.prediction.predict import by_keras, of_what_is_read, output_names
from playground.prediction.splits import test_numbers
from playground.reference.loop_cells import Ran, code, ran
from playground.runs import Run
from playground.ui.loop.trained_texts import around, says
from playground.ui.run.choose import choose_run, my_runs
from playground.ui.run.examples import pick_example, splits
from playground.ui.widgets.figure import csv_button
from playground.ui.widgets.plain import plain
from playground.ui.widgets.stepper import Walk, stepper
from playground.wording import in_unit, together

FIRST = 8
"""Entries of a vector that the page shows."""


def your_network() -> None:
    """A run, one of its test examples, and the loop of one of its layers."""
    train = ("train", _("Go to Train"), ":material/model_training:")
    *others, last = (_(layer.title) for layer in RECURRENT.values())
    kinds = _("{kinds} or {last}", kinds=", ".join(others), last=last)
    empty = _("You have no trained {kinds} yet. Train one first: it takes a few seconds.", kinds=kinds)
    beyond = _(
        "This page cannot show the network in the link: it has no {kinds}, or it is an encoder–decoder.", kinds=kinds
    )
    run = choose_run(can_be_a_loop, empty, beyond, train, my_runs)  # no starter: its test examples may not be here
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
        st.info(_("This network knows nothing of this example to read. Choose another one."))
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
    stepper(walk, len(loop.timesteps), _("Timestep"), "trained")
    index = len(loop.timesteps) - walk.at if direction == "backward" else walk.at - 1
    shown, answer = st.columns([6, 5])
    with shown, st.container(key="trained-code"):
        st.code(code(planned.layer.kind), line_numbers=True, wrap_lines=True)
        with st.expander(_("The same as equations")):
            st.latex(rf"\footnotesize {formulas(planned.layer.reads_with, planned.layer.activation)}", width="content")
    with answer, st.container(border=True):
        _answer(run, loop, index, _kept(run.id).get(number) if finished else None)
        if note := _missing(run, number, finished):
            st.caption(note)
    with answer:
        st.caption(around(run, planned, direction, epoch))
    labels = trace(run.id, epoch, number)[1].labels
    st.markdown(_heading(index + 1, len(loop.timesteps), labels))
    numbers = loop.at(walk.at - 1)
    st.table(_table(numbers), border="horizontal")
    longest = max(map(len, numbers.values()))
    more = _("The first {number} entries of each vector; all of them in the CSV.", number=FIRST)
    digits = _("5 digits after the point.")
    st.caption(together(more, digits) if longest > FIRST else digits)
    name = f"loop-{run.id[:6]}-{number}-{planned.name}-{index + 1}"
    csv_button(name, lambda: _long(numbers), _("line by line, {layer}, t = {t}", layer=planned.name, t=index + 1))


def _heading(timestep: int, timesteps: int, labels: Sequence[str]) -> str:
    """Which timestep it is, from 1, and what is read there if that is known."""
    if len(labels) != timesteps:
        return _("**Timestep {timestep} of {timesteps}**", timestep=timestep, timesteps=timesteps)
    return _(
        "**Timestep {timestep} of {timesteps}: {label}**",
        timestep=timestep,
        timesteps=timesteps,
        label=plain(labels[timestep - 1]),
    )


def _choose_layer(run: Run) -> tuple[PlannedRecurrent, str]:
    """The layer, and its direction where it has two."""
    layers = {planned.name: planned for planned in run.config.plan.recurrent}
    name = next(reversed(layers))
    direction = ""
    with st.container(horizontal=True):
        if len(layers) > 1:
            name = st.segmented_control(
                _("Layer"),
                list(layers),
                default=name,
                required=True,
                key=f"loop layer {run.id}",
                persist_state="session",
            )
        planned = layers[name]
        if directions := planned.layer.directions:
            direction = st.segmented_control(
                _("Direction"),
                directions,
                default=directions[0],
                required=True,
                key=f"loop direction {run.id} {name}",
                format_func=lambda one: direction_name(one).capitalize(),
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
    computed, timestep = loop.output, 0
    if prediction is not None:
        prediction = of_what_is_read(run.config, prediction, len(computed))
    if computed.ndim == 2:
        computed, timestep = computed[index], index + 1
        prediction = None if prediction is None else prediction[index]
    dataset, said = run.config.dataset, ""
    if run.config.task.numeric:
        said = plain(in_unit(float(as_number_encoding(run.encoding).in_units(computed[0])), _(dataset.unit)))
    st.markdown(says(timestep, said))
    st.table(_beside(output_names(run.config), computed, prediction), border="horizontal")
    if prediction is None:
        return
    largest = _difference(np.abs(computed - prediction).max())
    about = _(
        "Keras computed its number when training ended, from these same weights. Keras computes with 7 digits and adds "
        "in another order: the last digits may differ."
    )
    of_all = _("The largest of all {number} differences is {largest}.", number=len(computed), largest=largest)
    st.caption(together(about, of_all) if len(computed) > FIRST else about)


def _beside(names: tuple[str, ...], computed: np.ndarray, prediction: np.ndarray | None) -> pd.DataFrame:
    """A row an output, the largest where there are many: computed by the loop and by Keras, the difference."""
    rows = np.argsort(-computed)[:FIRST] if len(computed) > FIRST else np.arange(len(computed))
    frame = pd.DataFrame(
        {_("this loop"): [_digits(computed[row], 8) for row in rows]}, [plain(names[row]) for row in rows]
    )
    if prediction is not None:
        frame["Keras"] = [_digits(prediction[row], 8) for row in rows]
        frame[_("difference")] = [_difference(abs(computed[row] - prediction[row])) for row in rows]
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
        return _("Keras' predictions are kept once a run has finished its last epoch; this one has not.")
    kept = _kept(run.id)
    if not kept:
        return _(
            "This run was trained before the app kept Keras' predictions: train it again to see them beside the loop."
        )
    if number not in kept:
        return _(
            "Keras' predictions are kept for {number:,} test examples, and not for this one: press Another.",
            number=len(kept),
        )
    return ""


def _table(numbers: dict[str, np.ndarray]) -> pd.DataFrame:
    """A row a name: its shape and its first entries."""
    width = min(max(map(len, numbers.values())), FIRST)
    rows = {}
    for name, values in numbers.items():
        shown = [_digits(value, 5).rjust(8, "\u2007") for value in values[:width]]  # as wide: no column moves
        more = ["…" if len(values) > width else ""] if width == FIRST else []
        rows[_called(name)] = [f"({len(values)},)", *shown, *[""] * (width - len(shown)), *more]
    columns = [_("shape"), *map(str, range(width)), *[" "] * (width == FIRST)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def _called(name: str) -> str:
    """A variable of the code, or a state before the timestep, see `Ran.at`."""
    state = name.removesuffix(" before")
    return name if state == name else _("{state} before", state=state)


def _long(numbers: dict[str, np.ndarray]) -> pd.DataFrame:
    """All of it: a row an entry."""
    rows = [(name, index, value) for name, values in numbers.items() for index, value in enumerate(values)]
    return pd.DataFrame(rows, columns=["name", "entry", "value"])
