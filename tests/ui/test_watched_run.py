"""Every page works on a training that was watched from a notebook."""

import pytest

import playground
from playground.runs import Run
from tests.notebook.test_watch import X, Y, fit, model
from tests.ui.test_pages import healthy, visit

PLACES = [
    *(("inside", view) for view in ("timesteps", "gradient", "compare", "what-if")),
    *((page, "") for page in ("train", "playground", "runs", "sentiment", "loop")),
]


@pytest.fixture(scope="module", autouse=True)
def own_home(module_home):
    """One home for all tests of this module, because they share a run."""
    return module_home


@pytest.fixture(scope="module")
def watched(module_home) -> Run:
    """Two epochs of a tiny model."""
    watch = playground.Watch(X[:6], Y[:6], every=2)
    fit(model(), watch)
    return watch.run


@pytest.mark.parametrize(("page", "view"), PLACES, ids=[f"{page} {view}".strip() for page, view in PLACES])
def test_every_page_works_on_a_watched_training(watched, page, view, no_workers):
    app = healthy(visit(page, run=watched.id, **({"view": view} if view else {})))
    assert not app.error
