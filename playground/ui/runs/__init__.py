"""My runs: a table to choose from, and what can be done with one run, or with several at once."""
