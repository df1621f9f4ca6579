"""Open the gates: what a forget gate of 1 does, and that the hidden state is not the cell state."""

import numpy as np

from playground.languages import _
from playground.lessons.answers.base import Answer, Found, a_text, accuracy, last_recurrent, of_test, percent, signed
from playground.lessons.subjects import Mine
from playground.prediction.cache import last_epoch, trace
from playground.reference.interventions import ClampGate

MOVED = 0.1


def forget_clamped(mine: Mine) -> Found:
    """What is left of the cell state, and the accuracy, with the forget gate held at 1, at 0, and free."""
    run = mine.lstm()
    epoch, name = last_epoch(run), last_recurrent(run)
    kept = []
    for value in (1.0, 0.0):
        parts = trace(run.id, epoch, a_text(run), (ClampGate(name, "", "forget", value),))[1].layers[name]
        before, rest = parts["cell"][:-1], (parts["cell"] - parts["input"] * parts["candidate"])[1:]
        kept.append(100 * float((rest * before).sum() / (before * before).sum()))
    free = accuracy(run.id, epoch)
    opened, closed = (accuracy(run.id, epoch, (ClampGate(name, "", "forget", value),)) for value in (1.0, 0.0))
    return Found(
        _(
            "With the forget gate of {network} held at 1, {kept_open:.0f} % of the cell state stays at every timestep; "
            "held at 0, {kept_closed:.0f} % does. It is right in {free} of {test_examples} when the gate is free, in "
            "{open} at 1 and in {closed} at 0.",
            network=mine.named(run),
            kept_open=kept[0],
            kept_closed=kept[1],
            free=percent(free),
            test_examples=of_test(run),
            open=percent(opened),
            closed=percent(closed),
        ),
        "keeps" if kept[0] > kept[1] else "forgets",
    )


def h_and_c(mine: Mine) -> Found:
    """The largest numbers of the hidden and of the cell state, and how alike they are."""
    run = mine.lstm()
    parts = trace(run.id, last_epoch(run), a_text(run))[1].layers[last_recurrent(run)]
    h, c = parts["hidden"], parts["cell"]
    alike = float(np.corrcoef(h.ravel(), c.ravel())[0, 1])
    return Found(
        _(
            "While {network} reads one review, its hidden state h never exceeds ±{h:.2f}, its cell state c reaches "
            "±{c:.2f}; they correlate by {alike}. h = o · tanh(c): what the output gate lets out of c.",
            network=mine.named(run),
            h=np.abs(h).max(),
            c=np.abs(c).max(),
            alike=signed(alike),
        ),
        "other" if np.abs(h - c).max() > MOVED else "same",
    )


GATES = {
    "forget-clamped": Answer("What a forget gate of 1 and of 0 keeps", ("keeps", "forgets"), forget_clamped),
    "h-and-c": Answer("The hidden state beside the cell state", ("other", "same"), h_and_c),
}
