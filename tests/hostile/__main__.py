"""The tally: how many hostile inputs of each kind end in one plain sentence.  `--sentences` prints each of them too.

python -m tests.hostile
"""

import sys
from collections import Counter
from pathlib import Path

import pytest


class Tally:
    """Counts what a run of the tests reports."""

    def __init__(self) -> None:
        self.tried, self.well = Counter[str](), Counter[str]()
        self.sentences: list[tuple[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        name, bracket, rest = report.location[2].partition("[")
        if not bracket or (report.when != "call" and report.passed):
            return
        kind = name.removeprefix("test_").replace("_", " ")
        self.tried[kind] += 1
        self.well[kind] += report.passed
        self.sentences += [
            (f"{kind}: {rest[:-1]}", str(said)) for key, said in report.user_properties if key == "ended"
        ]


def main() -> int:
    """Run the tests of this folder.  Returns their exit status."""
    tally = Tally()
    status = pytest.main([str(Path(__file__).parent), "-q", "-p", "no:cacheprovider", "--tb=line"], plugins=[tally])
    if "--sentences" in sys.argv:
        for what, sentence in tally.sentences:
            print(f"{what}\n    {sentence}")
    for kind, tried in tally.tried.items():
        print(f"{kind:24} {tally.well[kind]:4} of {tried:4} end in a plain sentence")
    print(f"{'all':24} {tally.well.total():4} of {tally.tried.total():4}")
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
