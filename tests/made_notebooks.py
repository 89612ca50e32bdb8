"""Notebooks made for tests."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook


def notebook(*cells: str) -> bytes:
    """Write a notebook of these cells, after one of text."""
    made = new_notebook(cells=[new_markdown_cell("# Text"), *map(new_code_cell, cells)])
    return nbformat.writes(made).encode()
