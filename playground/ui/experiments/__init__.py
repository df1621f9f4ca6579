"""The page of experiments: every recipe as a tile, to train, to open, to read about."""
