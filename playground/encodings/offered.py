"""Which encodings take a dataset's examples, and which of them a run takes where nothing else is chosen."""

from playground.encodings import ENCODINGS, Encoding
from playground.encodings.learned_embedding import LearnedEmbedding
from playground.errors import PlaygroundError


def encodings_for(reads: str) -> dict[str, Encoding]:
    """The encodings that take examples made of `reads`, each with settings that do, the simplest first."""
    found = {}
    for kind, encoding in ENCODINGS.items():
        start = encoding()
        if not start.fits(reads) and "split" in encoding.model_fields and reads == "characters":
            try:
                start = start.changed(split=reads)
            except PlaygroundError:  # it knows no characters
                continue
        if start.fits(reads):
            found[kind] = start
    return dict(sorted(found.items(), key=lambda item: reads == "characters" and item[0] != "one_hot_characters"))


def proposed(reads: str, splitter: str) -> Encoding:
    """The encoding of examples made of `reads`, texts of which are best split by `splitter`."""
    return LearnedEmbedding(split=splitter) if reads == "words" else next(iter(encodings_for(reads).values()))
