"""The equations of every cell as formulas."""

import re

import pytest

from playground.cells import CELLS
from playground.figures.equations import formulas

WRITTEN = {
    "simple_rnn": r"h_t &= \tanh(W_{h} x_t + U_{h} h_{t-1} + b_{h})",
    "lstm": r"h_t &= o_t \odot \tanh(c_t)",
    "gru": r"\tanh(W_{\tilde{h}} x_t + b_{\tilde{h}} + r_t \odot (U_{\tilde{h}} h_{t-1} + b'_{\tilde{h}}))",
    "mgu": r"\tilde{h}_t &= \tanh(W_{\tilde{h}} x_t + U_{\tilde{h}} (f_t \odot h_{t-1}) + b_{\tilde{h}})",
    "peephole_lstm": r"o_t &= \sigma(W_{o} x_t + U_{o} h_{t-1} + p_{o} \odot c_t + b_{o})",
}


@pytest.mark.parametrize("kind", CELLS)
def test_every_part_has_its_formula(kind):
    found = formulas(CELLS[kind], "tanh")
    assert WRITTEN[kind] in found
    assert [line.split("_t &=")[0] for line in re.split(r" \\\\ ", found.removeprefix(r"\begin{aligned} "))] == [
        part.symbol for part in CELLS[kind].parts.values()
    ]


def test_the_activation_is_that_of_the_layer():
    assert r"\operatorname{relu}(c_t)" in formulas(CELLS["lstm"], "relu")
    assert r"\sigma(W_{o}" in formulas(CELLS["lstm"], "relu")
