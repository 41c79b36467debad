"""From text to the tree as written: tokens, outline, syntax nodes with their places; and back to text.

This floor knows words, not truth: nothing here checks that a term is defined or that a fact is possible.
"""
