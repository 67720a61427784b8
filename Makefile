.PHONY: demo test lint train calibrate lock
demo: ; scripts/demo
test: ; scripts/test
lint: ; .venv/bin/ruff check . && .venv/bin/mypy
train: ; scripts/setup train && .venv/bin/python -m pipelines.training --shared $(or $(SHARED),../shared)
calibrate: ; scripts/setup train && .venv/bin/python -m pipelines.training --calibrate --shared $(or $(SHARED),../shared)
lock: ; uv pip compile pyproject.toml --universal --all-extras --python-version 3.11 --no-header --no-annotate -q -o requirements.lock
