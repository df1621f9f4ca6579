"""Networks that say a symbol at every timestep: what they predict of a text, and texts of their own."""

from collections.abc import Sequence

import numpy as np

from playground.encodings.text import as_text_encoding
from playground.reference.network import Network


def predicted(network: Network, text: str, symbols: Sequence[str]) -> str:
    """The most probable next symbol after each symbol of `text` that the network reads; as long as what it reads."""
    trace = network.trace(as_text_encoding(network.encoding).text(text))
    return "".join(symbols[index] for index in trace.output[trace.mask].argmax(axis=-1))


def sample(network: Network, start: str, symbols: Sequence[str], length: int, temperature: float, seed: int) -> str:
    """`start`, continued by `length` symbols, each drawn from what the network says comes next.

    temperature: above 0; the logarithms of the probabilities are divided by it before drawing: near 0 always the most
    probable symbol, 1 as often as the network says, above 1 ever more at random.
    """
    random = np.random.default_rng(seed)
    fitted = as_text_encoding(network.encoding)
    text = start
    for _ in range(length):
        trace = network.trace(fitted.text(text[-fitted.encoding.maximum_length :]))
        probabilities = trace.output[trace.mask][-1].astype(np.float64)
        scaled = np.log(np.maximum(probabilities, 1e-12)) / temperature
        weights = np.exp(scaled - scaled.max())
        text += symbols[random.choice(len(symbols), p=weights / weights.sum())]
    return text
