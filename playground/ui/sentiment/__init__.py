"""The Sentiment page: a text that is read while it is typed."""
