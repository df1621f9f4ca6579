"""Temperature in Jena: 24 hours ahead, from ten days of weather; and the same on generated weather, offline."""

from playground.config import RunConfig
from playground.datasets.jena import Jena
from playground.datasets.weather import Weather
from playground.encodings import Numbers
from playground.languages import N_
from playground.layers import GRU, Conv1D, Dense, Flatten, GlobalMaxPooling1D, MaxPooling1D
from playground.recipes.base import Recipe

JENA = RunConfig(
    dataset=Jena(),
    encoding=Numbers(),
    layers=(GRU(units=32),),
    optimizer="rmsprop",
    learning_rate=0.001,
    batch_size=128,
    epochs=20,
    steps_per_epoch=500,
)
CONVOLUTION = (Conv1D(filters=32, kernel_size=5), MaxPooling1D(pool_size=3), Conv1D(filters=32, kernel_size=5))
WEATHER = JENA.changed(dataset=Weather(), epochs=10, steps_per_epoch=100)

CLIMATE = (
    Recipe(
        "weather-gru",
        N_("GRU on generated weather"),
        N_("Weather made by the playground, with Jena's 14 quantities: nothing to download."),
        N_("The validation loss falls below the naive line: the GRU reads more than the last temperature."),
        WEATHER,
        expects=("better than", "naive"),
        compare=("weather-dense", "jena-gru"),
        speed=8_000,
    ),
    Recipe(
        "weather-dense",
        N_("Flatten and Dense on generated weather"),
        N_("The same windows without any order in time."),
        N_("It gets below the naive line too, almost as far as the GRU: generated weather is simpler than Jena's."),
        WEATHER.changed(layers=(Flatten(), Dense(units=32))),
        compare=("weather-gru",),
        speed=32_000,
    ),
    Recipe(
        "jena-plots",
        N_("Eight years of temperature"),
        N_("The whole series, and its first ten days."),
        N_("The year is easy to see; from one day to the next it is not."),
        compare=("jena-naive",),
        page="data",
    ),
    Recipe(
        "jena-naive",
        N_("Tomorrow is as warm as now"),
        N_("The forecast that every network has to beat."),
        N_("The reference: a mean absolute error of 0.29 standard deviations, 2.57 °C."),
        compare=("jena-dense", "jena-gru"),
        page="data",
    ),
    Recipe(
        "jena-dense",
        N_("Flatten and Dense"),
        N_("All 240 timesteps side by side, read by 32 units."),
        N_("It does not reliably beat the naive line: side by side, time is lost."),
        JENA.changed(layers=(Flatten(), Dense(units=32))),
        expects=("about as good as", "naive"),
        compare=("jena-naive", "jena-gru"),
        speed=27_100,
    ),
    Recipe(
        "jena-gru",
        N_("GRU"),
        N_("32 units read the ten days in order."),
        N_("Its validation loss gets below the naive line."),
        JENA,
        expects=("better than", "naive"),
        compare=("jena-gru-dropout", "jena-conv1d"),
        speed=2_800,
    ),
    Recipe(
        "jena-gru-dropout",
        N_("GRU with dropout"),
        N_("The same, with a fifth of the inputs and of the state left out while training."),
        N_("Training and validation loss stay together for longer."),
        JENA.changed(layers=(GRU(units=32, dropout=0.2, recurrent_dropout=0.2),), epochs=40),
        compare=("jena-gru", "jena-gru-stacked"),
        speed=1_100,
    ),
    Recipe(
        "jena-gru-stacked",
        N_("Two GRUs, one on top of the other"),
        N_("32 and 64 units, with much recurrent dropout."),
        N_("Whether a second layer pays for its time."),
        JENA.changed(
            layers=(
                GRU(units=32, dropout=0.1, recurrent_dropout=0.5),
                GRU(units=64, activation="relu", dropout=0.1, recurrent_dropout=0.5),
            ),
            epochs=40,
        ),
        compare=("jena-gru-dropout",),
        speed=400,
    ),
    Recipe(
        "jena-bigru",
        N_("Bidirectional GRU"),
        N_("The ten days read from both ends."),
        N_("For weather the latest hours matter most; see whether the other direction helps."),
        JENA.changed(layers=(GRU(units=32, bidirectional=True),), epochs=40),
        compare=("jena-gru",),
        speed=1_100,
    ),
    Recipe(
        "jena-conv1d",
        N_("Convolution instead of a GRU"),
        N_("Three Conv1D layers look for patterns of five hours, wherever they stand."),
        N_("It does worse than the GRU: a pattern of last week counts as much as one of this morning."),
        JENA.changed(
            layers=(*CONVOLUTION, MaxPooling1D(pool_size=3), Conv1D(filters=32, kernel_size=5), GlobalMaxPooling1D())
        ),
        expects=("worse than", "jena-gru"),
        compare=("jena-gru", "jena-conv-gru"),
        speed=6_200,
    ),
    Recipe(
        "jena-conv-gru",
        N_("Convolution, then a GRU"),
        N_("Every third record of five days, shortened by convolution and read in order by a GRU."),
        N_("Finer records at the price of few timesteps."),
        JENA.changed(
            dataset=Jena(lookback=720, step=3),
            layers=(*CONVOLUTION, GRU(units=32, dropout=0.1, recurrent_dropout=0.5)),
        ),
        compare=("jena-conv1d", "jena-gru"),
        speed=2_300,
    ),
)
