"""A trained run as one HTML file that holds its network and shows it live, without a server and offline."""

import base64
import html
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from playground.analysis import timeline
from playground.analysis.probe_texts import Asked, TellingText
from playground.analysis.scales import largest
from playground.analysis.telling_texts import telling_texts
from playground.config import RunConfig
from playground.datasets import Examples, TextExamples
from playground.datasets.number_examples import as_numbers
from playground.encodings import EncodedExample, FittedText
from playground.encodings.text import as_text_encoding
from playground.errors import RunError
from playground.figures import described
from playground.figures.colors import FOR_BROWSER
from playground.languages import _, language
from playground.languages.catalogues import for_browser
from playground.narration import exported
from playground.narration.running_prediction import manner
from playground.paths import PACKAGE
from playground.prediction import cache
from playground.prediction.predict import encoded_example, example, network
from playground.prediction.splits import test_numbers
from playground.reference import Network
from playground.runs import Run
from playground.wording import together

MOST = 64_000_000
"""Bytes of a page: more than that no phone opens gladly."""
FEW = 8
"""Test examples that come along."""
WEB = PACKAGE / "ui" / "web"
POLICY = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; base-uri 'none'; form-action 'none'"
)
"""Nothing is asked of any server, and no script runs but the one that stands here."""
PAGE = """<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="RNN Playground">
<title>{title}</title>
<link rel="icon" href="data:image/svg+xml;base64,{icon}">
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
<p>{about}</p>
</header>
<main>{waiting}</main>
<footer>
{foot}
</footer>
<script type="application/json" id="given">{given}</script>
<script type="module">{script}</script>
</body>
</html>
"""


def save_page(run: Run, output: Path) -> str:
    """Write the page of a run's last saved weights, and say what is in it.

    Raises `RunError` for a run without weights, for one that a page cannot run, and for a page larger than `MOST`;
    `DivergedError` where its numbers are none; what `Dataset.load` raises, where examples have to come along.
    """
    page = page_of(run).encode()
    if len(page) > MOST:
        raise RunError(
            _(
                "The page would have {size:,.0f} MB; expected at most {most:.0f}. Train a network with a smaller "
                "vocabulary or fewer units to take it along as a page.",
                size=len(page) / 1e6,
                most=MOST / 1e6,
            )
        )
    output.write_bytes(page)
    return f"the network, live and offline; open it in any browser ({len(page) / 1e6:.1f} MB)"


def page_of(run: Run) -> str:
    """The page; raises as `save_page`."""
    bundle = (WEB / "page.js").read_text(encoding="utf-8")
    script = f"{for_browser(language())}const COLORS = {json.dumps(FOR_BROWSER)};\n{bundle}"
    style = (WEB / "page.css").read_text(encoding="utf-8")
    if "</script" in script or "</style" in style:
        raise ValueError("the bundle ends its own element")
    policy = POLICY.format(script=_hashed(script), style=_hashed(style))
    return PAGE.format(
        lang=language(),
        policy=policy,
        title=html.escape(exported.title(run.config)),
        about=html.escape(together(*exported.about(run))),
        icon=base64.b64encode((PACKAGE / "ui" / "icon.svg").read_bytes()).decode(),
        foot="\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in exported.foot(run)),
        given=json.dumps(given(run), allow_nan=False).replace("<", "\\u003c"),
        style=style,
        script=script,
        waiting=html.escape(_("This page runs a neural network in your browser. Allow it JavaScript to see it.")),
    )


def given(run: Run) -> dict[str, Any]:
    """All that the script is given, JSON-able; see `Given` in ui/web/src/page/index.js.  Raises as `save_page`."""
    config, net = run.config, network(run)
    dataset, fitted = config.dataset, net.encoding
    if isinstance(fitted, FittedText) and fitted.encoding.split == "chinese_words":
        raise RunError(
            _(
                "This network reads Chinese words, which a dictionary of many megabytes tells apart; a page without a "
                "server has none. Train one that reads characters to take it along as a page."
            )
        )
    reads_text = isinstance(fitted, FittedText)
    examples = None if reads_text and (_telling(config) or not dataset.is_ready()) else _examples(run)
    first = _first(run, net, examples)
    traced = net.trace(first).checked()
    rows = timeline.rows(config.plan, traced, largest(config.plan, traced))
    chosen = timeline.chosen_row(rows) if rows else None
    encoding = as_text_encoding(fitted) if reads_text else None
    unit = encoding.unit if encoding else dataset.timestep
    return {
        "network": described.network(config.plan, config.encoding.padding, net.weights),
        "encoding": described.text_encoding(encoding) | {"unit": _(unit)} if encoding else None,
        "task": _task(net, config),
        "features": _features(config),
        "image": dataset.is_image,
        "rows": described.rows(rows),
        "vectors": described.vectors(config.plan, traced),
        "chosen": {"layer": chosen.layer, "direction": chosen.direction} if chosen else {},
        "last": described.last_recurrent(config.plan),
        "manner": manner(net) if encoding and config.task.classifies else "",
        "start": first.text if encoding else "",  # type: ignore[attr-defined]  # a text was encoded
        "characters": unit == "character",
        "timestep": _(unit),
        "verb": _(config.task.verbs[1]),
        "says": _(config.task.truth_label).lower().rstrip(":："),
        "ahead": dataset.ahead,
        "examples": {
            "texts": list(_texts(net, config, examples)) if encoding else [],
            "numbers": [] if encoding or examples is None else list(_numbers(run, net, examples)),
        },
    }


