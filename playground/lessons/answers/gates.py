"""Open the gates: what a forget gate of 1 does, and that the hidden state is not the cell state."""

import numpy as np

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
        f"With the forget gate of {mine.named(run)} held at 1, {kept[0]:.0f} % of the cell state stays at every word; "
        f"held at 0, {kept[1]:.0f} % does. It is right in {percent(free)} of {of_test(run)} when the gate is free, "
        f"in {percent(opened)} at 1 and in {percent(closed)} at 0.",
        "keeps" if kept[0] > kept[1] else "forgets",
    )


def h_and_c(mine: Mine) -> Found:
    """The largest numbers of the hidden and of the cell state, and how alike they are."""
    run = mine.lstm()
    parts = trace(run.id, last_epoch(run), a_text(run))[1].layers[last_recurrent(run)]
    h, c = parts["hidden"], parts["cell"]
    alike = float(np.corrcoef(h.ravel(), c.ravel())[0, 1])
    return Found(
        f"While {mine.named(run)} reads one review, its hidden state h never exceeds ±{np.abs(h).max():.2f}, its cell "
        f"state c reaches ±{np.abs(c).max():.2f}; they correlate by {signed(alike)}. h = o · tanh(c): what the output "
        "gate lets out of c.",
        "other" if np.abs(h - c).max() > MOVED else "same",
    )


GATES = {
    "forget-clamped": Answer("What a forget gate of 1 and of 0 keeps", ("keeps", "forgets"), forget_clamped),
    "h-and-c": Answer("The hidden state beside the cell state", ("other", "same"), h_and_c),
}
