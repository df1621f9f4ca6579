"""The Encode page: from a text to the numbers a network takes."""
