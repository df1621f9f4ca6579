"""What is measured while a run trains: means over examples, and the pace."""

from dataclasses import dataclass

SHORTEST_PACE = 0.05
"""Seconds of training that tell a pace; fewer measure the clock and chance."""


@dataclass
class Window:
    """Mean loss and accuracy over some examples."""

    loss: float = 0.0
    correct: float = 0.0
    answers: float = 0.0
    examples: int = 0

    def add(self, measured: tuple[float, float, float], examples: int) -> None:
        """One batch: its mean loss, its number of right answers, its number of answers; and how many examples."""
        loss, correct, answers = measured
        self.loss += loss * answers
        self.correct += correct
        self.answers += answers
        self.examples += examples

    def means(self, metrics: tuple[str, ...], prefix: str = "") -> dict[str, float]:
        """Those of `loss` and `accuracy` that are among `metrics`, rounded to what is worth keeping."""
        answers = max(self.answers, 1.0)
        means = {"loss": self.loss / answers, "accuracy": self.correct / answers}
        return {f"{prefix}{name}": round(value, 6) for name, value in means.items() if name in metrics}


@dataclass
class Pace:
    """Examples and the seconds they were trained in, since the pace was taken last; no waiting counts."""

    examples: int = 0
    seconds: float = 0.0

    def add(self, examples: int, seconds: float) -> None:
        """One batch."""
        self.examples += examples
        self.seconds += seconds

    def take(self) -> dict[str, float]:
        """`examples_per_second`, and begin anew; nothing while it is too short to measure."""
        if self.seconds < SHORTEST_PACE:
            return {}
        measured = round(self.examples / self.seconds, 1)
        self.examples, self.seconds = 0, 0.0
        return {"examples_per_second": measured}
