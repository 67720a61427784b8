"""Recognition of names: the fast door `recognise`, and the spaCy components behind `pipelines.load`."""

from pipelines.components.recogniser import recognise

__all__ = ["recognise"]
