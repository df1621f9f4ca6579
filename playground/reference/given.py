"""What each layer was given, as a trace holds it: nothing is computed again but what no trace holds."""

from playground.layers import Recurrent
from playground.layers.plan import PlannedLayer
from playground.reference.forward import FORWARD, Values
from playground.reference.network import Network
from playground.reference.over_time import outputs
from playground.reference.traces import Traces


def given(network: Network, traces: Traces, until: PlannedLayer | None = None) -> list[Values]:
    """What every layer was given, the lowest first; with the batch in front.

    until: the last one that is asked for.  None: all.
    """
    values: Values = traces.inputs
    found: list[Values] = []
    for planned in network.plan.layers:
        found.append(values)
        if planned == until:
            break
        parts = traces.layers.get(planned.name, {})
        if isinstance(planned.layer, Recurrent):
            values = outputs(planned.layer, parts, planned.return_sequences)
        elif parts:
            values = parts["decoder/hidden" if planned.layer.reads_previous else "output"]
        else:
            values = FORWARD[planned.layer.kind](planned, values, traces.mask, {})[1]
    return found
