"""Showing: pages, state, maps and downloads. Computes nothing; the only room that imports streamlit."""
