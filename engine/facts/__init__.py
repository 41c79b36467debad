"""From a journal to dated facts: names resolved against a contract, contradictions refused."""
