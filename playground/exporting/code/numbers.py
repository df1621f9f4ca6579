"""Sections in which examples of numbers come from: drawn, downloaded, or windows of a series."""

from playground.config import RunConfig
from playground.datasets import Dataset, Series
from playground.datasets.digits import NUM_TRAIN, SHUFFLE_SEED, WHITEST, Digits
from playground.datasets.jena import FILE, Jena
from playground.datasets.memory import Memory
from playground.encodings.numbers import Numbers
from playground.exporting.code.section import Code, Section, lines, some_of
from playground.languages import _

ADDING = """
random, TRAIN, LAG = np.random.default_rng(<seed>), <train>, <lag>
rows = np.arange(TRAIN + TRAIN // 4)
marked = random.integers(0, LAG // 2, len(rows)), random.integers(LAG // 2, LAG, len(rows))
x = np.zeros((len(rows), LAG, 2), "float32")
x[:, :, 0] = random.random((len(rows), LAG), "float32")
for place in marked:
    x[rows, place, 1] = 1
y = x[rows, marked[0], 0] + x[rows, marked[1], 0]
x, y, x_test, y_test = x[:TRAIN], y[:TRAIN], x[TRAIN:], y[TRAIN:]
"""
DIGITS = """
from sklearn.datasets import load_digits

digits = load_digits()
order = np.random.default_rng(<seed>).permutation(len(digits.images))
x, y = (digits.images[order] / <whitest>).astype("float32"), digits.target[order]
x, y, x_test, y_test = x[:<train>], y[:<train>], x[<train>:], y[<train>:]
"""
MNIST = """
(x, y), (x_test, y_test) = keras.datasets.mnist.load_data()
x, x_test = x.astype("float32") / 255, x_test.astype("float32") / 255
"""
SPLIT = """
# As the run: shuffled by its seed, the last part validates.
order = np.random.default_rng(<seed>).permutation(len(x))<some>
cut = len(order) - min(max(1, round(len(order) * <share>)), len(order) - 1)
x_train, y_train, x_validation, y_validation = x[order[:cut]], y[order[:cut]], x[order[cut:]], y[order[cut:]]
"""
JENA = """
path = keras.utils.get_file(<archive>, <url>)
with zipfile.ZipFile(path) as files, files.open(<file>) as file:
    values = np.loadtxt(file, delimiter=",", skiprows=1, usecols=range(1, 15), dtype="float32")
for row, column in np.argwhere(values == -9999):  # not measured: what was known last
    values[row, column] = values[row - 1, column]
"""
TABLE = """
values = np.array([[float(number) for number in row.values()] for row in rows], "float32")
"""
WINDOWS = """
LOOKBACK, STEP, DELAY, TARGET = <lookback>, <step>, <delay>, <target>  # in records; the column to forecast
TRAIN_STOP, VALIDATION_STOP = <train_stop>, <validation_stop>
<scale>


class Windows(keras.utils.PyDataset):
    \"\"\"Batches of windows of the past, each with the number to forecast.\"\"\"

    def __init__(self, start, stop, most=None, shuffled=False, steps=None):
        super().__init__()
        self.rows = np.arange(start + LOOKBACK, stop - DELAY)  # from where each window looks back
        if shuffled:
            self.rows = np.random.default_rng(<seed>).permutation(self.rows)[:most]
        elif most and most < len(self.rows):
            self.rows = self.rows[np.linspace(0, len(self.rows) - 1, most).astype(int)]
        self.shuffled, self.steps = shuffled, steps

    def __len__(self):
        return min(self.steps or len(self.rows), -(-len(self.rows) // <batch>))

    def __getitem__(self, batch):
        rows = self.rows[batch * <batch> : (batch + 1) * <batch>]
        read = np.arange(-(LOOKBACK // STEP), 0) * STEP
        return values[rows[:, None] + read]<reverse>, values[rows + DELAY, TARGET]

    def on_epoch_end(self):
        if self.shuffled:
            np.random.shuffle(self.rows)


train = Windows(0, TRAIN_STOP, <most>, shuffled=True, steps=<steps>)
validation = Windows(TRAIN_STOP, VALIDATION_STOP, <most>)
test = Windows(VALIDATION_STOP, len(values), <most>)
"""
SCALE = """
# Mean 0 and standard deviation 1 for each column, as measured on the training part alone.
mean, deviation = values[:TRAIN_STOP].mean(0), values[:TRAIN_STOP].std(0)
unit = deviation[TARGET] or 1.0
values = (values - mean) / np.where(deviation > 0, deviation, 1)
"""


def drawn(dataset: Dataset) -> str:
    """Code that gives `x`, `y`, `x_test` and `y_test`."""
    if isinstance(dataset, Memory):
        return lines(ADDING, seed=dataset.seed, train=dataset.examples, lag=dataset.lag)
    if isinstance(dataset, Digits):
        return lines(DIGITS, seed=SHUFFLE_SEED, whitest=WHITEST, train=NUM_TRAIN)
    return lines(MNIST)


def number_sections(config: RunConfig) -> list[Section]:
    """From nothing, or the `rows` of a table, to `x_train` and so on, or to the batches `train` and so on."""
    dataset = config.dataset
    if isinstance(dataset, Series):
        return _series(config, dataset)
    split = lines(SPLIT, seed=config.seed, some=some_of(config), share=config.validation_split)
    return [
        Section(_("The examples"), drawn(dataset), _(dataset.about)),
        Section(_("Training and validation"), split),
    ]


def _series(config: RunConfig, dataset: Series) -> list[Section]:
    encoding = config.encoding
    assert isinstance(encoding, Numbers)
    if isinstance(dataset, Jena):
        code = lines(JENA, archive=dataset.files[0], url=dataset.url, file=FILE)
    else:
        code = lines(TABLE)
    train_stop, validation_stop = dataset.split_rows(dataset.num_rows)
    windows = lines(
        WINDOWS,
        **{"lookback": dataset.lookback, "step": dataset.step, "delay": dataset.delay, "target": dataset.target},
        **{"train_stop": train_stop, "validation_stop": validation_stop, "most": config.train_samples},
        **{"batch": config.batch_size, "seed": config.seed, "steps": config.steps_per_epoch},
        reverse=Code("[:, ::-1]" if encoding.reverse else ""),
        scale=Code(lines(SCALE) if encoding.standardise else "unit = 1.0"),
    )
    about = _("Cut when they are asked for, split by time.")
    return [Section(_("The series"), code, _(dataset.about)), Section(_("Windows"), windows, about)]
