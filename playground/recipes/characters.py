"""Characters: what comes next, and from one sequence to another."""

from playground.config import RunConfig
from playground.datasets import DATASETS
from playground.encodings import OneHotCharacters
from playground.languages import N_
from playground.layers import LSTM, EncoderDecoder
from playground.recipes.base import Recipe

SENTENCE = DATASETS["characters"]().changed(text="这是一个基于tensorflow的RNN短句子练习")
SUMS = RunConfig(
    dataset=DATASETS["addition"](),
    encoding=OneHotCharacters(maximum_length=5, vocabulary_size=11),
    layers=(EncoderDecoder(units=128),),
    learning_rate=0.005,
    batch_size=64,
    epochs=30,
)

CHARACTERS = (
    Recipe(
        "next-character",
        N_("One sentence, character by character"),
        N_("At every character an LSTM predicts the next; as many units as there are different characters."),
        N_("The predicted sentence sharpens from epoch to epoch until it is the sentence. Type your own."),
        RunConfig(
            dataset=SENTENCE,
            encoding=OneHotCharacters(maximum_length=500, vocabulary_size=len(SENTENCE.class_names)),
            layers=(LSTM(units=len(SENTENCE.class_names)),),
            optimizer="sgd",
            learning_rate=0.1,
            momentum=0.0,
            batch_size=1,
            epochs=30,
            validation_split=0.01,
        ),
        note=N_(
            "The sentence is that of the experiment this reproduces, “This is a short exercise with an RNN, based on "
            "TensorFlow”, and so are the 3,000 steps: 30 epochs that repeat it 100 times."
        ),
        compare=("encoder-decoder",),
        speed=1_100,
    ),
    Recipe(
        "encoder-decoder",
        N_("Adding two numbers, read and written as characters"),
        N_("An encoder reads 12+7, its last state becomes the decoder's first, and the decoder writes 19."),
        N_("How many sums are right to the last digit, and where in a sum the wrong digits stand."),
        SUMS,
        compare=("encoder-decoder-every-step",),
        speed=22_000,
    ),
    Recipe(
        "encoder-decoder-every-step",
        N_("The same sums, the question handed over at every step"),
        N_("The encoder's last state is an input of the decoder at every step instead of its first state."),
        N_("Whether the decoder does better when it is reminded of the question."),
        SUMS.changed(layers=(EncoderDecoder(units=128, handover="every step"),)),
        compare=("encoder-decoder",),
        speed=20_000,
    ),
)
