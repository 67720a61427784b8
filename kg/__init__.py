"""Graph side of zhijiao-kg: records, resolution, stores and exports. Imports nothing from `pipelines`."""
