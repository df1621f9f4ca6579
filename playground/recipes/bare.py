"""The bare network, in NumPy: nothing is trained, every number is shown."""

from playground.languages import N_
from playground.recipes.base import Recipe

BARE = (
    Recipe(
        "numpy-rnn",
        N_("A recurrent network is a for loop"),
        N_("100 timesteps of 32 random features, 64 outputs, ten lines of NumPy."),
        N_("The shapes at every step; Keras gives the same numbers for the same weights."),
        compare=("numpy-rnn-by-hand",),
        page="loop",
    ),
    Recipe(
        "numpy-rnn-by-hand",
        N_("Two timesteps to check on paper"),
        N_("Inputs 1 and 2, two units, one output: every intermediate with eight digits."),
        N_("How the state after the first timestep enters the second."),
        compare=("numpy-rnn",),
        page="loop",
    ),
    Recipe(
        "last-or-all",
        N_("The last state, or all of them"),
        N_("return_sequences: the same layer gives (batch, units) or (batch, timesteps, units)."),
        N_("The last row of all states is the one state."),
        compare=("numpy-rnn",),
        page="loop",
    ),
    Recipe(
        "lstm-gates",
        N_("What each gate of an LSTM does"),
        N_("Forget, input, candidate, output, cell and hidden state, word by word, of your own trained LSTM."),
        N_("At which words the forget gate closes, and what the cell state keeps to the end."),
        compare=("gru-gates", "reviews-lstm"),
        page="inside",
    ),
    Recipe(
        "gru-gates",
        N_("What each gate of a GRU does"),
        N_("Update, reset and candidate, word by word, of your own trained GRU."),
        N_("Where the update gate lets new content in."),
        compare=("lstm-gates", "reviews-gru"),
        page="inside",
    ),
)
