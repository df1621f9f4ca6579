"""A change to a network, or to the example it reads, in a few words."""

from collections.abc import Sequence

from playground.analysis.timeline import Row, columns
from playground.cells.part_names import part_name
from playground.encodings import EncodedText
from playground.encodings.edit import Edit, is_known
from playground.encodings.text import as_text_encoding
from playground.languages import _
from playground.prediction.cache import Reading
from playground.reference.interventions import ClampGate, SilenceUnit
from playground.ui.inside.drawn_over_time import row_title
from playground.ui.inside.what_if_link import Wanted
from playground.ui.widgets.plain import plain


def described(change: Wanted, reading: Reading, rows: Sequence[Row]) -> str:
    """A change in a few words, such as `the forget gate of LSTM 32 clamped at 0`."""
    if isinstance(change, Edit):
        label = _label_at(reading, change.index)
        if not isinstance(reading.encoded, EncodedText):
            return _("{label} blank", label=label)
        if not change.by:
            return _("*{word}* deleted", word=label)
        by = plain(change.by.strip() or "␣")
        if is_known(as_text_encoding(reading.run.encoding), change.by):
            return _("*{word}* replaced by *{by}*", word=label, by=by)
        return _("*{word}* replaced by *{by}* (not in the vocabulary: unknown)", word=label, by=by)
    row = next(row for row in rows if (row.layer, row.direction) == (change.layer, change.direction))
    title = row_title(row, rows)
    if isinstance(change, ClampGate):
        gate, value = part_name(change.gate), change.value
        if change.units is None:
            return _("the {gate} gate of {layer} clamped at {value:g}", gate=gate, layer=title, value=value)
        return _(
            "the {gate} gate of unit {unit} of {layer} clamped at {value:g}",
            gate=gate,
            unit=change.units[0],
            layer=title,
            value=value,
        )
    if isinstance(change, SilenceUnit):
        return _("unit {unit} of {layer} silenced", unit=change.unit, layer=title)
    label = plain(labels_of(reading, row)[change.timestep])
    return _("the state of {layer} reset before *{label}* (t = {t})", layer=title, label=label, t=change.timestep + 1)


def labels_of(reading: Reading, row: Row) -> list[str]:
    """What stands at each timestep of a layer."""
    read = columns(reading.run.config.plan, reading.trace, reading.run.config.dataset.class_names)
    return [read[round(row.column(t))].strip() or "␣" for t in range(row.shape[0])]


def _label_at(reading: Reading, index: int) -> str:
    encoded = reading.encoded
    label = encoded.tokens[index].word if isinstance(encoded, EncodedText) else encoded.labels[index]
    return plain(label.strip() or "␣")
