"""IMDB movie reviews: what order, gates and direction add to which words occur."""

from playground.config import RunConfig
from playground.datasets.imdb import Imdb
from playground.encodings import BagOfWords, Glove, LearnedEmbedding
from playground.languages import N_
from playground.layers import LSTM, Conv1D, Dense, Dropout, Flatten, GlobalMaxPooling1D, MaxPooling1D, SimpleRNN
from playground.recipes.base import Recipe

IMDB = RunConfig(
    dataset=Imdb(),
    encoding=LearnedEmbedding(vocabulary_size=10_000, maximum_length=500, dimensions=32),
    optimizer="rmsprop",
    learning_rate=0.001,
    batch_size=128,
    epochs=10,
    validation_split=0.2,
)
MASKED = N_(
    "As in the experiment this reproduces, except that padding is masked: the network skips empty timesteps, which "
    "trains several times as fast. Turn masking off in the encoding to train it exactly as it was."
)
FEW = RunConfig(
    dataset=Imdb(),
    train_samples=10_200,
    validation_split=10_000 / 10_200,
    layers=(Flatten(), Dense(units=32)),
    optimizer="rmsprop",
    learning_rate=0.001,
    batch_size=32,
    epochs=10,
)
BACKWARDS = LearnedEmbedding(vocabulary_size=10_000, maximum_length=500, dimensions=128, reverse=True)
ADAM_5 = {"optimizer": "adam", "epochs": 5}
SOON = {"learning_rate": 0.003}
"""For a first look: at the usual rate a few hundred steps teach little, and by chance nothing."""
SHORT = {"encoding": IMDB.encoding.changed(maximum_length=100), "epochs": 4}
"""What carries little over 500 words learns sooner from the last 100."""
DEEP = {"train_samples": 10_000, "optimizer": "adam", "clip_norm": 1.0, "epochs": 3}
"""Of 5,000 reviews four SimpleRNN layers learn nothing but those by heart: validation 50 %.  With these 74 to 80 %."""

