"""A run on a page: choosing it and what it reads, watching it train, and what came of it."""
