"""Long memory: problems made so that a network has to remember over a known number of timesteps."""

from playground.config import RunConfig
from playground.datasets.memory import Memory
from playground.encodings import Numbers, OneHotCharacters
from playground.languages import N_
from playground.layers import GRU, LSTM, SimpleRNN
from playground.recipes.base import Recipe

ADDING = RunConfig(
    dataset=Memory(problem="adding", lag=60),
    encoding=Numbers(),
    layers=(LSTM(units=32),),
    learning_rate=0.005,
    epochs=12,
)

LONG_MEMORY = (
    Recipe(
        "adding-lstm",
        N_("The adding problem, with an LSTM"),
        N_("Two numbers among 60 are marked; their sum is asked for at the end."),
        N_("After a while at the level of guessing, the loss falls: the LSTM has learned what the marks mean."),
        ADDING,
        compare=("adding-simple-rnn", "adding-gru"),
        speed=20_000,
    ),
    Recipe(
        "adding-simple-rnn",
        N_("The adding problem, with a SimpleRNN"),
        N_("The same problem without gates."),
        N_("The loss stays near the naive line; shorten the lag until it learns."),
        ADDING.changed(layers=(SimpleRNN(units=32),)),
        compare=("adding-lstm",),
        speed=21_000,
    ),
    Recipe(
        "adding-gru",
        N_("The adding problem, with a GRU"),
        N_("The same problem with two gates instead of three."),
        N_("Set the three side by side under Inside, Gradient through time: there they show what gates are for."),
        ADDING.changed(layers=(GRU(units=32),)),
        compare=("adding-lstm", "adding-simple-rnn"),
        speed=13_000,
    ),
    Recipe(
        "temporal-order-lstm",
        N_("Which came first?"),
        N_("Two of many symbols matter, and only their order decides the class."),
        N_("How soon it gets all of them; then raise the lag."),
        RunConfig(
            dataset=Memory(problem="temporal_order", lag=60),
            encoding=OneHotCharacters(maximum_length=500),
            layers=(LSTM(units=32),),
            learning_rate=0.005,
            epochs=8,
        ),
        compare=("adding-lstm",),
        speed=14_000,
    ),
)
