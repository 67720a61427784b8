"""See docs/architecture.md: lexicon."""
