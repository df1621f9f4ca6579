"""NumPy: every gate and state of a trained network, and its predictions, equal to Keras within 1e-5."""

from playground.reference.network import Network, Trace
from playground.reference.symbols import predicted, sample

__all__ = ["Network", "Trace", "predicted", "sample"]
