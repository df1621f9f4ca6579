"""A queue that is fair between learners: whoever was served longest ago comes next."""

from collections import OrderedDict, deque


class FairQueue:
    """Runs that wait, a line a learner, served round robin. Not safe between threads; the engine holds a lock."""

    def __init__(self) -> None:
        self._lines: OrderedDict[str, deque[str]] = OrderedDict()  # the learner served longest ago first

    def __len__(self) -> int:
        return sum(len(line) for line in self._lines.values())

    def add(self, learner: str, run_id: str) -> None:
        """Put a run at the end of its learner's line."""
        self._lines.setdefault(learner, deque()).append(run_id)

    def put_back(self, learner: str, run_id: str) -> None:
        """Put a run that was just served before all others again."""
        self._lines.setdefault(learner, deque()).appendleft(run_id)
        self._lines.move_to_end(learner, last=False)

    def pop(self) -> str:
        """The next run to train; its learner goes to the back.  Raises `IndexError` when nothing waits."""
        for learner, line in self._lines.items():
            if line:
                self._lines.move_to_end(learner)
                return line.popleft()
        raise IndexError("nothing waits")

    def remove(self, run_id: str) -> bool:
        """Take a run out of the queue; False when it does not wait."""
        for line in self._lines.values():
            if run_id in line:
                line.remove(run_id)
                return True
        return False

    def order(self) -> list[str]:
        """All waiting runs in the order they will be served if nobody adds another."""
        lines = [list(line) for line in self._lines.values() if line]
        rounds = range(max(map(len, lines), default=0))
        return [line[turn] for turn in rounds for line in lines if turn < len(line)]
