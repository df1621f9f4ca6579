"""NumPy: every gate and state of a trained network, and its predictions, equal to Keras within 1e-5."""

from playground.reference.network import Network
from playground.reference.symbols import predicted, sample
from playground.reference.traces import Trace

__all__ = ["Network", "Trace", "predicted", "sample"]
