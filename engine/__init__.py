"""The contract as meant, facts, evaluation, analysis, reports, and the command line; see docs/architecture.md."""
