"""Random Keras models that are chains of layers which can be read, small enough to make hundreds of them."""

import keras
import numpy as np
from keras import layers

ACTIVATIONS = ("tanh", "relu", "sigmoid", "linear", "elu", "selu", "softplus", "softsign", "hard_sigmoid")
TIMESTEPS, ROWS, FEATURES = 4, 6, 2


class Draw:
    """Draws one model after another, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)

    def one(self, *options):
        """One of the options."""
        return options[self.random.integers(len(options))]

    def yes(self, share: float = 0.5) -> bool:
        """True with this probability."""
        return bool(self.random.random() < share)

    def model(self) -> tuple[keras.Model, np.ndarray]:
        """A model with random weights, and three examples for it."""
        tokens, masked = self.yes(), self.yes()
        if tokens:
            x = self.random.integers(1, ROWS, (3, TIMESTEPS)).astype(np.int32)
            stack = [layers.Embedding(ROWS, 2, mask_zero=masked)]
        else:
            x = self.random.normal(size=(3, TIMESTEPS, FEATURES)).astype(np.float32)
            stack = [layers.Masking(0.0)] if masked else []
        x[0, :2], x[1, 3], x[2, 1] = 0, 0, 0  # padding in front, behind and in between
        stack += self._middle(masked)
        stack += [layers.Dense(self.one(1, 3), self.one("sigmoid", "softmax", "linear"), use_bias=self.yes(0.7))]
        start = keras.Input(x.shape[1:], dtype=x.dtype.name)
        if self.yes():
            model = keras.Sequential([start, *stack])
        else:
            value = start
            for layer in stack:
                value = layer(value)
                if isinstance(value, list | tuple):
                    value = value[0]
            model = keras.Model(start, value)
        for layer in model.layers:
            layer.set_weights([self.random.normal(scale=0.7, size=array.shape) for array in layer.get_weights()])
        return model, x

    def _middle(self, masked: bool) -> list[keras.layers.Layer]:
        found, count = [], self.random.integers(1, 4)
        for index in range(count):
            found.append(self._recurrent(index + 1 < count or self.yes(0.2), masked))
            if self.yes(0.3):
                found.append(self.one(layers.LayerNormalization(epsilon=0.01, scale=self.yes()), layers.Dropout(0.3)))
            if found[-1].name and index + 1 < count and self.yes(0.3):
                found.append(layers.TimeDistributed(layers.Dense(2, self.one(*ACTIVATIONS))))
        if not masked and self.yes(0.2):
            found.insert(0, layers.Conv1D(2, 2, activation=self.one(*ACTIVATIONS), use_bias=self.yes()))
        return found

    def _recurrent(self, returns: bool, masked: bool) -> keras.layers.Layer:
        kind = self.one("SimpleRNN", "LSTM", "GRU")
        options = {
            "activation": self.one(*ACTIVATIONS),
            "use_bias": self.yes(0.7),
            "return_sequences": returns,
            "dropout": self.one(0.0, 0.2),
            "recurrent_dropout": self.one(0.0, 0.2),
        }
        if kind == "GRU":
            options["reset_after"] = self.yes()
        if kind == "LSTM":
            options["unit_forget_bias"] = self.yes()
        units = self.one(1, 2, 3)
        if self.yes(0.3):
            return layers.Bidirectional(getattr(layers, kind)(units, **options))
        backwards = self.yes(0.2) and not (masked and returns)
        return getattr(layers, kind)(units, go_backwards=backwards, **options)
