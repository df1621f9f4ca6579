"""Networks made with Keras elsewhere, read from their configuration as plain values: Keras is never imported here."""

from playground.keras_networks.chain import KerasLayer
from playground.keras_networks.network import GivenLayer, GivenNetwork, read_config

__all__ = ["GivenLayer", "GivenNetwork", "KerasLayer", "read_config"]
