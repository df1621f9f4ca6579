"""Tests mirror playground/."""
