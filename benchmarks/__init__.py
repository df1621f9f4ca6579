"""What the playground promises about speed: `python -m benchmarks.trace`, from the project's folder."""
