"""Showing: pages, state, maps and downloads. Computes nothing; alone imports streamlit."""
