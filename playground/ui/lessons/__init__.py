"""Lessons: the page of all of them, and the bar that goes along on every page."""
