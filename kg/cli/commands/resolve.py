"""`kg resolve`: names in, stable ids out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import InputError
from kg.resolve.decisions import load_decisions
from kg.resolve.names import parse_line, resolve_names
from kg.resolve.places import load_places
from kg.resolve.registry import TYPES, Registry, open_registry
from kg.resolve.service import make_server


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("resolve")(resolve_command)


def resolve_command(
    file: Annotated[
        str, typer.Argument(help="一行一个名称的文件，- 为标准输入 · Names, one a line (or JSON objects); - is stdin")
    ] = "-",
    type_: Annotated[
        str, typer.Option("--type", help="实体类型 · Entity type of all names; guessed when left out")
    ] = "",
    place: Annotated[str, typer.Option(help="文本所述地区 · Place of the text, e.g. 贵州省")] = "",
    date: Annotated[str, typer.Option(help="文本年份 · Year of the text: renamed bodies are those of this year")] = "",
    registry: Annotated[Path | None, typer.Option(help="用户名录 · Your registry, CSV or JSONL")] = None,
    decisions: Annotated[Path | None, typer.Option(help="决定文件 · Decisions file to replay")] = None,
    serve: Annotated[int | None, typer.Option(help="本机端口上的 OpenRefine 服务 · OpenRefine service on this local port")] = None,
) -> None:
    """名称归一：每行输出一个 JSON · Resolve names: one JSON line each, in order."""
    if type_ and type_ not in TYPES:
        raise InputError(f"expected one of {', '.join(TYPES)} for --type, came {type_}")
    if place and not load_places().find(place):
        raise InputError(f"expected a Chinese province, city or county for --place, came {place}")
    known = open_registry(registry)
    if serve is not None:
        _serve(serve, known)
        return
    log = load_decisions(decisions)
    lines = [parse_line(line, type_=type_, place=place, date=date) for line in _read(file).split("\n") if line.strip()]
    for row in resolve_names(lines, known, decisions=tuple(log)):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _serve(port: int, registry: Registry) -> None:
    server = make_server(port, registry)
    typer.echo(f"http://127.0.0.1:{server.server_port}/ (Ctrl-C)", err=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("", err=True)


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig")
    try:
        return Path(file).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"expected a file of names, found no {file}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"expected a UTF-8 file of names, cannot read {file}: {error}") from None