def _features(config: RunConfig) -> list[str]:
    """What each number of a timestep is called."""
    names = list(config.dataset.feature_names)
    return names or [_("feature {number}", number=number) for number in range(config.plan.input_shape[-1])]


def _example(number: int) -> str:
    return _("Example {number}", number=number + 1)


def _hashed(text: str) -> str:
    return f"sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}"


def _telling(config: RunConfig) -> tuple[TellingText, ...]:
    """The texts that show what a network can do, as on the Sentiment page; none where it does not classify."""
    return telling_texts(config.dataset) if config.task.classifies else ()


def _examples(run: Run) -> Examples:
    """A few of the test examples.  Raises `RunError` where they would have to be downloaded."""
    dataset = run.config.dataset
    if dataset.download_size and not dataset.is_ready():
        raise RunError(
            _(
                "The page needs a few test examples of {dataset}, which is not on this machine. Fetch it first: "
                "python -m playground fetch {name}",
                dataset=dataset.label(),
                name=dataset.name,
            )
        )
    splits = cache.splits(dataset)
    numbers = test_numbers(run.config, splits)
    return splits.test.subset(numbers[np.linspace(0, len(numbers) - 1, min(FEW, len(numbers))).astype(int)])


def _first(run: Run, net: Network, examples: Examples | None) -> EncodedExample:
    """What the page reads first; of texts that are gone some words of the vocabulary."""
    if examples is not None:
        return encoded_example(run, 0, examples)
    fitted = as_text_encoding(net.encoding)
    between = "" if fitted.unit == "character" else " "
    telling = _telling(run.config)
    return fitted.text(telling[0].text if telling else between.join(fitted.words[:FEW]) or "a")


def _task(net: Network, config: RunConfig) -> dict[str, Any]:
    fitted, dataset = net.encoding, config.dataset
    mean, deviation = getattr(fitted, "target_mean", 0.0), getattr(fitted, "target_deviation", 1.0) or 1.0
    names = {"name": dataset.task, "classes": list(dataset.class_names), "unit": dataset.unit}
    return names | {"mean": mean, "deviation": deviation}


def _texts(net: Network, config: RunConfig, examples: Examples | None) -> Iterator[dict[str, Any]]:
    """Texts to begin with: what each is, and what to look for, or what is true of it."""
    if isinstance(examples, TextExamples):
        for number in range(len(examples)):
            known = example(config.dataset, examples, number)
            truth = _("What is true of it is not known.")
            if known.truth:
                truth = _("{label} {truth}", label=_(config.task.truth_label), truth=known.truth)
            yield {"title": _example(number), "text": known.text, "look": truth, "made": []}
    if examples is not None or not _telling(config):
        return
    fitted = as_text_encoding(net.encoding)

    def say(text: str) -> np.ndarray:
        return config.task.distribution(net.trace(fitted.text(text)).checked().output)

    asked = Asked(fitted, config.dataset.class_names, say)
    for telling in _telling(config):
        said = {"title": _(telling.title), "text": telling.text, "look": _(telling.look)}
        yield said | {"made": [telling.made_by(asked)]}


def _numbers(run: Run, net: Network, examples: Examples) -> Iterator[dict[str, Any]]:
    """Examples of numbers as the network reads them, with what is true, and what is drawn of them."""
    dataset = run.config.dataset
    course, marks = dataset.course(as_numbers(examples)), dataset.marks(examples)
    for number in range(len(examples)):
        read = net.trace(encoded_example(run, number, examples))  # without timesteps that a Masking layer skips
        yield {
            "title": _example(number),
            "inputs": described.stored(read.inputs),
            "labels": list(read.labels),
            "truth": example(dataset, examples, number).truth,
            "series": None if course is None else described.stored(np.asarray(course[number], np.float32)),
            "marks": None if marks is None else np.flatnonzero(marks[number]).tolist(),
        }
