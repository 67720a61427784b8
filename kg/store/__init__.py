"""See docs/architecture.md: store."""
