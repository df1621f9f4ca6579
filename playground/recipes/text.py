"""Text: what a network is fed.  Nothing is trained, every number is shown."""

from playground.recipes.base import Recipe

TEXT = (
    Recipe(
        "one-hot-words",
        "One-hot words",
        "Two sentences split on spaces, punctuation kept: ten different tokens.",
        "The tensor is (2, 10, 11): two texts, ten timesteps, one column per token and one reserved.",
        compare=("one-hot-characters", "learned-embedding"),
        page="encode",
    ),
    Recipe(
        "one-hot-characters",
        "One-hot characters",
        "The same sentences as characters, each one of Python's 100 printable ones.",
        "The tensor is (2, 50, 101): few columns, many timesteps.",
        compare=("one-hot-words",),
        page="encode",
    ),
    Recipe(
        "binary-bag-of-words",
        "Bag of words",
        "Which of 1,000 possible words occur, without punctuation and in lower case: nine of them.",
        "The matrix is (2, 1000), almost all zeros, and the order of the words is gone.",
        compare=("one-hot-words", "imdb-dense"),
        page="encode",
    ),
    Recipe(
        "hashing-trick",
        "The hashing trick",
        "Words hashed into 1,000 buckets: no vocabulary has to be kept.",
        "Two words in one bucket cannot be told apart; see how such collisions fall as buckets grow.",
        compare=("one-hot-words",),
        page="encode",
    ),
    Recipe(
        "learned-embedding",
        "A table that training adjusts",
        "Embedding(1000, 64): a row of 64 numbers for each of 1,000 token ids.",
        "The table before and after training: words of similar meaning move together.",
        compare=("glove", "imdb-embedding"),
        page="encode",
    ),
    Recipe(
        "glove",
        "Pretrained word vectors",
        "GloVe: 100 numbers per word, learned by others from six billion words, and not trained further here.",
        "The share of the vocabulary that GloVe knows, and the nearest neighbours of a word.",
        compare=("learned-embedding", "imdb-glove"),
        page="encode",
    ),
)
