"""See docs/architecture.md: components."""
