"""Numbers, not words: what becomes of a word nobody knows, of padding and of a text that is too long."""

from dataclasses import replace

import numpy as np

from playground.datasets.grammar import ENGLISH
from playground.encodings.text import TokenSequence, as_text_encoding
from playground.languages import _
from playground.lessons.answers.base import (
    Answer,
    Found,
    accuracy,
    last_recurrent,
    percent,
    said_of,
    some_test_examples,
    test_examples,
)
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, network_of
from playground.reference import Network
from playground.runs import Run
from playground.wording import probability_text

KNOWN, MADE_UP = "film", "flibbertigibbet"
VERDICT = "The acting was superb."
MOVED = 0.05
"""How far a probability or an accuracy must move to be called another."""


def unknown_word(mine: Mine) -> Found:
    """The ids of a word that is known and of one that is made up."""
    run = mine.lstm()
    fitted = as_text_encoding(run.encoding)
    known, made_up = (int(fitted.text(word).inputs[fitted.text(word).mask][0]) for word in (KNOWN, MADE_UP))
    return Found(
        _(
            "In the vocabulary that {network} learned from its own training texts, “{known}” is number {id}; in that "
            "of the Encode page it may be another. “{made_up}” is none of its {words:,} words, so it is number "
            "{unknown}, as every unknown word is: the network cannot tell two of them apart.",
            network=mine.named(run),
            known=KNOWN,
            id=known,
            made_up=MADE_UP,
            words=len(fitted.words),
            unknown=made_up,
        ),
        "unknown" if made_up == fitted.encoding.unknown else "own",
    )


def padding(mine: Mine) -> Found:
    """How far padding that nothing masks moves the last state, and the accuracy with it, in front and behind."""
    run = mine.lstm()
    epoch, net, name = last_epoch(run), _unmasked(run), last_recurrent(run)
    inputs, targets = some_test_examples(run)
    state = network_of(run.id, epoch).traces(inputs).layers[name]["hidden"][:, -1]
    right, moved = [accuracy(run.id, epoch)], []
    for front in (True, False):
        padded = _filled_up(inputs, net.plan.timesteps, front)
        traced = net.traces(padded)
        correct = run.config.task.correct(traced.output, targets)
        assert correct is not None  # it says a class
        right.append(float(correct.mean()))
        moved.append(float(np.abs(traced.layers[name]["hidden"][:, -1] - state).max(axis=-1).mean()))
    return Found(
        _(
            "Without the mask, padding behind a text moves the state that {network} ends with by {behind:.2f} in some "
            "unit, padding in front by {front:.2f}. It is right in {masked} of {test_examples} with the mask, in "
            "{right_behind} without it behind and in {right_front} in front. Which of the two harms the answers, if "
            "any, differs from network to network.",
            network=mine.named(run),
            behind=moved[1],
            front=moved[0],
            masked=percent(right[0]),
            test_examples=test_examples(len(inputs)),
            right_behind=percent(right[2]),
            right_front=percent(right[1]),
        ),
        "changes" if max(moved) >= MOVED else "same",
    )


def _filled_up(inputs: np.ndarray, timesteps: int, front: bool) -> np.ndarray:
    """Token ids (examples, timesteps) with the padding in front or behind."""
    padded = np.zeros((len(inputs), timesteps), np.int32)
    for row, ids in zip(padded, inputs, strict=True):
        real = ids[ids != 0][:timesteps]
        row[timesteps - len(real) if front else 0 :][: len(real)] = real
    return padded


def truncation(mine: Mine) -> Found:
    """What a network says of a text whose verdict stands first, cut at the front and at the back."""
    run = mine.lstm()
    text, length = _long(run), run.config.plan.timesteps
    said = []
    for end in ("front", "back"):
        fitted = as_text_encoding(run.encoding)
        encoding = fitted.encoding.changed(truncation=end) if isinstance(fitted.encoding, TokenSequence) else None
        other = replace(fitted, encoding=encoding) if encoding else fitted
        net = network_of(run.id, last_epoch(run))
        said.append(float(Network(net.plan, other, net.weights).trace(other.text(text)).probability))
    hurts = _hurts(*said)
    meant = {
        "front": _("It is surer of the verdict when it can read it."),
        "back": _("It is less sure of the verdict when it reads nothing after it but words about nothing."),
        "no-matter": _("Both cuts give the same: it says that of the words about nothing, too."),
    }[hurts]
    return Found(
        _(
            "{network} reads at most {most} words. Of a text of {words} words that begins “{verdict}”, {front} when "
            "the front is cut off, with the verdict, and {back} when the back is. {meant}",
            network=capital(mine.named(run)),
            most=length,
            words=text.count(" ") + 1,
            verdict=VERDICT,
            front=said_of(run, said[0]),
            back=probability_text(said[1]),
            meant=meant,
        ),
        hurts,
    )


def _hurts(front: float, back: float) -> str:
    """Which cut hurts, from the probability of what the verdict says when the front is cut off, and the back."""
    if abs(front - back) < MOVED:
        return "no-matter"
    return "front" if front < back else "back"


def _long(run: Run) -> str:
    """A verdict, and so much about nothing that a network cannot read all."""
    first = iter(range(10_000_000))
    text = VERDICT
    while text.count(" ") < run.config.plan.timesteps + 5:
        text += " " + ENGLISH.sentence("neutral", 0, lambda options: options[next(first) % len(options)])
    return text


def _unmasked(run: Run) -> Network:
    """The run's network as if padding were not masked, with the weights it has."""
    net = network_of(run.id, last_epoch(run))
    config = run.config.changed(recipe="", encoding=run.config.encoding.changed(mask=False), earlier=())
    return Network(config.plan, net.encoding, net.weights)


WORDS = {
    "unknown-word": Answer(
        "The number of a word that is in no vocabulary", ("unknown", "own", "left-out"), unknown_word
    ),
    "padding": Answer("What padding does without a mask", ("same", "changes"), padding),
    "truncation": Answer("What is lost where a text is cut at the front", ("front", "back", "no-matter"), truncation),
}
