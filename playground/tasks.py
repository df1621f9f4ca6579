"""What a network can be asked to do: the task decides its output layer, its loss and what counts as right."""

from dataclasses import dataclass

from playground.layers import Dense, Layer


@dataclass(frozen=True)
class Task:
    """One kind of question.

    activation: of the output layer.  accuracy: whether an answer is right or wrong.
    each_timestep: whether the network answers at every timestep.  answers: whether it writes a sequence of its own.
    loss: the loss function in words.
    """

    activation: str
    loss: str
    accuracy: bool = True
    each_timestep: bool = False
    answers: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """What is drawn while a network trains."""
        return ("accuracy", "loss") if self.accuracy else ("loss",)

    def output(self, num_outputs: int) -> Layer:
        """The last layer."""
        return Dense(units=num_outputs, activation=self.activation)


TASKS: dict[str, Task] = {
    "binary": Task("sigmoid", "binary cross-entropy"),
    "multiclass": Task("softmax", "cross-entropy"),
    "regression": Task("linear", "mean absolute error", accuracy=False),
    "next_token": Task("softmax", "cross-entropy", each_timestep=True),
    "sequence": Task("softmax", "cross-entropy", answers=True),
}
"""binary: the probability of class 1.  multiclass: one of several classes.  regression: a number.  next_token: a symbol
at every timestep.  sequence: another sequence, written symbol by symbol."""
