"""Files beside the program say what the program does: the server's settings, the requirements, the README."""

import ast
import os
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from playground.__main__ import parser
from playground.datasets import DATASETS
from playground.exporting import FORMATS
from playground.limits import Limits

PROJECT = Path(__file__).parent.parent
CONFIG = tomllib.loads((PROJECT / ".streamlit/config.toml").read_text(encoding="utf-8"))
README = (PROJECT / "README.md").read_text(encoding="utf-8")
SERVER = (PROJECT / "docs" / "server.md").read_text(encoding="utf-8")
PROGRAM = [*PROJECT.glob("playground/**/*.py"), *PROJECT.glob("pages/*.py"), PROJECT / "app.py"]
TESTS = [*PROJECT.glob("tests/**/*.py"), *PROJECT.glob("benchmarks/*.py")]
ELSEWHERE = {"torch"}
"""A benchmark imports it in a Python that is named to it."""


def normal(name: str) -> str:
    """The name of a distribution as package indexes compare it."""
    return re.sub("[-_.]+", "-", name).lower()


def required(*files: str) -> set[str]:
    """The distributions named in requirements files."""
    lines = [line for file in files for line in (PROJECT / file).read_text(encoding="utf-8").splitlines()]
    return {normal(re.match(r"[\w.-]+", line).group()) for line in lines if line and line[0] not in "#-"}


distributions = cache(packages_distributions)
"""Module → the distributions it comes with; slow to find out."""


def imported(files: list[Path]) -> set[str]:
    """The distributions whose modules are imported by name, anywhere in these files."""
    modules = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(node.module.split(".")[0])
    modules -= {"app", "playground", "tests", "benchmarks", "__future__", "_typeshed"} | sys.stdlib_module_names
    known = distributions()
    return {normal(known[module][0]) if module in known else normal(module) for module in modules}


# The server


def test_the_server_answers_this_machine_only_and_reports_to_nobody():
    assert CONFIG["server"]["address"] == "localhost"
    assert CONFIG["browser"]["gatherUsageStats"] is False
    assert CONFIG["server"]["enableXsrfProtection"] is True


def test_errors_of_the_program_are_not_shown_to_learners():
    assert CONFIG["client"]["showErrorDetails"] == "none"


def test_the_server_takes_no_upload_above_the_limit():
    assert CONFIG["server"]["maxUploadSize"] == Limits().upload_mb


def test_both_themes_are_whole_and_apart():
    light, dark = CONFIG["theme"]["light"], CONFIG["theme"]["dark"]
    assert set(light) == set(dark) >= {"primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor"}
    for theme in (light, dark):
        assert all(re.fullmatch("#[0-9a-f]{6}", color) for color in theme.values())
        assert contrast(theme["textColor"], theme["backgroundColor"]) >= 7
        assert contrast(theme["textColor"], theme["secondaryBackgroundColor"]) >= 7
    assert luminance(light["backgroundColor"]) > 0.5 > luminance(dark["backgroundColor"])


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb`, 0 black to 1 white.  Source: WCAG 2.2."""
    parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21; text should have 7.  Source: WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# Requirements


def test_everything_the_program_imports_is_required():
    assert imported(PROGRAM) <= required("requirements.txt")


def test_everything_the_app_requires_is_imported():
    assert required("requirements.txt") <= imported(PROGRAM)


def test_what_only_tests_import_is_required_for_development_only():
    only_tests = imported(TESTS) - imported(PROGRAM) - ELSEWHERE
    assert only_tests <= required("requirements-dev.txt")
    assert not only_tests & required("requirements.txt")
    assert "-r requirements.txt" in (PROJECT / "requirements-dev.txt").read_text().splitlines()


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_a_version(file):
    lines = [line for line in (PROJECT / file).read_text().splitlines() if line and line[0] not in "#-"]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+~=\d+(\.\d+)+", line)] == []


def test_the_lock_file_names_one_version_of_everything_that_fits_what_is_required():
    from packaging.requirements import Requirement

    locked = dict(line.split("==") for line in (PROJECT / "requirements.lock").read_text().splitlines())
    for file in ("requirements.txt", "requirements-dev.txt"):
        for line in (PROJECT / file).read_text().splitlines():
            if line and line[0] not in "#-":
                asked = Requirement(line)
                assert asked.specifier.contains(locked[normal(asked.name)]), line


# The README


def test_the_readme_lists_every_limit_with_its_default():
    rows = re.findall(r"^\| `PLAYGROUND_(\w+)` \| [^|]+ \| ([\d,]+) \|$", SERVER, re.MULTILINE)
    listed = {name.lower(): int(value.replace(",", "")) for name, value in rows}
    of_the_machine = {"workers": os.cpu_count()}
    assert listed | of_the_machine == {name: field.default for name, field in Limits.model_fields.items()}
    assert "| `PLAYGROUND_WORKERS` | processes that train, each on one core | as many as there are cores |" in SERVER


def commands() -> dict:
    """Command → its own parser."""
    (action,) = (action for action in parser()._actions if action.choices)
    return action.choices


def examples() -> list[str]:
    """The README's commands, without what they do."""
    block = re.search(r"## The command line\n+```\n(.*?)```", README, re.DOTALL).group(1)
    return [re.split(r"\s{2,}", line)[0] for line in block.splitlines()]


def test_the_readme_lists_every_command_in_the_order_of_help():
    assert [line.split()[3] for line in examples()] == list(commands())


@pytest.mark.parametrize("example", examples())
def test_a_command_of_the_readme_is_understood(example):
    arguments = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', example)]
    assert arguments[:3] == ["python", "-m", "playground"]
    parser().parse_args(arguments[3:])


def test_every_option_in_the_readme_exists():
    known = {
        option for command in commands().values() for action in command._actions for option in action.option_strings
    }
    section = README.split("## The command line")[1].split("\n## ")[0]
    named = set(re.findall(r"(?<![\w-])(--?[a-z][a-z-]*)", section)) - {"-m"}
    assert named <= known
    assert known - named <= {"-h", "--help", "--config", "--output"}


def test_every_export_format_and_dataset_is_told():
    elsewhere = (PROJECT / "docs" / "elsewhere.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in elsewhere for name in FORMATS)
    datasets = (PROJECT / "docs" / "datasets.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in datasets for name in DATASETS)


def test_the_readme_is_read_in_one_sitting():
    assert len(README.split()) < 1_500


def test_every_variable_that_is_read_is_told():
    read = {
        name for file in PROGRAM for name in re.findall(r'"(PLAYGROUND_[A-Z_]+)"', file.read_text(encoding="utf-8"))
    }
    assert read
    assert {name for name in read if f"| `{name}` |" not in SERVER} == set()
