"""Sentences computed from numbers, one file per view; no pictures here, and no Streamlit."""
