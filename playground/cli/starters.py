"""The runs that come with the playground, one a language: how each is trained, and what is promised of it."""

from dataclasses import dataclass

from playground.cli import short_sentences, short_sentences_zh
from playground.cli.short_sentences import Judged
from playground.config import RunConfig
from playground.datasets.imdb import Imdb
from playground.datasets.reviews_zh import ReviewsZh
from playground.earlier import Earlier
from playground.encodings import LearnedEmbedding
from playground.layers import LSTM, Dropout, Layer


@dataclass(frozen=True)
class Starter:
    """A run that ships.

    kept: epochs whose weights are kept, as many as fit; 0 is before training.
    least_accuracy: on the test reviews, 0–1.  most_bytes: of its folder.
    halves: short sentences that nothing is learned from: those for development, then those for the last check.
    readme: what its folder says of it, to be filled in by `build_starter.readme`.
    least_of_sentences: of each half, those it must judge right, 0–1.
    """

    config: RunConfig
    kept: tuple[int, ...]
    least_accuracy: float
    most_bytes: int
    halves: tuple[tuple[Judged, ...], tuple[Judged, ...]]
    readme: str
    least_of_sentences: float = 0.85


ENCODING = LearnedEmbedding(vocabulary_size=10_000, maximum_length=800, dimensions=24)
BATCHES = 382
"""Of an epoch: as many as the reviews fill that are trained on."""


def _layers(dropout: float) -> tuple[Layer, ...]:
    return Dropout(rate=dropout), LSTM(units=64), Dropout(rate=0.3)


def _until(epoch: int, learning_rate: float, clauses: int = 0) -> Earlier:
    """What is in force until the end of an epoch.  clauses: that are learned from beside the reviews."""
    return Earlier(
        until=epoch * BATCHES,
        learning_rate=learning_rate,
        dataset=Imdb(clauses=clauses),
        encoding=ENCODING,
        layers=_layers(0.6),
    )


ENGLISH = RunConfig(
    dataset=Imdb(),
    encoding=ENCODING,
    layers=_layers(0.6),
    optimizer="adam",
    learning_rate=0.0002,
    batch_size=64,
    epochs=15,
    steps_per_epoch=BATCHES,
    validation_split=0.02,
    seed=1,
    earlier=(
        _until(6, 0.003, 20_000),
        _until(10, 0.001, 20_000),
        _until(12, 0.001),
        _until(14, 0.0005),
    ),
)
"""Of some twenty tried, the one that is right often enough on reviews and on short sentences.

Short clauses throughout make it judge the sentences right but cost a per cent of the reviews (0.8734 to 0.8826);
reviews alone at the end, at falling rates, give most of that back (0.8811 to 0.8846); so do 800 words in place of 500.
Without clauses: 0.8873 of the reviews, 41 of the 80 sentences.
"""
CHINESE = RunConfig(
    dataset=ReviewsZh(examples=20_000, distance=10),
    encoding=LearnedEmbedding(split="characters", vocabulary_size=400, dimensions=32),
    layers=(Dropout(rate=0.5), LSTM(units=64), Dropout(rate=0.5)),
    learning_rate=0.003,
    batch_size=64,
    epochs=8,
    validation_split=0.05,
    seed=1,
)
"""The rarest of the characters are left out of its vocabulary, so that it learns what an unknown one is worth."""

STARTERS = {
    "en": Starter(
        ENGLISH,
        kept=(0, 6, 15),
        least_accuracy=0.885,
        most_bytes=2_000_000,
        halves=(short_sentences.DEVELOPMENT, short_sentences.FINAL),
        readme="""# The starter network

The run that comes with RNN Playground, trained by the playground itself on the {train:,} training reviews of
IMDB{added}: {network}.

Its test accuracy is {accuracy:.4f} on {test:,} reviews, with these float16 weights and the NumPy reference.
It is one of some twenty that were tried, chosen by this number too: of other reviews it may judge a few
per mille fewer right. Of {sentences} short sentences with negation and contrast, which it never learned from, it judges
{development} of the first {half} right and {final} of the other {half} (playground/cli/short_sentences.py).
`python -m playground.cli.build_starter` makes this folder and prints these numbers. Of the reviews nothing is in here
but the {words:,} most frequent words. They are described in:

{citation}
<{source}>
""",
    ),
    "zh": Starter(
        CHINESE,
        kept=(0, 2, 8),
        least_accuracy=0.99,
        most_bytes=500_000,
        halves=(short_sentences_zh.DEVELOPMENT, short_sentences_zh.FINAL),
        readme="""# The Chinese starter network

The run that comes with RNN Playground for a page in Chinese, trained by the playground itself on {train:,} Chinese film
reviews that a grammar wrote, character by character: {network}.

Its test accuracy is {accuracy:.4f} on {test:,} other reviews of the same grammar, with these float16 weights and the
NumPy reference: what people write is harder. Of {sentences} short sentences that are not of the grammar, half of them
with negation or contrast, it judges {development} of the first {half} right and {final} of the other {half}
(playground/cli/short_sentences_zh.py). Whoever wrote the sentences wrote the grammar, too.
`python -m playground.cli.build_starter --language zh` makes this folder and prints these numbers.

{citation}
{source}
""",
    ),
}
"""By language, as in `playground.paths.STARTERS`."""
