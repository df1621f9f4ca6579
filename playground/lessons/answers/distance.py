"""Why gates: who remembered over a distance, how long a state holds it, and how far back a gradient reaches."""

from collections.abc import Sequence

from playground.analysis.gradient_through_time import courses
from playground.analysis.memory_curve import memory_curves
from playground.errors import RunError
from playground.languages import _
from playground.lessons.answers.base import Answer, Found, spaced
from playground.lessons.subjects import Mine, capital, has_ended
from playground.narration.memory import beyond, fullest, sentence, unit_of
from playground.narration.race import Lane, verdict
from playground.prediction.cache import last_epoch
from playground.recipes.race import lane_names
from playground.runs import Run
from playground.wording import together

HELD = 0.5
"""Of what can be read out of a state beyond guessing, 0–1: so much is still there."""
MOST, VANISHED = 0.5, 0.1
"""Of a gradient's size at the last timestep: most of it is left; less is left of one that vanishes."""


def who_remembered(mine: Mine) -> Found:
    """Who of the newest race has learned it."""
    runs = mine.race()
    if still := _still(runs):
        return Found(still, pending=True)
    names = lane_names([run.config for run in runs])
    lanes = [_lane(run, name) for run, name in zip(runs, names, strict=True)]
    said = verdict(lanes, unit_of(runs[0].config))
    gated = [lane.learned >= LEARNED for lane in lanes if lane.gates and lane.accuracy is not None]
    plain = [lane.learned >= LEARNED for lane in lanes if not lane.gates and lane.accuracy is not None]
    return Found(spaced(together(*said[:2])), _who(gated, plain))


def _who(gated: Sequence[bool], plain: Sequence[bool]) -> str:
    """The outcome that is true, from whether each lane with gates, and each without, has learned; empty: none is."""
    if not gated or not plain:
        return ""
    if all(gated) and not any(plain):
        return "gated"
    if all(gated) and all(plain):
        return "all"
    return "others" if any(gated) or any(plain) else "nobody"


LEARNED = 0.8
"""Of the way from guessing to always right, as the race's own verdict has it."""


def how_long(mine: Mine) -> Found:
    """How much of the verdict the states of the race's LSTM and SimpleRNN still hold at the end."""
    runs = mine.race()
    if still := _still(runs):
        return Found(still, pending=True)
    chosen = [
        next((run for run in runs if bool(_gates(run)) is gated and run.has_weights), None) for gated in (True, False)
    ]
    shown = [run for run in chosen if run]
    if not shown:
        raise RunError(
            _("The newest race has no weights. Press Play on the Race page, and go on here when it is over.")
        )
    said, kept = [], []
    for run in shown:
        curves = memory_curves(run, last_epoch(run))
        curve = fullest([one for one in curves if one.layer == curves[-1].layer])
        kept.append(float(beyond(curve).shares[-1]))
        told = sentence(curve, unit_of(run.config)).replace("**", "")
        said.append(_("{network}: {sentence}", network=capital(mine.named(run)), sentence=told))
    outcome = ""
    if len(kept) == 2:
        outcome = _where(kept[0] >= HELD, kept[1] >= HELD)
    return Found(spaced(together(*said)), outcome)


def _where(gated: bool, plain: bool) -> str:
    """The outcome that is true, from whether the state with gates, and that without, still holds it."""
    if gated:
        return "both" if plain else "gated"
    return "plain" if plain else "neither"


def gradient(mine: Mine) -> Found:
    """How much of the gradient is left at the first words, of an LSTM."""
    run = mine.far()
    planned = run.config.plan.recurrent[-1]
    mean = courses(run.id, last_epoch(run), "answer").by_time((planned.name, "", "cell")).mean
    left = float(mean[-1] / mean[0]) if mean[0] else 0.0
    return Found(
        _(
            "In {network}, {share:.3g} % of the gradient at the last timestep is left {number} timesteps before "
            "it, both at the cell state c, on average over the test examples. Gates can carry it further; they have "
            "to learn to, and nothing says that they always do.",
            network=mine.named(run),
            share=100 * left,
            number=len(mean) - 1,
        ),
        _left(left),
    )


def _left(share: float) -> str:
    """The outcome that is true of what is left of a gradient."""
    return "shrinks" if share < VANISHED else "some" if share < MOST else "reaches"


def _still(runs: Sequence[Run]) -> str:
    """What is said while a race goes on; empty: it is over."""
    going = [run for run in runs if not has_ended(run)]
    if not going:
        return ""
    done = max(len(run.history().epochs) for run in going)
    epochs = max(run.config.epochs for run in going)
    return _(
        "Your race is still on: epoch {done} of {epochs} is done. This fills in by itself.", done=done, epochs=epochs
    )


def _lane(run: Run, name: str) -> Lane:
    history = run.history()
    last = history.epochs[-1] if history.epochs else {}
    guess = history.facts.get("baseline", {}).get("accuracy", 0.0)
    accuracy, loss = last.get("val_accuracy"), last.get("val_loss")
    return Lane(name, history.state, len(history.epochs), accuracy, loss, guess, _gates(run), None)


def _gates(run: Run) -> int:
    return sum(len(planned.layer.reads_with.gates) for planned in run.config.plan.recurrent)


DISTANCE = {
    "who-remembered": Answer("Who of the newest race learned it", ("gated", "all", "nobody", "others"), who_remembered),
    "how-long": Answer(
        "What the states still hold at the end", ("gated", "both", "neither", "plain"), how_long, slow=True
    ),
    "gradient": Answer(
        "How much of an LSTM's gradient reaches back", ("shrinks", "some", "reaches"), gradient, slow=True
    ),
}
