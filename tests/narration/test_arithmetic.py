"""What decides one number of a cell, said with the numbers of its sums and gates."""

import re

import numpy as np
import pytest

from playground.narration.arithmetic import noticed
from playground.reference.arithmetic import cell_arithmetic
from playground.reference.direction import read_direction
from playground.wording import number_text
from tests.reference.test_direction import changed_direction
from tests.reference.test_network import STACKS, TEXT, network


def test_what_decides_is_said_with_its_numbers():
    for stack in ("SimpleRNN", "LSTM", "GRU"):
        net = network(*STACKS[stack])
        trace = net.trace(net.encoding.text(TEXT))
        read = read_direction(net, trace, net.plan.recurrent[0].name)
        said = {part: noticed(cell_arithmetic(read, 2, 1), part) for part in read.parts}
        old = {state: read.before(state)[2, 1] for state in read.first}
        at = {part: values[2, 1] for part, values in read.parts.items()}
        if stack == "LSTM":
            assert said["hidden"].startswith(f"The output gate lets out {at['output']:.0%} ")
            kept = number_text(at["forget"] * old["cell"])
            assert (
                f"keeps {at['forget']:.0%}: {kept}. New is {number_text(at['input'] * at['candidate'])}."
                in said["cell"]
            )
        if stack == "GRU":
            assert f"New is {number_text((1 - at['update']) * at['candidate'])}." in said["hidden"]
            assert f" {at['reset']:.0%} " in said["candidate"]
        for part, of in cell_arithmetic(read, 2, 1).sums.items():
            if part in said and "adds up from" in said[part]:
                total, *shares = [float(number) for number in re.findall(r"-?\d+\.\d{4}", said[part])]
                assert total == pytest.approx(of.total, abs=6e-5)
                assert sum(shares) == pytest.approx(of.total, abs=2e-4)
                assert shares[2] == pytest.approx(of.bias, abs=6e-5)
                names = ["its input", "its previous state", "its bias"]
                assert f"Here {names[int(np.argmax(np.abs(shares)))]} counts most." in said[part]


@pytest.mark.parametrize("stack", ["SimpleRNN", "LSTM", "GRU"])
def test_what_was_changed_is_said_to_be_changed(stack):
    gates, read = changed_direction(stack)
    changed, other = cell_arithmetic(read, 2, 1), cell_arithmetic(read, 2, 0)
    assert noticed(changed, "hidden") == "This unit is silenced: its hidden state is 0 at every timestep."
    for gate in gates:
        assert noticed(changed, gate) == f"The {gate} gate of this unit is clamped at 0.25: it looks at nothing."
    assert noticed(other, "hidden").startswith("All states are reset before this timestep. ")
    assert not noticed(cell_arithmetic(read, 1, 0), "hidden").startswith("All states")
