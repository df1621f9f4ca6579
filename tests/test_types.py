"""The types of the program, which mypy checks before every commit: nothing is waved through without a reason."""

import re
from pathlib import Path

PROJECT = Path(__file__).parent.parent
WAVED_THROUGH = re.compile(r"#\s*type:\s*ignore(?!\[[a-z-]+(?:, [a-z-]+)*\]  # \w)")


def test_what_mypy_is_not_to_say_is_named_with_its_reason():
    places = [
        f"{path.relative_to(PROJECT)}: {line.strip()}"
        for path in sorted(PROJECT.glob("playground/**/*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if WAVED_THROUGH.search(line)
    ]
    assert places == []


def test_a_mistake_waved_through_without_code_or_reason_is_found():
    assert WAVED_THROUGH.search("x = 1  # type: ignore")
    assert WAVED_THROUGH.search("x = 1  # type: ignore[assignment]")
    assert not WAVED_THROUGH.search("x = 1  # type: ignore[assignment]  # mypy looks at it from Linux")
