"""Numbers, not words: what becomes of a word nobody knows, of padding and of a text that is too long."""

from dataclasses import replace

import numpy as np

from playground.encodings.text import TokenSequence, as_text_encoding
from playground.languages import _
from playground.lessons.answers.base import (
    Answer,
    Found,
    accuracy,
    counts,
    last_recurrent,
    percent,
    said_of,
    some_test_examples,
    test_examples,
)
from playground.lessons.samples import long_text, samples
from playground.lessons.subjects import Mine, capital
from playground.prediction.cache import last_epoch, network_of
from playground.reference import Network
from playground.runs import Run, recording
from playground.wording import probability_text

MOST_TRIED, NOWHERE = 100, ("魑", "ŧ", "☃")
"""Frequent tokens of a vocabulary among which one is looked for; characters that hardly any vocabulary has."""
MOVED = 0.05
"""How far a probability or an accuracy must move to be called another."""


def unknown_word(mine: Mine) -> Found:
    """The ids of a token that is known and of one that is in no vocabulary."""
    run = mine.lstm()
    if len(_known_and_unknown(run)) < 2:
        run = recording()
    (known, id_), (made_up, unknown) = _known_and_unknown(run)
    fitted = as_text_encoding(run.encoding)
    return Found(
        _(
            "In the vocabulary that {network} learned from its own training texts, “{known}” is number {id}; in that "
            "of the Encode page it may be another. “{made_up}” is none of its {tokens:,} tokens, so it is number "
            "{unknown}, as every unknown token is: the network cannot tell two of them apart.",
            network=mine.named(run),
            known=known,
            id=id_,
            made_up=made_up,
            tokens=len(fitted.words),
            unknown=unknown,
        ),
        "unknown" if unknown == fitted.encoding.unknown else "own",
    )


def _known_and_unknown(run: Run) -> list[tuple[str, int]]:
    """A text that is one token of a network's vocabulary, and one that is a token and not in it, each with its id.

    Fewer where there are none such: the hashing trick has no vocabulary.
    """
    fitted, texts, found = as_text_encoding(run.encoding), samples(run), []
    for known, tried in ((True, (texts.known, *fitted.words[:MOST_TRIED])), (False, (texts.made_up, *NOWHERE))):
        for text in tried:
            tokens = fitted.text(text).tokens if text.strip() and counts(run)(text) == 1 else ()
            if tokens and tokens[0].known is known:
                found.append((text, tokens[0].token_id))
                break
    return found


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
    """What a network says of a text whose verdict stands first, cut at the front and at the back.

    Of blame and of praise the one where the cuts differ more: what stays is about nothing, and what a network says of
    that may be the verdict all the same.
    """
    run = mine.lstm()
    length, count = run.config.plan.timesteps, counts(run)
    verdicts = (samples(run).blame, samples(run).praise)
    texts = [long_text(run, verdict, lambda text: count(text) > length + 5) for verdict in verdicts]
    read = [_cut(run, text) for text in texts]
    named = max((0, 1), key=lambda number: abs(read[number][0] - read[number][1]))
    front, back = read[named]
    hurts = _hurts(front, back) if named else _hurts(1 - front, 1 - back)
    meant = {
        "front": _("It is surer of the verdict when it can read it."),
        "back": _("It is less sure of the verdict when it reads nothing after it but sentences about nothing."),
        "no-matter": _("Both cuts give the same: it says that of the sentences about nothing, too."),
    }[hurts]
    return Found(
        _(
            "{network} reads at most {most} tokens. Of a text of {tokens} tokens that begins “{verdict}”, {front} when "
            "the front is cut off, with the verdict, and {back} when the back is. {meant}",
            network=capital(mine.named(run)),
            most=length,
            tokens=count(texts[named]),
            verdict=verdicts[named],
            front=said_of(run, front),
            back=probability_text(back),
            meant=meant,
        ),
        hurts,
    )


def _cut(run: Run, text: str) -> tuple[float, float]:
    """The probability of the second class for a text that is too long: its front cut off, and its back."""
    fitted, net, read = as_text_encoding(run.encoding), network_of(run.id, last_epoch(run)), []
    for end in ("front", "back"):
        encoding = fitted.encoding.changed(truncation=end) if isinstance(fitted.encoding, TokenSequence) else None
        other = replace(fitted, encoding=encoding) if encoding else fitted
        read.append(float(Network(net.plan, other, net.weights).trace(other.text(text)).probability))
    return read[0], read[1]


def _hurts(front: float, back: float) -> str:
    """Which cut hurts, from the probability of what the verdict says when the front is cut off, and the back."""
    if abs(front - back) < MOVED:
        return "no-matter"
    return "front" if front < back else "back"


def _unmasked(run: Run) -> Network:
    """The run's network as if padding were not masked, with the weights it has."""
    net = network_of(run.id, last_epoch(run))
    config = run.config.changed(recipe="", encoding=run.config.encoding.changed(mask=False), earlier=())
    return Network(config.plan, net.encoding, net.weights)


WORDS = {
    "unknown-word": Answer(
        "The number of a token that is in no vocabulary", ("unknown", "own", "left-out"), unknown_word
    ),
    "padding": Answer("What padding does without a mask", ("same", "changes"), padding),
    "truncation": Answer("What is lost where a text is cut at the front", ("front", "back", "no-matter"), truncation),
}
