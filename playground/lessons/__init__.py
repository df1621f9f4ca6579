"""Lessons of five minutes: data, a file each, and what is computed in them out of a learner's own runs."""
