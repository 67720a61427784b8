"""See docs/architecture.md: reading."""
