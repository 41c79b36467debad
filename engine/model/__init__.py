"""From the tree as written to the contract as meant: names resolved, conditions numbered, circles found."""
