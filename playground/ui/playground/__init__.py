"""The playground's screen: a network that learns before one's eyes."""
