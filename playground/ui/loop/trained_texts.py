"""What is said beside the loop of a trained run: what the network says, where numbers come from and go to."""

from playground.languages import _
from playground.layers.plan import PlannedRecurrent
from playground.prediction.cache import network_of
from playground.reference.over_time import of
from playground.runs import Run
from playground.ui.widgets.plain import plain
from playground.wording import together


def says(timestep: int, number: str) -> str:
    """When the network says what stands below.  timestep: from 1; 0: the last.  number: in its unit; empty: none."""
    if not timestep and not number:
        return _("After the last timestep the network says")
    if not timestep:
        return _("After the last timestep the network says {number}, standardised:", number=number)
    if not number:
        return _("After timestep {timestep} the network says", timestep=timestep)
    return _("After timestep {timestep} the network says {number}, standardised:", timestep=timestep, number=number)


def around(run: Run, planned: PlannedRecurrent, direction: str, epoch: float) -> str:
    """Where `x_t` and the weights come from, and where the states go."""
    layers = run.config.plan.layers
    index = layers.index(planned)
    before, behind = (
        plain(" → ".join(other.layer.label() for other in part)) for part in (layers[:index], layers[index + 1 :])
    )
    weights = of(network_of(run.id, epoch).weights, f"{planned.name}/{direction}".rstrip("/"))
    return together(
        _(
            "It runs on the weights after epoch {epoch}: {shapes}; `activation` is {activation}, `sigmoid(x)` is "
            "1 / (1 + e⁻ˣ).",
            epoch=epoch,
            shapes=", ".join(f"`{name}` {array.shape}" for name, array in weights.items()),
            activation=planned.layer.activation,
        ),
        _from(before, direction),
        _to(behind, planned.return_sequences, direction),
        _("`yield dict(locals())` hands out all numbers of a timestep: those in the table."),
    )


def _from(before: str, direction: str) -> str:
    """before: the layers below; empty: there are none."""
    if direction != "backward":
        if before:
            return _("`x_t` comes from {layers}.", layers=before)
        return _("`x_t` comes from the example itself.")
    if before:
        return _("`x_t` comes from {layers}, the last timestep first.", layers=before)
    return _("`x_t` comes from the example itself, the last timestep first.")


def _to(behind: str, every: bool, direction: str) -> str:
    """behind: the layers above.  every: whether they are given every state, else the last."""
    if every and direction:
        said = _(
            "Every state is joined with that of the other direction and goes through {layers}, which the app computes "
            "in NumPy too.",
            layers=behind,
        )
    elif direction:
        said = _(
            "The last state is joined with that of the other direction and goes through {layers}, which the app "
            "computes in NumPy too.",
            layers=behind,
        )
    elif every:
        said = _("Every state goes through {layers}, which the app computes in NumPy too.", layers=behind)
    else:
        said = _("The last state goes through {layers}, which the app computes in NumPy too.", layers=behind)
    return said
