"""Rewind and fork: from a saved moment of a run go on with something changed."""
