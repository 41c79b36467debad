"""Many journals at once: a contract compiled to circuits over facts that may or may not be recorded."""
