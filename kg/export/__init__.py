"""Exports of a build: one format a module. `kg.export.door.export` is the way in; see docs/export.md."""
