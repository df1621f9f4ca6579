"""The browser's side: its own checks, and that what is served is what its modules say."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from playground.figures.arithmetic import cell
from playground.figures.colors import FOR_BROWSER
from playground.languages.extract import texts
from playground.layers import RECURRENT
from playground.paths import PROJECT
from playground.reference.arithmetic import cell_arithmetic
from playground.reference.direction import read_direction
from playground.ui import web
from playground.ui.link import STEPS
from tests.reference.test_network import network

CHECKS = ("types", "lint", "test")
SERVED = (
    "address.js",
    *(
        f"{name}.{kind}"
        for name in ("cells", "diagram", "lessons", "page", "playground", "race", "sentiment", "timesteps")
        for kind in ("css", "js")
    ),
)


def node(*command: str) -> str:
    """What a command of Node prints; without Node and the modules of package-lock.json the test is skipped.

    With REQUIRE_BROWSER=1 and Node, missing modules fail it.
    """
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("Node is missing: the browser's side is not checked (the app needs no Node)")
    if not (PROJECT / "node_modules" / "esbuild").exists():
        message = "its modules are missing: npm ci"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("check", CHECKS)
def test_the_browsers_side_passes_its_own(check: str):
    node("npm", "run", "--silent", check)


def test_npm_run_check_runs_every_check():
    scripts = json.loads((PROJECT / "package.json").read_text(encoding="utf-8"))["scripts"]
    assert re.findall(r"npm (?:run )?(\w+)", scripts["check"]) == list(CHECKS)


def test_what_is_served_is_bundled_from_the_modules_as_they_are(tmp_path: Path):
    node("node", "playground/ui/web/bundle.js", str(tmp_path))
    bundled = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert sorted(bundled) == list(SERVED)
    stale = [name for name, content in bundled.items() if (web.HERE / name).read_bytes() != content]
    assert stale == [], "npm run bundle"


def test_every_text_that_a_module_marks_is_in_the_catalogue():
    marked = json.loads(node("node", "tests/ui/web/marked.js"))
    assert {found.text for area, found in texts() if area == "web"} == set(marked)


def test_a_script_stands_behind_what_only_python_knows():
    given = web.script("timesteps", COLORS=FOR_BROWSER)
    first, rest = given.split("\n", 1)
    assert json.loads(first.removeprefix("const COLORS = ").removesuffix(";")) == json.loads(json.dumps(FOR_BROWSER))
    assert rest == (web.HERE / "timesteps.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", RECURRENT)
def test_the_browser_can_set_every_equation_that_is_written(kind: str):
    net = network(RECURRENT[kind](units=2, activation="relu"))
    read = read_direction(net, net.trace(net.encoding.text("the film was superb")), kind)
    written = "".join(
        text for _, text in cell(cell_arithmetic(read, 1, 0), "hidden", lambda vector, k: f"{vector}[{k}]", 3)
    )
    module = "./playground/ui/web/src/drawing/latex.js"
    known = json.loads(node("node", "-e", f"import('{module}').then((it) => console.log(JSON.stringify(it.COMMANDS)))"))
    assert set(re.findall(r"\\(?:[a-zA-Z]+|[^a-zA-Z])", written)) <= {*known, r"\\"}


def test_the_scripts_know_the_colours_that_python_has():
    types = (web.HERE / "src" / "globals.d.ts").read_text(encoding="utf-8")
    declared = re.search(r"declare const COLORS: \{\n(.*?)\n\};", types, re.DOTALL).group(1)
    assert set(re.findall(r"^  (\w+):", declared, re.MULTILINE)) == set(FOR_BROWSER)
    assert "declare const STEPS: string[];" in types
    assert all(isinstance(step, str) for step in STEPS)
