"""The Data page: a dataset as a network reads it, and a learner's own files."""
