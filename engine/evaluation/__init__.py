"""From a contract, facts and a moment to findings: pure, and every answer carries its reasons."""
