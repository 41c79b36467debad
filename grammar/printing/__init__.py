"""Canonical source text from the tree as written: one file for each kind of node, `grammar/printer.py` in front."""
