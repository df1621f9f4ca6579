"""The recipes about encodings as plain values: the same that the Encode page shows."""

from typing import Any

import numpy as np

from playground.datasets import DATASETS, TextExamples, tokenized
from playground.datasets.text_examples import as_texts
from playground.encodings import Glove, HashingTrick, LearnedEmbedding
from playground.encodings.explain import colliding_share, initial_table, learn, missing, tensor_shape
from playground.encodings.presets import PRESETS, RUN, TEXTS, Preset

SIZES = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
"""Numbers of buckets for which collisions are counted."""


def demonstrate(name: str) -> dict[str, Any]:
    """Texts, tokens, token ids and the shape of the tensor; collisions of buckets, the share GloVe covers.

    Without a trained run a learned embedding is as before training; without GloVe's file nothing is said of coverage.
    """
    preset = PRESETS[name]
    encoding, examples = preset.encoding, _learned_from(preset)
    fitted = learn(encoding, examples)
    encoded = [fitted.text(text) for text in preset.texts]
    results: dict[str, Any] = {
        "shapes": {"tensor": list(tensor_shape(fitted, len(encoded)))},
        "texts": preset.texts,
        "tokens": [one.words for one in encoded],
        "token_ids": [one.inputs[one.mask].tolist() for one in encoded],
        "distinct_tokens": len({token.word for one in encoded for token in one.tokens}),
    }
    if isinstance(encoding, HashingTrick):
        words = [token.word for one in encoded for token in one.tokens] + list(examples.words)
        results["colliding_share"] = {str(size): share for size, share in colliding_share(words, SIZES).items()}
    if isinstance(encoding, Glove):
        results["vocabulary"] = len(fitted.words)
        results["file"] = str(encoding.file() or "not on this machine")
        if encoding.file():
            looked_up = encoding.look_up(fitted)
            assert looked_up.table is not None
            unknown = missing(fitted, looked_up.table)
            results |= {"found": len(fitted.words) - len(unknown), "not_found": unknown[:20]}
    if isinstance(encoding, LearnedEmbedding):
        table = initial_table(encoding.num_ids, encoding.dimensions)
        results["shapes"]["table"] = list(table.shape)
        results["first_vector"] = table[encoded[0].inputs[encoded[0].mask][0]].tolist()
    return results


def _learned_from(preset: Preset) -> TextExamples:
    if preset.learn_from in (TEXTS, RUN):
        return tokenized(preset.texts, np.zeros(len(preset.texts), np.int8), preset.encoding.split)
    return as_texts(DATASETS[preset.learn_from]().load().train).split_into(preset.encoding.split)
