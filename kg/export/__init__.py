"""See docs/architecture.md: export."""
