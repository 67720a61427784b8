"""See docs/architecture.md: training."""
