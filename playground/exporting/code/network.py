"""The section that builds the network, of Keras' own layers."""

import ast
from typing import Any

from playground.config import RunConfig
from playground.exporting.code.section import Code, Section, lines
from playground.languages import _
from playground.layers import EncoderDecoder, MultiHot, OneHot
from playground.layers.plan import PlannedLayer
from playground.paths import PACKAGE

DEFAULTS = {"dropout": 0.0, "recurrent_dropout": 0.0, "return_sequences": False, "mask_zero": False}
"""Arguments that need not be said."""
FIRST = ("units=", "filters=", "input_dim=", "rate=", "pool_size=")
"""Arguments that Keras takes first, so that their names need not be said."""
CELLS = {"MGU": "mgu.py", "PeepholeLSTM": "peephole_lstm.py"}
"""Recurrent layers that Keras has not → the file of their cell, which needs nothing but Keras."""
PAIR = """
# The encoder's last state is handed to the decoder, which reads the symbol before and writes the next.
<states> = <encoder>(x)
symbols = np.eye(<symbols>, dtype="float32")
written = layers.Embedding(<symbols>, <symbols>, weights=[symbols], trainable=False)(previous)
<handed>
"""


def network_section(config: RunConfig) -> Section:
    """`model`, not compiled."""
    plan = config.plan
    code = [cell_code(name) for name in _own_cells(config)]
    first = plan.layers[0].layer
    if isinstance(first, OneHot):
        code.append(f'one_hot = np.eye({first.columns + 1}, dtype="float32")[:, 1:]  # padding, id 0, has no column')
    if plan.reads_previous:
        code.append(_functional(config))
    else:
        shape: tuple[int | None, ...] = plan.layers[0].output_shape if isinstance(first, MultiHot) else plan.input_shape
        if plan.mask:
            shape = (None, *shape[1:])
        kind = "" if len(plan.input_shape) > 1 or isinstance(first, MultiHot) else ', dtype="int32"'
        stack = [
            f"keras.Input({shape!r}{kind})",
            *(call for layer in plan.layers if (call := call_of(layer, plan.mask))),
        ]
        code.append("model = keras.Sequential([\n" + "".join(f"    {call},\n" for call in stack) + "])")
    code.append("model.summary()")
    about = _("The same layers as in the playground.")
    return Section(_("The network"), "\n".join(code), about)


def _own_cells(config: RunConfig) -> list[str]:
    """Classes of recurrent layers that Keras has not, each once."""
    kinds = [getattr(layer, "inner", layer) for layer in config.layers]
    names = [kind.reads_with.name for kind in kinds if hasattr(kind, "reads_with")]
    return [name for name in CELLS if name in names]


def cell_code(name: str) -> str:
    """The class of a cell that Keras has not, as the playground trains it."""
    source = (PACKAGE / "training" / CELLS[name]).read_text(encoding="utf-8")
    (found,) = (node for node in ast.parse(source).body if isinstance(node, ast.ClassDef))
    start = min([found.lineno, *(decorator.lineno for decorator in found.decorator_list)]) - 1
    body = "\n".join(source.splitlines()[start : found.end_lineno])
    return f"from typing import Any\n\nfrom keras import ops\n\n\n{body}\n\n"


def call_of(planned: PlannedLayer, mask: bool) -> str:
    """Code that makes a layer; empty where there is none, since the data are prepared already."""
    class_name, arguments = planned.layer.keras(planned.return_sequences, mask)
    if class_name == "MultiHot":
        return ""
    if class_name == "OneHot":
        rows = arguments["columns"] + 1
        skips = ", mask_zero=True" if mask else ""
        return f"layers.Embedding({rows}, {rows - 1}, weights=[one_hot], trainable=False{skips})"
    if class_name == "Embedding" and arguments.get("trainable") is False:
        arguments = arguments | {"weights": Code("[vectors]")}
    if not planned.layer.recurrent:
        return f"layers.{class_name}({_said(arguments)})"
    call = recurrent_call(class_name, arguments)
    return f"layers.Bidirectional({call})" if planned.layer.directions else call


def recurrent_call(class_name: str, arguments: dict[str, Any]) -> str:
    """Code that makes a recurrent layer, around a cell where Keras has no layer of that name."""
    if arguments.get("activation") == "tanh":
        arguments = {name: value for name, value in arguments.items() if name != "activation"}
    if class_name not in CELLS:
        return f"layers.{class_name}({_said(arguments)})"
    of_layer = {name: value for name, value in arguments.items() if name.startswith("return_")}
    of_cell = {name: value for name, value in arguments.items() if name not in of_layer}
    outside = _said(of_layer)
    return f"layers.RNN({class_name}Cell({_said(of_cell)}){', ' if outside else ''}{outside})"


def _said(arguments: dict[str, Any]) -> str:
    """The first argument by its place, the others by name; defaults are left out."""
    said = {name: value for name, value in arguments.items() if DEFAULTS.get(name, ...) != value}
    parts = [f"{name}={value if isinstance(value, Code) else repr(value)}" for name, value in said.items()]
    return ", ".join([part.partition("=")[2] if part.startswith(FIRST) else part for part in parts])


def _functional(config: RunConfig) -> str:
    plan = config.plan
    length = None if plan.mask else plan.timesteps
    code = [
        f'x = sequence = keras.Input(({length},), dtype="int32")',
        f'previous = keras.Input(({plan.output_shape[0]},), dtype="int32")  # the symbol before each of the answer',
    ]
    for planned in plan.layers:
        layer = planned.layer
        if not isinstance(layer, EncoderDecoder):
            code.append(f"x = {call_of(planned, plan.mask)}(x)")
            continue
        name = layer.inner.reads_with.name
        encoder = recurrent_call(name, {"units": layer.units, "return_state": True})
        decoder = recurrent_call(name, {"units": layer.units, "return_sequences": True})
        if layer.handover == "every step":
            context = f"layers.RepeatVector({layer.answer_length})(states[0])"
            handed = f"x = {decoder}(layers.Concatenate()([written, {context}]))"
        else:
            handed = f"x = {decoder}(written, initial_state=states)"
        states = Code("_, *states")
        code.append(lines(PAIR, states=states, encoder=Code(encoder), symbols=layer.symbols + 1, handed=Code(handed)))
    return "\n".join([*code, "model = keras.Model([sequence, previous], x)"])
