"""Handwritten digits, read row by row: a picture as a sequence."""

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import Numbers
from playground.languages import N_
from playground.layers import LSTM
from playground.recipes.base import Recipe

DIGITS = (
    Recipe(
        "digits-lstm",
        N_("LSTM on small digits"),
        N_("Eight rows of eight pixels: an LSTM reads a digit from top to bottom. Ships with the playground."),
        N_("Which digits it confuses; then open Inside and see after which row the states settle."),
        RunConfig(
            dataset=DATASETS["digits"](), encoding=Numbers(standardise=False), layers=(LSTM(units=64),), epochs=20
        ),
        compare=("mnist-lstm",),
        speed=28_000,
    ),
    Recipe(
        "mnist-lstm",
        N_("LSTM on MNIST"),
        N_("28 rows of 28 pixels → LSTM 100 → one of ten digits, with the test measured after every epoch."),
        N_("Test accuracy rises from epoch to epoch although no row alone shows a digit."),
        RunConfig(
            dataset=DATASETS["mnist"](),
            encoding=Numbers(standardise=False),
            layers=(LSTM(units=100),),
            learning_rate=1e-4,
            batch_size=50,
            epochs=10,
            validation_split=0.1,
            test_each_epoch=True,
        ),
        note=N_(
            "A tenth of the training digits is held back for validation; the experiment this reproduces holds none."
        ),
        compare=("digits-lstm",),
        speed=11_600,
    ),
)
