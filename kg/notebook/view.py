"""The project's own HTML view inside a notebook: one self-contained page in a frame, no server, no network."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from html import escape
from pathlib import Path

from kg.export.door import export


@dataclass(frozen=True, slots=True)
class View:
    """The interactive graph of a build; a notebook shows it, `save` writes it to a file."""

    folder: Path
    height: int = 600

    def html(self) -> str:
        """The page."""
        with tempfile.TemporaryDirectory() as temporary:
            return self.save(Path(temporary, "graph.html")).read_text(encoding="utf-8")

    def save(self, path: str | Path) -> Path:
        """Write the page to `path`."""
        export(self.folder, "html", Path(path))
        return Path(path)

    def _repr_html_(self) -> str:
        return (f'<iframe title="interactive graph" srcdoc="{escape(self.html(), quote=True)}" width="100%" '
                f'height="{self.height}" style="border:1px solid #bbb" sandbox="allow-scripts"></iframe>')
