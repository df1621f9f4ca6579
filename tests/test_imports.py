"""Imports point one way, and frameworks stay where they belong."""

import ast
import os
import re
import subprocess
import sys
from functools import cache

import pytest

from tests.source import PROJECT
from tests.source import TREES as FILES

ORDER = [
    *(
        "languages",
        "errors",
        "paths",
        "locks",
        "threads",
        "wording",
        "choices",
        "limits",
        "glossary",
        "caching",
        "background",
    ),
    *("zips", "cells", "layers", "tasks", "datasets", "encodings", "demands", "earlier", "config", "reference"),
    *(
        "keras_networks",
        "recipes",
        "runs",
        "prediction",
        "analysis",
        "training",
        "narration",
        "engine",
        "figures",
        "lessons",
        "server",
    ),
    *("exporting", "cli", "__main__", "ui", "notebook", "pages", "app"),
]
"""The files and folders of playground/, then pages/ and app.py: each may import those before it, and itself."""
APART = {("training", "reference"), ("engine", "reference"), ("figures", "engine"), ("ui", "training")}
"""(importer, imported): never, although the order would allow it."""
FRAMEWORKS = {
    "keras": ["playground/training/", "playground/notebook/unaltered.py", "playground/notebook/watch.py"],
    "tensorflow": ["playground/training/"],
    "h5py": ["playground/keras_networks/weights_child.py"],
    "streamlit": ["playground/ui/", "pages/", "app.py"],
    "dask": ["playground/engine/cluster.py", "playground/engine/runner.py"],
    "distributed": ["playground/engine/cluster.py", "playground/engine/worker.py"],
}
"""Library → the files, or folders, that may import it."""


every_file = pytest.mark.parametrize("path", FILES)


@cache
def imported(tree: ast.Module) -> frozenset[str]:
    """Every module a file imports, at its top or inside a function; `from a import b` gives a and a.b."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole module"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


def parts_imported(tree: ast.Module) -> set[str]:
    """The entries of ORDER a file imports: `playground.layers.plan` → layers."""
    return {name.split(".")[1] for name in imported(tree) if name.startswith("playground.")}


@every_file
def test_imports_point_one_way(path):
    own = path.removeprefix("playground/").removesuffix(".py").split("/")[0]
    if own == "__init__":  # it names what notebooks use for type checkers, and imports it when it is asked for
        own = "notebook"
    assert own in ORDER, f"{path} has no place in ORDER yet; say what it may import"
    allowed = ORDER[: ORDER.index(own) + 1]
    assert parts_imported(FILES[path]) <= set(allowed) - {there for here, there in APART if here == own}


def test_reference_and_training_never_import_each_other():
    for here, there in (("reference", "training"), ("training", "reference")):
        trees = [tree for path, tree in FILES.items() if path.startswith(f"playground/{here}/")]
        assert trees
        assert not {name for tree in trees for name in imported(tree) if name.startswith(f"playground.{there}")}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_framework_is_imported_only_where_it_belongs(framework):
    importers = {path for path, tree in FILES.items() if framework in {name.split(".")[0] for name in imported(tree)}}
    assert importers
    assert {path for path in importers if not path.startswith(tuple(FRAMEWORKS[framework]))} == set()


@pytest.mark.parametrize("path", sorted(path for path in FILES if not path.startswith("playground/training/")))
def test_training_is_imported_only_when_a_function_needs_it(path):
    at_import = ast.Module([n for n in FILES[path].body if isinstance(n, ast.Import | ast.ImportFrom)], [])
    assert not {name for name in imported(at_import) if name.startswith("playground.training")}


SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+\.(?:\s|$)")
"""Five words or more that end in a full stop."""


def texts(tree: ast.Module) -> set[str]:
    """Every string of a file that is no docstring; what an f-string fills in is one word."""
    apart = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            apart |= {id(part) for part in node.values}
            found.add("".join(str(part.value) if isinstance(part, ast.Constant) else "X" for part in node.values))
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return found | {str(node.value) for node in strings if id(node) not in apart}


def test_figures_hold_no_sentences_those_are_in_narration():
    figures = {path: texts(tree) for path, tree in FILES.items() if path.startswith("playground/figures/")}
    assert len(figures) > 10
    assert [(path, text) for path, found in figures.items() for text in found if SENTENCE.search(text)] == []


def test_a_sentence_in_a_figure_would_be_found():
    found = texts(ast.parse('"""Draws what it is given."""\nTITLE = f"The {gate} gate is open {share:.0%}. "\n'))
    assert [text for text in found if SENTENCE.search(text)] == ["The X gate is open X. "]


def bound(tree: ast.Module, package: str) -> set[str]:
    """The names that a package's __init__ binds to anything but its own modules."""
    names = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module != package:
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        else:
            names |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return names


PACKAGES = sorted(path.removesuffix("/__init__.py") for path in FILES if path.endswith("/__init__.py"))


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_is_hidden_by_a_name_of_its_package(package):
    own = (path.removeprefix(f"{package}/") for path in FILES if path.startswith(f"{package}/"))
    modules = {inside.removesuffix(".py").split("/")[0] for inside in own} - {"__init__"}
    assert bound(FILES[f"{package}/__init__.py"], package.replace("/", ".")) & modules == set()


def test_a_hidden_module_would_be_found():
    assert "engine" in bound(ast.parse("from playground.engine.engine import engine"), "playground.engine")
    assert "engine" not in bound(ast.parse("from playground.engine import engine"), "playground.engine")


MODULES = [
    path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for path in sorted(FILES)
    if path.startswith("playground/") and not path.startswith(tuple(FRAMEWORKS["keras"]))
]
"""Everything but training, and what sees a training elsewhere."""


def test_everything_but_training_is_imported_without_keras_and_tensorflow():
    program = (
        f"import importlib, sys\nfor name in {MODULES!r}: importlib.import_module(name)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'keras', 'tensorflow', 'playground'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "['playground']\n"), done.stderr


def test_no_import_changes_how_the_process_computes_or_draws():
    program = f"""
import importlib, os, random, sys, numpy
from threadpoolctl import threadpool_info
def state():
    blas = {{part["filepath"]: part["num_threads"] for part in threadpool_info() if part["user_api"] == "blas"}}
    return blas, random.getstate(), numpy.random.get_state()[1].tolist(), os.nice(0), random.randint
before = state()
for name in {MODULES!r}: importlib.import_module(name)
after = state()
assert before[0] and set(before[0].values()) == {{2}}, before[0]
assert {{path: after[0][path] for path in before[0]}} == before[0], after[0]
assert after[1:] == before[1:]
from playground.threads import one_blas_thread
one_blas_thread()
assert set(state()[0].values()) == {{1}}
"""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "2"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
