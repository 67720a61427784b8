"""Checks of a build: a broken rule becomes a result, and nothing is dropped. See docs/validate.md."""
