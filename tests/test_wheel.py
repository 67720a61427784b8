"""The built wheel works alone: a clean environment, another folder, no `../shared`, no network."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = "南京工业职业技术大学与华为技术有限公司共建华为ICT学院。2023年，学校学生在全国职业院校技能大赛中获一等奖2项。\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of an environment that holds the wheel's own files; third-party packages come from the test environment."""
    home = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(home), str(ROOT)]
    subprocess.run(build, check=True)
    venv.create(home / "env", with_pip=True)
    (wheel,) = home.glob("*.whl")
    subprocess.run([home / "env/bin/pip", "install", "--quiet", "--no-deps", wheel], check=True)
    site = next((home / "env/lib").glob("python3*/site-packages"))
    others = next(p for p in sys.path if p.endswith("site-packages"))
    (site / "third_party.pth").write_text(others + "\n", encoding="utf-8")
    return home


def test_a_build_from_the_wheel_gives_a_graph(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "notice.txt").write_text(TEXT, encoding="utf-8")
    command = [installed / "env/bin/kg", "build", "notice.txt", "-o", "graph"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    names = {json.loads(line)["name"] for line in (tmp_path / "graph/entities.jsonl").read_text("utf-8").splitlines()}
    assert "南京工业职业技术大学" in names


def test_the_package_that_runs_is_the_one_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import kg, pipelines; print(kg.__file__, pipelines.__file__)"
    done = subprocess.run([installed / "env/bin/python", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert all(part.startswith(str(installed / "env")) for part in done.stdout.split())
