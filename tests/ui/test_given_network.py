"""Every page works on a network that was brought along."""

import numpy as np
import pytest

from playground.runs import Run
from tests.keras_networks.configs import dense, embedding, lstm, masking, recurrent
from tests.runs.test_given import BINARY, NUMBERS, TOKENS, kept, of
from tests.ui.test_pages import healthy, visit

RUNS = {
    "tokens": lambda: kept(*of(*BINARY), TOKENS, learner="ann"),
    "numbers": lambda: kept(*of(masking(), lstm(), dense(1), shape=(4, 2)), NUMBERS, np.arange(3.0), learner="ann"),
    "words": lambda: kept(
        *of(embedding(), recurrent("GRU", reset_after=False, activation="elu"), dense(3, "softmax")),
        TOKENS,
        np.array([0, 1, 2]),
        words=["", "a", "good", "new", "film"],
        learner="ann",
    ),
    "every timestep": lambda: kept(
        *of(embedding(), lstm(return_sequences=True), dense(5, "softmax")), TOKENS, learner="ann"
    ),
}
PLACES = [
    *(("inside", view) for view in ("timesteps", "gradient", "memory", "compare", "what-if")),
    *((page, "") for page in ("train", "loop", "sentiment", "runs", "playground", "data", "encode")),
]


@pytest.mark.parametrize(("page", "view"), PLACES, ids=[f"{page} {view}".strip() for page, view in PLACES])
@pytest.mark.parametrize("make", RUNS.values(), ids=RUNS)
def test_every_page_works_on_a_given_network(make, page, view, own_home, no_workers):
    run: Run = make()
    link = {"view": view} if view else {}
    healthy(visit(page, learner="ann", run=run.id, **link))
