"""The first visitor's experiments: short reviews, in seconds and offline."""

from playground.config import RunConfig
from playground.datasets.reviews import Reviews
from playground.datasets.reviews_zh import ReviewsZh
from playground.languages import N_
from playground.layers import GRU, LSTM, SimpleRNN
from playground.recipes.base import Recipe

REVIEWS = (
    Recipe(
        "reviews-lstm",
        N_("LSTM on short reviews"),
        N_("Learns in seconds, offline: is a short review positive or negative, when word order decides?"),
        N_("Accuracy passes 95 % once the LSTM has learned order; counting good and bad words alone stops below 75 %."),
        RunConfig(dataset=Reviews(), layers=(LSTM(units=32),)),
        compare=("reviews-simple-rnn", "reviews-gru"),
        speed=21_000,
    ),
    Recipe(
        "reviews-simple-rnn",
        N_("SimpleRNN on short reviews"),
        N_("The same reviews read by a network without gates."),
        N_("Raise the distance: the SimpleRNN forgets the verdict where the LSTM keeps it."),
        RunConfig(dataset=Reviews(), layers=(SimpleRNN(units=32),), learning_rate=0.002, epochs=16),
        compare=("reviews-lstm",),
        speed=21_000,
    ),
    Recipe(
        "reviews-gru",
        N_("GRU on short reviews"),
        N_("The same reviews read with two gates instead of three."),
        N_("Compare its parameters and its curve with the LSTM's."),
        RunConfig(dataset=Reviews(), layers=(GRU(units=32),)),
        compare=("reviews-lstm",),
        speed=16_000,
    ),
    Recipe(
        "reviews-zh-lstm",
        N_("LSTM on short reviews in Chinese"),
        N_("Reads character by character: is a short Chinese review positive or negative, when 不 may deny nothing?"),
        N_(
            "Accuracy passes 95 % once the LSTM has learned order; counting characters alone stops below 80 %. Then "
            "type 不是不好看 on the Sentiment page."
        ),
        RunConfig(dataset=ReviewsZh(), layers=(LSTM(units=32),)),
        compare=("reviews-zh-simple-rnn", "reviews-lstm"),
        speed=19_000,
    ),
    Recipe(
        "reviews-zh-simple-rnn",
        N_("SimpleRNN on short reviews in Chinese"),
        N_("The same reviews, read by a network without gates."),
        N_("It takes longer over a 不 and over what 虽然 promises: see how far its accuracy stays behind the LSTM's."),
        RunConfig(dataset=ReviewsZh(), layers=(SimpleRNN(units=32),), learning_rate=0.002, epochs=16),
        compare=("reviews-zh-lstm",),
        speed=16_000,
    ),
)
