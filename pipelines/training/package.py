"""Write the spaCy pipeline directory: `python -m pipelines.training.package`. No weights of its own: they lie beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.language import Language

from pipelines.components import names, segmenter  # noqa: F401 - importing registers the factories

META = {
    "name": "zhijiao",
    "version": "0.1.0",
    "description": "Names of institutions, firms, bodies, platforms, programmes, contests and prizes in vocational-education texts",
    "license": "Apache-2.0",
    "author": "The zhijiao-kg authors",
}


def make_pipeline() -> Language:
    """Segmenter and names."""
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "zhijiao.segmenter"}}}, meta=META)
    nlp.add_pipe("zhijiao_names", name="names")
    return nlp


def main() -> None:
    """Write the directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("models/zh_zhijiao"))
    make_pipeline().to_disk(parser.parse_args().out)


if __name__ == "__main__":
    main()
