"""The datasets: a new one is one file here and one line in DATASETS."""

from typing import TYPE_CHECKING, Annotated, Union

from pydantic import Field

from playground.datasets.addition import Addition
from playground.datasets.base import Dataset, Examples, Progress, Splits
from playground.datasets.characters import Characters
from playground.datasets.deciding_part import DecidingPart
from playground.datasets.digits import Digits
from playground.datasets.given_examples import GivenExamples
from playground.datasets.imdb import Imdb
from playground.datasets.jena import Jena
from playground.datasets.memory import Memory
from playground.datasets.mnist import Mnist
from playground.datasets.number_examples import ArrayExamples, NumberExamples, WindowExamples
from playground.datasets.own_reviews import OwnReviews
from playground.datasets.own_series import OwnSeries
from playground.datasets.reviews import Reviews
from playground.datasets.reviews_zh import ReviewsZh
from playground.datasets.series import Series, SeriesTable
from playground.datasets.text_examples import TextExamples, tokenized
from playground.datasets.weather import Weather
from playground.datasets.written_reviews import WrittenReviews

DATASETS: dict[str, type[Dataset]] = {
    "reviews": Reviews,
    "reviews-zh": ReviewsZh,
    "imdb": Imdb,
    "digits": Digits,
    "mnist": Mnist,
    "characters": Characters,
    "addition": Addition,
    "memory": Memory,
    "weather": Weather,
    "jena": Jena,
    "own_reviews": OwnReviews,
    "own_series": OwnSeries,
}
"""Those that a learner is offered; a network from elsewhere brings its own examples."""
WRITTEN_REVIEWS: dict[str, type[WrittenReviews]] = {"en": Reviews, "zh": ReviewsZh}
"""Language of the page → the reviews that need no network and no upload."""

if TYPE_CHECKING:
    AnyDataset = Dataset
else:
    AnyDataset = Annotated[Union[(*DATASETS.values(), GivenExamples)], Field(discriminator="name")]
"""For a pydantic model's field: any dataset with its options, told apart by its name."""

__all__ = [
    "DATASETS",
    "WRITTEN_REVIEWS",
    "AnyDataset",
    "ArrayExamples",
    "Dataset",
    "DecidingPart",
    "Examples",
    "GivenExamples",
    "NumberExamples",
    "OwnReviews",
    "OwnSeries",
    "Progress",
    "Series",
    "SeriesTable",
    "Splits",
    "TextExamples",
    "WindowExamples",
    "tokenized",
]
