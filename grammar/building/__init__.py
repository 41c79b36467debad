"""From Lark's tree to the nodes as written: a file for each kind of node, `grammar/builder.py` in front."""
