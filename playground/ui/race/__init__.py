"""The race: networks that learn at once from the same batches, beside each other."""
