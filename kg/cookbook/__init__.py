"""Tested Cypher questions, one a file, with titles, parameters and columns in a header. See docs/query.md."""
