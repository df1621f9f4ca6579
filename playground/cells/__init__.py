"""Recurrent cells, one file each: everything but Keras' side of them, which is in `playground/training/`."""

from playground.cells import gru, gru_reset_before, lstm, mgu, peephole_lstm, simple_rnn
from playground.cells.base import Cell

CELLS: dict[str, Cell] = {
    cell.kind: cell for cell in (simple_rnn.CELL, lstm.CELL, gru.CELL, mgu.CELL, peephole_lstm.CELL)
}
"""Kind → cell: those that a learner is offered."""
READ: dict[str, Cell] = CELLS | {gru_reset_before.CELL.kind: gru_reset_before.CELL}
"""All that can be read; the others come with a network from elsewhere."""
GATES = frozenset(gate for cell in CELLS.values() for gate in cell.gates)
"""Parts between 0 and 1; the others are states, negative and positive."""
STATES = {state: cell.parts[state].symbol for cell in CELLS.values() for state in cell.states}
"""What is carried from timestep to timestep → its symbol; `hidden` first."""