IMDB_REVIEWS = (
    Recipe(
        "imdb-dense",
        N_("Bag of words on real reviews"),
        N_("Which words occur, not where: two Dense layers read 10,000 columns."),
        N_("How far one gets without any order, in a second or two; then see how much an LSTM adds."),
        IMDB.changed(
            encoding=BagOfWords(vocabulary_size=10_000),
            layers=(Dense(units=16), Dense(units=16)),
            batch_size=512,
            epochs=4,
        ),
        reference=0.88,
        measured_on="test",
        compare=("imdb-lstm", "imdb-embedding"),
        speed=25_000,
    ),
    Recipe(
        "imdb-embedding",
        N_("Embedding and Flatten on the last 20 words"),
        N_("Every one of the last 20 words gets a row of 8 numbers; no layer knows about order in time."),
        N_("How much can be told from 20 words alone."),
        IMDB.changed(
            encoding=LearnedEmbedding(vocabulary_size=10_000, maximum_length=20, dimensions=8),
            layers=(Flatten(),),
            batch_size=32,
        ),
        compare=("imdb-dense", "imdb-simple-rnn"),
        speed=50_000,
    ),
    Recipe(
        "imdb-glove",
        N_("GloVe with 200 training reviews"),
        N_("Word vectors trained by others on six billion words, frozen; only 200 reviews to learn from."),
        N_("Training accuracy reaches 100 % soon, validation stays far below: 200 reviews are few."),
        FEW.changed(encoding=Glove(vocabulary_size=10_000, maximum_length=100)),
        compare=("imdb-glove-none",),
        speed=31_000,
    ),
    Recipe(
        "imdb-glove-none",
        N_("The same 200 reviews without GloVe"),
        N_("The same network with an embedding that starts at random and is trained with the rest."),
        N_("Compare its best validation accuracy with GloVe's."),
        FEW.changed(encoding=LearnedEmbedding(vocabulary_size=10_000, maximum_length=100, dimensions=100)),
        compare=("imdb-glove",),
        speed=28_000,
    ),
    Recipe(
        "imdb-simple-rnn",
        N_("SimpleRNN on 25,000 real reviews"),
        N_("Real IMDB reviews, the last 500 words of each."),
        N_("Training accuracy runs ahead of validation accuracy: the network starts to learn reviews by heart."),
        IMDB.changed(layers=(SimpleRNN(units=32),)),
        reference=0.85,
        note=MASKED,
        compare=("imdb-lstm", "imdb-simple-rnn-stacked"),
        speed=5_500,
        quick_as=SHORT,
    ),
    Recipe(
        "imdb-simple-rnn-stacked",
        N_("Four SimpleRNN layers"),
        N_("All but the last return their whole sequence of states to the next."),
        N_("Whether more layers help, and how much longer an epoch takes."),
        IMDB.changed(layers=(SimpleRNN(units=32),) * 4),
        note=MASKED,
        compare=("imdb-simple-rnn",),
        speed=3_300,
        quick_as=SHORT | DEEP,
    ),
    Recipe(
        "imdb-lstm",
        N_("LSTM on 25,000 real reviews"),
        N_("The same reviews and sizes with an LSTM."),
        N_("It should do better than the SimpleRNN; see in which epoch validation loss starts to rise again."),
        IMDB.changed(layers=(LSTM(units=32),)),
        expects=("better than", "imdb-simple-rnn"),
        note=MASKED,
        compare=("imdb-simple-rnn", "imdb-bilstm", "imdb-lstm-reversed"),
        speed=4_000,
        quick_as=SOON,
    ),
    Recipe(
        "imdb-lstm-dense",
        N_("LSTM with a Dense layer behind it"),
        N_("256 units and Dropout between the last state and the output, trained with Adam."),
        N_("It should do better than the SimpleRNN, in five epochs."),
        IMDB.changed(layers=(LSTM(units=32), Dense(units=256), Dropout(rate=0.2)), **ADAM_5),
        expects=("better than", "imdb-simple-rnn"),
        note=MASKED,
        compare=("imdb-lstm", "imdb-bilstm-dense"),
        speed=5_000,
        quick_as=SOON,
    ),
    Recipe(
        "imdb-lstm-reversed",
        N_("Every review read backwards"),
        N_("The last word first: the LSTM ends with the beginning of the review."),
        N_("About as good as forwards: for sentiment, which words occur matters more than their order."),
        IMDB.changed(
            encoding=BACKWARDS,
            layers=(LSTM(units=32),),
        ),
        expects=("about as good as", "imdb-lstm"),
        note=MASKED,
        compare=("imdb-lstm",),
        speed=3_000,
        quick_as=SOON | {"encoding": BACKWARDS.changed(maximum_length=100)},
    ),
    Recipe(
        "imdb-bilstm",
        N_("Bidirectional LSTM"),
        N_("One LSTM from each end, their last states side by side."),
        N_("Twice the work per step; see whether it pays."),
        IMDB.changed(layers=(LSTM(units=32, bidirectional=True),)),
        note=MASKED,
        compare=("imdb-lstm",),
        speed=3_200,
        quick_as=SOON,
    ),
    Recipe(
        "imdb-bilstm-dense",
        N_("Bidirectional LSTM with a Dense layer behind it"),
        N_("256 units and Dropout between the two last states and the output, trained with Adam."),
        N_("Compare it with one direction."),
        IMDB.changed(layers=(LSTM(units=32, bidirectional=True), Dense(units=256), Dropout(rate=0.2)), **ADAM_5),
        note=MASKED,
        compare=("imdb-lstm-dense",),
        speed=3_000,
        quick_as=SOON,
    ),
    Recipe(
        "imdb-conv1d",
        N_("Convolution instead of recurrence"),
        N_("Two Conv1D layers look for phrases of seven words, pooling keeps the strongest."),
        N_("Its curve beside the LSTM's, and how long an epoch takes."),
        IMDB.changed(
            encoding=LearnedEmbedding(vocabulary_size=10_000, maximum_length=500, dimensions=128),
            layers=(
                Conv1D(filters=32, kernel_size=7),
                MaxPooling1D(pool_size=5),
                Conv1D(filters=32, kernel_size=7),
                GlobalMaxPooling1D(),
            ),
            learning_rate=1e-4,
        ),
        note=(
            N_(
                "The experiment this reproduces has no sigmoid on its output while its loss expects a probability; "
                "here the output has its sigmoid."
            )
        ),
        compare=("imdb-lstm",),
        speed=1_850,
        quick_as={"learning_rate": 0.001},
    ),
)
