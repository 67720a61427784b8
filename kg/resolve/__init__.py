"""See docs/architecture.md: resolve."""
