"""What a unit may follow, as a number at every timestep of some test examples."""

from dataclasses import dataclass, replace

import numpy as np

from playground.analysis.unit_words import begins_sentence, begins_word, contrasts, denies, is_mark, word_lists
from playground.config import RunConfig
from playground.datasets import DecidingPart, Examples, Series, Splits, TextExamples, WindowExamples
from playground.encodings import FittedEncoding
from playground.encodings.base import EncodedExamples
from playground.encodings.text import FittedText, as_text_encoding

MOST_CLASSES = 10
"""Of which each is looked for by itself: the most frequent."""
MOST_COLUMNS = 3
"""Of the numbers that are read, by name."""
HOURS = 24
OWN = "own words"
"""The kind of what the learner's own words make, always the last: others stay as they are without it."""


@dataclass(frozen=True)
class Feature:
    """One thing to follow.  kind: a key of `playground.narration.unit_finder.FEATURES`; name: which one of that kind.

    values (timesteps,) float64: of all examples one after another, as far and in the order they are read, no padding.
    """

    kind: str
    name: str
    values: np.ndarray


def features_of(
    config: RunConfig,
    fitted: FittedEncoding,
    splits: Splits,
    examples: Examples,
    encoded: EncodedExamples,
    words: tuple[str, ...] = (),
) -> list[Feature]:
    """All that can be told of these examples, without what is the same at every timestep of all of them.

    splits: of the dataset.  examples: some of its test examples, texts split as the encoding does.  encoded: the same.
    words: a list of the learner's own.
    """
    lengths = encoded.lengths
    found = [*_classes(config, examples, lengths), Feature("position", "", _counted(lengths))]
    if isinstance(examples, TextExamples):
        origin = _origin(as_text_encoding(fitted), examples)
        found += _of_tokens(config, splits, examples, origin, words)
        place = origin - np.repeat(examples.offsets[:-1], lengths)
    else:
        place = _counted(lengths)
        found += _of_numbers(config, examples)
    part = config.dataset.deciding_part(examples)
    if part and not fitted.encoding.reverse and (part.needed > part.ends).any():
        found += _remembered(config, part, lengths, place)
    found.sort(key=lambda one: one.kind == OWN)
    return [one for one in found if np.ptp(one.values) > 0]


def _counted(lengths: np.ndarray) -> np.ndarray:
    """0, 1, 2 … within each example."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(lengths.sum()) - np.repeat(starts, lengths).astype(np.float64)


def _origin(fitted: FittedText, examples: TextExamples) -> np.ndarray:
    """Which of the tokens of all texts is read at each timestep: (timesteps,) int."""
    numbered = replace(examples, targets=np.arange(len(examples.token_ids), dtype=np.int32), each_token=True)
    return fitted.encode(numbered).answers


def _classes(config: RunConfig, examples: Examples, lengths: np.ndarray) -> list[Feature]:
    """What is to be said of each example, the same at all its timesteps."""
    targets, names = examples.targets, config.dataset.class_names
    if config.task.numeric and not np.isnan(targets).any():
        return [Feature("target", "", np.repeat(targets.astype(np.float64), lengths))]
    if not config.task.classifies or (targets < 0).any():
        return []
    if len(names) == 2:
        return [Feature("class", names[1], np.repeat(targets.astype(np.float64), lengths))]
    often = np.sort(np.argsort(-np.bincount(targets, minlength=len(names)), kind="stable")[:MOST_CLASSES])
    return [Feature("class", names[one], np.repeat((targets == one).astype(np.float64), lengths)) for one in often]


def _of_tokens(
    config: RunConfig, splits: Splits, examples: TextExamples, origin: np.ndarray, words: tuple[str, ...]
) -> list[Feature]:
    """What is true of a token, or of where it stands in its text."""
    found = []

    def of_words(kind: str, name: str, true: np.ndarray) -> None:
        found.append(Feature(kind, name, true[examples.token_ids][origin].astype(np.float64)))

    if words:
        of_words(OWN, "", np.isin(examples.words, words))
    if examples.split != "characters":
        for name, listed in word_lists(config, splits, examples.split).items():
            of_words("words for", name, np.isin(examples.words, list(listed)))
    elif config.dataset.language != "zh":
        found.append(Feature("word begins", "", begins_word(examples)[origin].astype(np.float64)))
    if examples.split != "characters" or config.dataset.language == "zh":
        of_words("negation", "", np.array([denies(word) for word in examples.words], bool))
        of_words("contrast", "", np.array([contrasts(word) for word in examples.words], bool))
    if examples.split in ("characters", "spaces"):
        of_words("punctuation", "", np.array([is_mark(word[-1]) for word in examples.words], bool))
        found.append(Feature("sentence begins", "", begins_sentence(examples)[origin].astype(np.float64)))
    return found


def _of_numbers(config: RunConfig, examples: Examples) -> list[Feature]:
    """What stands in a row of numbers, and when it was measured."""
    assert not isinstance(examples, TextExamples)
    dataset = config.dataset
    backwards = slice(None, None, -1 if config.encoding.reverse else 1)
    values = examples.take(np.arange(len(examples)))[:, backwards]
    if dataset.is_image:
        return [Feature("stroke", "", values.mean(axis=2, dtype=np.float64).ravel())]
    names = dataset.feature_names
    columns = [dataset.target] if isinstance(dataset, Series) else range(min(len(names), MOST_COLUMNS))
    found = [Feature("column", names[one], values[:, :, one].astype(np.float64).ravel()) for one in columns]
    if isinstance(dataset, Series) and isinstance(examples, WindowExamples):
        times = dataset.table().times[examples.rows[:, None] + examples.read_rows][:, backwards].ravel()
        found += _hours(times)
    return found


def _hours(times: np.ndarray) -> list[Feature]:
    """The hour on the face of a clock that shows 24 of them; none where the times are days, or no times at all."""
    if times.dtype.kind != "M":
        return []
    hours = (times - times.astype("datetime64[D]")) / np.timedelta64(1, "h")
    angle = 2 * np.pi * hours / HOURS
    return [
        Feature(kind, "", np.round(values, 9))
        for kind, values in (("noon", -np.cos(angle)), ("evening", -np.sin(angle)))
    ]


def _remembered(config: RunConfig, part: DecidingPart, lengths: np.ndarray, place: np.ndarray) -> list[Feature]:
    """What has to be remembered, from when it has been read until it is not needed any more; else the mean of it.

    place (timesteps,): which timestep of its whole example each one is, from 0.
    """
    values, symbols = part.values, config.dataset.class_names
    kinds = np.unique(values)
    which = {"": values.astype(np.float64)}
    if values.dtype.kind != "f" and len(kinds) > 2:
        which = {
            symbols[one] if one < len(symbols) else str(one): (values == one).astype(np.float64)
            for one in kinds[:MOST_CLASSES].tolist()
        }
    held = (place >= np.repeat(part.ends - 1, lengths)) & (place < np.repeat(part.needed, lengths))
    found = []
    if which.keys() == {""} and values.dtype.kind != "f" and len(symbols) == 2 and set(kinds.tolist()) <= {0, 1}:
        return [Feature("verdict", symbols[1], np.where(held, np.repeat(values, lengths), values.mean()))]
    for name, one in which.items():
        kind = "remembered is" if name else "remembered"
        found.append(Feature(kind, name or part.name, np.where(held, np.repeat(one, lengths), one.mean())))
    return found
