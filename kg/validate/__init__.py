"""See docs/architecture.md: validate."""
