"""The playground's screen without a browser."""
