"""The Java machine behind the embedded store: started once a process, silent, leaving no files where the user works."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import StoreError

HEAP = "1g"
LOGGING = "logging.properties"
ARGUMENTS = (
    "-XX:+UseSerialGC",
    "-Djava.util.logging.config.file={logging}",
    "-Dpolyglot.engine.WarnInterpreterOnly=false",
    "-Xrs",  # signals stay with Python: Ctrl-C and TERM end a command in order
)


def start(*, heap: str = HEAP) -> Any:
    """The `arcadedb_embedded` module with its Java machine running. Raises StoreError when it cannot start."""
    try:
        import arcadedb_embedded as engine
        from arcadedb_embedded.jvm import start_jvm
    except ImportError as error:
        reason = "expected the package arcadedb-embedded"
        raise StoreError(f"{reason}, got: {error}; pip install arcadedb-embedded") from None
    import jpype

    if not jpype.isJVMStarted():
        os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", str(Path(tempfile.gettempdir(), "kg_java_error_%p.log")))
        logging = Path(__file__).with_name(LOGGING)
        try:
            with silent_stderr():
                start_jvm(heap_size=heap, jvm_args=[a.format(logging=logging) for a in ARGUMENTS])
        except engine.ArcadeDBError as error:
            raise StoreError(f"the Java machine of the embedded store did not start: {first_line(error)}") from None
    return engine


def java_class(name: str) -> Any:
    """A Java class by its full name; the machine must run."""
    import jpype

    return jpype.JClass(name)


def first_line(error: BaseException) -> str:
    """The message of a Java error without class names and stack, one line."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    text = lines[0]
    while ": " in text and ("Exception" in (head := text.split(": ", 1)[0]) or head.endswith(" failed")):
        text = text.split(": ", 1)[1]
    return text


@contextlib.contextmanager
def silent_stderr() -> Iterator[None]:
    """Java writes a warning about its modules to the file itself, past Python's sys.stderr."""
    try:
        saved = os.dup(2)
    except OSError:
        yield
        return
    try:
        with open(os.devnull, "wb") as null:
            os.dup2(null.fileno(), 2)
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)
