"""The Train page and the way to it: what a run is put together from, and how it starts."""
