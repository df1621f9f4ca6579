"""What a saved moment of a run is called."""

from playground.runs import Run


def named(run: Run, epoch: float) -> str:
    """Such as `before training`, `epoch 3`, `epoch 4, not finished` or `epoch 3, batch 12`."""
    history = run.recorded()
    if epoch == 0:
        return "as given" if history.state == "finished" and run.saved() == [0] else "before training"
    if epoch != int(epoch):
        return f"epoch {int(epoch) + 1}, batch {round(epoch % 1 * history.facts.get('steps_per_epoch', 0))}"
    whole = {int(ended["epoch"]) for ended in history.epochs}
    return f"epoch {epoch}" if epoch in whole or not whole else f"epoch {epoch}, not finished"
