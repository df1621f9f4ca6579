"""Whatever `RunConfig.check` accepts can be prepared, trained and measured: random choices of everything."""

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from playground.config import RunConfig
from playground.datasets import DATASETS, Characters
from playground.encodings import ENCODINGS
from playground.errors import PlaygroundError
from playground.layers import LAYERS
from playground.limits import Limits
from playground.training.prepare import prepare

SMALL = Limits(parameters=100_000, work=2_000_000, memory_mb=60)
units, lengths = st.integers(1, 5), st.integers(1, 40)


@st.composite
def typed(draw: st.DrawFn) -> Characters:
    """A text of two to three hundred characters, cut at any length."""
    text = draw(st.text("abcdef gé文\n", min_size=2, max_size=300).filter(lambda text: len(set(text)) > 1))
    return Characters(text=text, length=draw(st.integers(2, 120)), copies=draw(st.integers(1, 5)))


@st.composite
def layers(draw: st.DrawFn) -> dict:
    """One layer with a few units, everything that is true or false at random."""
    kind = draw(st.sampled_from([*LAYERS, "lstm", "gru", "simple_rnn"]))
    fields = LAYERS[kind].model_fields
    numbers = {name: draw(units) for name in ("units", "filters", "kernel_size", "pool_size") if name in fields}
    return {"kind": kind} | numbers | ({"bidirectional": draw(st.booleans())} if "bidirectional" in fields else {})


@st.composite
def encodings(draw: st.DrawFn, reads: str) -> dict:
    """An encoding of what a dataset is made of; GloVe needs its file."""
    fitting = [kind for kind in ENCODINGS if kind != "glove" and (reads == "numbers") == (kind == "numbers")]
    kind = draw(st.sampled_from(fitting))
    fields = ENCODINGS[kind].model_fields
    choices = {"kind": kind}
    for name, values in {
        "maximum_length": lengths,
        "vocabulary_size": lengths,
        "buckets": lengths,
        "dimensions": units,
        "mask": st.booleans(),
        "standardise": st.booleans(),
        "reverse": st.booleans(),
        "padding": st.sampled_from(["front", "back"]),
        "truncation": st.sampled_from(["front", "back"]),
    }.items():
        if name in fields:
            choices[name] = draw(values)
    if reads == "characters" and kind == "learned_embedding":
        choices["split"] = "characters"
    return choices


datasets = st.one_of(
    typed(),
    st.builds(DATASETS["reviews"], examples=st.just(200), distance=st.integers(0, 20)),
    st.just(DATASETS["digits"]()),
    st.builds(DATASETS["addition"], examples=st.just(200), digits=st.integers(1, 4)),
    st.builds(
        DATASETS["memory"],
        examples=st.just(200),
        lag=st.integers(5, 20),
        problem=st.sampled_from(["adding", "temporal_order", "copy"]),
    ),
    st.builds(
        DATASETS["weather"],
        days=st.just(60),
        lookback=st.integers(6, 60),
        step=st.integers(1, 6),
        delay=st.integers(0, 9),
    ),
)


@st.composite
def accepted(draw: st.DrawFn) -> RunConfig:
    """A run that `check` accepts."""
    dataset = draw(datasets)
    try:
        config = RunConfig(
            dataset=dataset,
            encoding=draw(encodings(dataset.reads)),
            layers=draw(st.lists(layers(), min_size=1, max_size=3)),
            train_samples=draw(st.one_of(st.none(), st.integers(2, 60))),
            validation_split=draw(st.floats(0.01, 0.99)),
            batch_size=draw(st.integers(1, 64)),
            epochs=1,
        )
        config.check(dataset.num_train, SMALL)
    except PlaygroundError:
        assume(False)
    return config


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(accepted())
def test_whatever_is_accepted_is_prepared_trained_and_measured(config: RunConfig):
    prepared = prepare(config)
    for part in (prepared.train, prepared.validation, prepared.test):
        assert len(part) >= 1
        loss = prepared.steps.evaluate(*part.take(np.arange(min(4, len(part)))))[0][0]
        assert np.isfinite(float(loss))
    batch = prepared.train.shuffled(config.batch_size, config.seed, 1)[0]
    assert np.isfinite(float(prepared.steps.train(*prepared.train.take(batch))[0]))
    assert all(map(np.isfinite, prepared.baseline.values()))


@pytest.mark.parametrize("count", [2, 101, 102, 150, 201, 202, 301, 302, 401])
def test_a_typed_text_of_any_length_trains_with_the_default_settings(count: int):
    text = ("Any paragraph pasted falls in that range. " * 20)[:count]
    config = RunConfig(dataset=Characters(text=text), encoding=ENCODINGS["one_hot_characters"]())
    config.check(config.dataset.num_train)
    prepared = prepare(config)
    assert min(map(len, (prepared.train, prepared.validation, prepared.test))) >= 1
