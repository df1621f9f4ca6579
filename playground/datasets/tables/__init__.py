"""Uploaded files as tables: whatever their format, with a note on everything that was done to them."""

from playground.datasets.tables.notes import Decisions, Note
from playground.datasets.tables.read import read_table
from playground.datasets.tables.table import Reading, Table

__all__ = ["Decisions", "Note", "Reading", "Table", "read_table"]
