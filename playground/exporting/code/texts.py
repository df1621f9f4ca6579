"""Sections in which texts, with their targets, come from: written anew, downloaded, or read from a table."""

from playground.config import RunConfig
from playground.datasets import Dataset
from playground.datasets.addition import SYMBOLS as DIGITS
from playground.datasets.addition import Addition
from playground.datasets.characters import Characters, chunks_of
from playground.datasets.imdb import Imdb
from playground.datasets.memory import COPIED, DISTRACTORS, MARKER, RELEVANT, SYMBOLS, Memory
from playground.exporting.code.section import Section, lines, some_of
from playground.languages import _

SPLIT = """
# As the run: shuffled by its seed, the last part validates.
order = np.random.default_rng(<seed>).permutation(len(texts))<some>
cut = len(order) - min(max(1, round(len(order) * <share>)), len(order) - 1)
train_texts, train_targets = [texts[i] for i in order[:cut]], [targets[i] for i in order[:cut]]
validation_texts, validation_targets = [texts[i] for i in order[cut:]], [targets[i] for i in order[cut:]]
"""
ADDITION = """
DIGITS, TRAIN = <digits>, <train>
pairs = np.random.default_rng(<seed>).choice(100**DIGITS, TRAIN + TRAIN // 4, replace=False, shuffle=True)
questions = [f"{pair // 10**DIGITS}+{pair % 10**DIGITS}"<reverse> for pair in pairs]
SYMBOLS = <symbols>  # the blank fills up short answers
answers = [f"{pair // 10**DIGITS + pair % 10**DIGITS:<{DIGITS + 1}}" for pair in pairs]
answers = [[SYMBOLS.index(symbol) for symbol in answer] for answer in answers]
texts, targets = questions[:TRAIN], answers[:TRAIN]
test_texts, test_targets = questions[TRAIN:], answers[TRAIN:]
"""
TEMPORAL_ORDER = """
random, TRAIN, LAG = np.random.default_rng(<seed>), <train>, <lag>
ids = random.integers(0, <distractors>, (TRAIN + TRAIN // 4, LAG))
numbers = random.integers(0, 4, len(ids))  # XX, XY, YX, YY
for symbol, (first, last) in zip(np.divmod(numbers, 2), ((1, 2), (5, 6))):
    place = random.integers(LAG * first // 10, LAG * last // 10 + 1, len(ids))
    ids[np.arange(len(ids)), place] = <distractors> + symbol
sentences = ["".join(<alphabet>[i] for i in row) for row in ids]
texts, targets = sentences[:TRAIN], numbers[:TRAIN]
test_texts, test_targets = sentences[TRAIN:], numbers[TRAIN:]
"""
COPY = """
random, TRAIN, LAG, COPIED = np.random.default_rng(<seed>), <train>, <lag>, <copied>
SYMBOLS = <symbols>
seen = random.integers(0, len(SYMBOLS), (TRAIN + TRAIN // 4, COPIED))
sentences = ["".join(SYMBOLS[i] for i in row) + "-" * LAG + <marker> + "-" * COPIED for row in seen]
answers = [[-1] * (COPIED + LAG + 1) + list(row) for row in seen]  # -1: nothing is asked there
texts, targets = sentences[:TRAIN], answers[:TRAIN]
test_texts, test_targets = sentences[TRAIN:], answers[TRAIN:]
"""
CHARACTERS = """
TEXT, LENGTH = <typed>, <length>
CLASSES = list(dict.fromkeys(TEXT))
chunks = [TEXT[start : start + LENGTH + 1] for start in range(0, len(TEXT) - 1, LENGTH)]
if len(chunks) == 1:  # a short text is learnt by heart, and the test is the text itself
    test, chunks = chunks, chunks * <copies>
else:
    held_back = max(1, len(chunks) // 5)
    test, chunks = chunks[-held_back:], chunks[:-held_back]
texts, targets = [chunk[:-1] for chunk in chunks], [[CLASSES.index(c) for c in chunk[1:]] for chunk in chunks]
test_texts, test_targets = [chunk[:-1] for chunk in test], [[CLASSES.index(c) for c in chunk[1:]] for chunk in test]
"""
ITSELF = """
train_texts, train_targets = texts, targets
validation_texts, validation_targets = test_texts, test_targets
"""
IMDB = """
reviews = {"train": [], "test": []}
path = keras.utils.get_file(<file>, <url>)
with tarfile.open(path) as archive:
    for member in archive:
        found = re.fullmatch(r"(?:\\./)?aclImdb/(train|test)/(neg|pos)/(\\d+)_\\d+\\.txt", member.name)
        if found:
            text = archive.extractfile(member).read().decode("utf-8", "replace")
            text = re.sub(r"(?:<br\\s*/?>\\s*)+", "\\n", text).strip()
            reviews[found[1]].append((int(found[3]), int(found[2] == "pos"), text))
texts, targets = zip(*[(text, target) for _, target, text in sorted(reviews["train"])])
test_texts, test_targets = zip(*[(text, target) for _, target, text in sorted(reviews["test"])])
test_texts = list(test_texts)
"""
TABLE = """
CLASSES = <classes>


def part(name):
    chosen = [row for row in rows if row["part"] == name]
    return [row["text"] for row in chosen], [CLASSES.index(row["target"]) for row in chosen]


train_texts, train_targets = part("train")
validation_texts, validation_targets = part("validation")
test_texts, test_targets = part("test")
"""


def written(dataset: Dataset) -> str:
    """Code that writes or downloads the texts of a dataset; empty where they are read from a table."""
    if isinstance(dataset, Addition):
        reverse = "[::-1]" if dataset.reverse else ""
        code = ADDITION.replace("<reverse>", reverse)
        return lines(code, digits=dataset.digits, train=dataset.num_train, seed=dataset.seed, symbols=DIGITS)
    if isinstance(dataset, Memory):
        code = COPY if dataset.problem == "copy" else TEMPORAL_ORDER
        return lines(
            code,
            **{"seed": dataset.seed, "train": dataset.examples, "lag": dataset.lag, "copied": COPIED},
            **{"symbols": SYMBOLS, "marker": MARKER, "distractors": len(DISTRACTORS)},
            alphabet=DISTRACTORS + RELEVANT,
        )
    if isinstance(dataset, Characters):
        length = max(len(chunks_of(dataset)[0]) - 1, 1)
        return lines(CHARACTERS, typed=dataset.text, length=length, copies=dataset.copies)
    if isinstance(dataset, Imdb) and not dataset.clauses:
        return lines(IMDB, file=dataset.files[0], url=dataset.url)
    return ""


def text_sections(config: RunConfig) -> list[Section]:
    """From nothing, or from the `rows` of a table, to `train_texts`, `train_targets` and so on."""
    dataset = config.dataset
    code = written(dataset)
    if not code:
        return [Section(_("Texts and classes"), lines(TABLE, classes=list(dataset.class_names)))]
    if isinstance(dataset, Characters) and dataset.copies == 1 and len(chunks_of(dataset)) == 1:
        split = lines(ITSELF)
    else:
        split = lines(SPLIT, seed=config.seed, some=some_of(config), share=config.validation_split)
    return [
        Section(_("The examples"), code, _(dataset.about)),
        Section(_("Training and validation"), split),
    ]
