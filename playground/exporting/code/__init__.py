"""A run as a program of plain Keras, in sections that become a script or the cells of a notebook."""

from playground.exporting.code.assembled import Program, program
from playground.exporting.code.section import Section

__all__ = ["Program", "Section", "program"]
