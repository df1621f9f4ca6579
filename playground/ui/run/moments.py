"""What a saved moment of a run is called."""

from playground.languages import _
from playground.runs import Run


def named(run: Run, epoch: float) -> str:
    """Such as `before training`, `epoch 3`, `epoch 4, not finished` or `epoch 3, batch 12`."""
    history = run.recorded()
    if epoch == 0:
        return _("as given") if history.state == "finished" and run.saved() == [0] else _("before training")
    if epoch != int(epoch):
        batch = round(epoch % 1 * history.facts.get("steps_per_epoch", 0))
        return _("epoch {epoch}, batch {batch}", epoch=int(epoch) + 1, batch=batch)
    whole = {int(ended["epoch"]) for ended in history.epochs}
    if epoch in whole or not whole:
        return _("epoch {epoch}", epoch=epoch)
    return _("epoch {epoch}, not finished", epoch=epoch)
