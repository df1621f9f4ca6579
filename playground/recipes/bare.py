"""The bare network, in NumPy: nothing is trained, every number is shown."""

from playground.recipes.base import Recipe

BARE = (
    Recipe(
        "numpy-rnn",
        "A recurrent network is a for loop",
        "100 timesteps of 32 random features, 64 outputs, ten lines of NumPy.",
        "The shapes at every step; Keras gives the same numbers for the same weights.",
        compare=("numpy-rnn-by-hand",),
        page="loop",
    ),
    Recipe(
        "numpy-rnn-by-hand",
        "Two timesteps to check on paper",
        "Inputs 1 and 2, two units, one output: every intermediate with eight digits.",
        "How the state after the first timestep enters the second.",
        compare=("numpy-rnn",),
        page="loop",
    ),
    Recipe(
        "last-or-all",
        "The last state, or all of them",
        "return_sequences: the same layer gives (batch, units) or (batch, timesteps, units).",
        "The last row of all states is the one state.",
        compare=("numpy-rnn",),
        page="loop",
    ),
    Recipe(
        "lstm-gates",
        "What each gate of an LSTM does",
        "Forget, input, candidate, output, cell and hidden state, word by word, of your own trained LSTM.",
        "At which words the forget gate closes, and what the cell state keeps to the end.",
        compare=("gru-gates", "reviews-lstm"),
        page="inside",
    ),
    Recipe(
        "gru-gates",
        "What each gate of a GRU does",
        "Update, reset and candidate, word by word, of your own trained GRU.",
        "Where the update gate lets new content in.",
        compare=("lstm-gates", "reviews-gru"),
        page="inside",
    ),
)
