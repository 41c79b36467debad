"""The tree as written: strings and places, nothing resolved. Equality ignores places."""
