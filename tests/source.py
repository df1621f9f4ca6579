"""The program's own files as Python reads them: each parsed once in a process, when a test first asks for it."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parent.parent
PATHS = [*sorted(PROJECT.glob("playground/**/*.py")), *sorted(PROJECT.glob("pages/*.py")), PROJECT / "app.py"]


@cache
def parsed(path: Path) -> ast.Module:
    """A file; shared, so none may change it."""
    return ast.parse(path.read_text(encoding="utf-8"))


class Trees(Mapping[str, ast.Module]):
    """The path of a file inside the project, with slashes → what is in it."""

    def __init__(self, paths: list[Path]) -> None:
        self._paths = {path.relative_to(PROJECT).as_posix(): path for path in paths}

    def __getitem__(self, name: str) -> ast.Module:
        return parsed(self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


TREES = Trees(PATHS)
