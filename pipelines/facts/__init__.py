"""See docs/architecture.md: facts."""
