"""The first layer of a network of words: an encoding chooses it, the learner does not add it."""

from typing import Any, ClassVar, Literal

from pydantic import Field

from playground.languages import N_, _
from playground.layers.base import Layer, Shape


class Embedding(Layer):
    """Row `token_id` of a trained table.  token_ids (timesteps,) int32 → (timesteps, dimensions).  As in Keras."""

    title: ClassVar[str] = "Embedding"
    about: ClassVar[str] = N_("A trained table with one row of numbers per word.")

    kind: Literal["embedding"] = "embedding"
    rows: int = Field(ge=1)
    dimensions: int = Field(ge=1)
    trainable: bool = True

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps,) → (timesteps, dimensions)."""
        return (input_shape[0], self.dimensions)

    def weight_shapes(self, input_shape: Shape) -> dict[str, Shape]:
        """embeddings (rows, dimensions)."""
        return {"embeddings": (self.rows, self.dimensions)}

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """Keras `Embedding`; its `mask_zero` masks token id 0, the padding."""
        arguments = {"input_dim": self.rows, "output_dim": self.dimensions, "mask_zero": mask}
        return "Embedding", arguments | ({} if self.trainable else {"trainable": False})

    def label(self) -> str:
        """Such as `Embedding 10,002 × 32`."""
        if self.trainable:
            return f"Embedding {self.rows:,} × {self.dimensions}"
        return _("Embedding {rows:,} × {dimensions} frozen", rows=self.rows, dimensions=self.dimensions)


class OneHot(Layer):
    """A 1 in column `token_id - 1`, else 0; padding (id 0) is all zeros.  (timesteps,) → (timesteps, columns)."""

    title: ClassVar[str] = N_("One-hot")
    about: ClassVar[str] = N_("One column per word: a single 1, the rest 0.")

    kind: Literal["one_hot"] = "one_hot"
    columns: int = Field(ge=1)

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps,) → (timesteps, columns)."""
        return (input_shape[0], self.columns)

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The project's own small Keras layer of this name, since Keras has none that passes a mask on."""
        return "OneHot", {"columns": self.columns, "mask_zero": mask}

    def label(self) -> str:
        """Such as `One-hot 1,002`."""
        return _("One-hot {columns:,}", columns=self.columns)


class MultiHot(Layer):
    """A 1 in column `token_id - 1` of every id that occurs, else 0; padding (id 0) has none.  → (columns,)."""

    title: ClassVar[str] = N_("Multi-hot")
    about: ClassVar[str] = N_("One column per word: 1 if it occurs anywhere.")

    kind: Literal["multi_hot"] = "multi_hot"
    columns: int = Field(ge=1)

    def output_shape(self, input_shape: Shape, return_sequences: bool) -> Shape:
        """(timesteps,) → (columns,)."""
        return (self.columns,)

    def keras(self, return_sequences: bool, mask: bool) -> tuple[str, dict[str, Any]]:
        """The project's own small Keras layer of this name."""
        return "MultiHot", {"columns": self.columns}

    def label(self) -> str:
        """Such as `Multi-hot 10,002`."""
        return _("Multi-hot {columns:,}", columns=self.columns)
