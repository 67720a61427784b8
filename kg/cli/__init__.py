"""`kg`: the command line. Each module of `commands` holds one command, the twin of one library call."""

from kg.cli.app import main

__all__ = ["main"]
