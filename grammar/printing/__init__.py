"""Canonical text from the tree as written: a file for each kind of node, `grammar/printer.py` in front."""
