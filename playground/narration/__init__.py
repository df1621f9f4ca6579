"""Sentences computed from numbers, one file a view; no pictures here, and no Streamlit."""
