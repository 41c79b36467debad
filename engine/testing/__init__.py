"""Property tests over encodings: journals, moments, readings and edits drawn at random, and laws to try on them."""
