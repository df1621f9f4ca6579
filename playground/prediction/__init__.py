"""One example through one run's network: which examples are whose, what it says, and what is kept of it."""
