"""The page on which a teacher makes a link for learners."""
