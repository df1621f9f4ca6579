"""Text: what a network is fed.  Nothing is trained, every number is shown."""

from playground.languages import N_
from playground.recipes.base import Recipe

TEXT = (
    Recipe(
        "one-hot-words",
        N_("One-hot words"),
        N_("Two sentences split on spaces, punctuation kept: ten different tokens."),
        N_("The tensor is (2, 10, 11): two texts, ten timesteps, one column per token and one reserved."),
        compare=("one-hot-characters", "learned-embedding"),
        page="encode",
    ),
    Recipe(
        "one-hot-characters",
        N_("One-hot characters"),
        N_("The same sentences as characters, each one of Python's 100 printable ones."),
        N_("The tensor is (2, 50, 101): few columns, many timesteps."),
        compare=("one-hot-words",),
        page="encode",
    ),
    Recipe(
        "binary-bag-of-words",
        N_("Bag of words"),
        N_("Which of 1,000 possible words occur, without punctuation and in lower case: nine of them."),
        N_("The matrix is (2, 1000), almost all zeros, and the order of the words is gone."),
        compare=("one-hot-words", "imdb-dense"),
        page="encode",
    ),
    Recipe(
        "hashing-trick",
        N_("The hashing trick"),
        N_("Words hashed into 1,000 buckets: no vocabulary has to be kept."),
        N_("Two words in one bucket cannot be told apart; see how such collisions fall as buckets grow."),
        compare=("one-hot-words",),
        page="encode",
    ),
    Recipe(
        "learned-embedding",
        N_("A table that training adjusts"),
        N_("Embedding(1000, 64): a row of 64 numbers for each of 1,000 token ids."),
        N_("The table before and after training: words of similar meaning move together."),
        compare=("glove", "imdb-embedding"),
        page="encode",
    ),
    Recipe(
        "glove",
        N_("Pretrained word vectors"),
        N_("GloVe: 100 numbers per word, learned by others from six billion words, and not trained further here."),
        N_("The share of the vocabulary that GloVe knows, and the nearest neighbours of a word."),
        compare=("learned-embedding", "imdb-glove"),
        page="encode",
    ),
)
