"""The example plug-in, installed as a stranger would install it: found, used, and passing its own tests.

Nothing is downloaded: what newsclean itself needs is borrowed from the environment that runs this test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLUGIN = ROOT / "examples" / "newsclean-weather"
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}


def run(*words: str | Path, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, input=text, capture_output=True, text=True, encoding="utf-8", env=ENVIRONMENT, check=False
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment with newsclean and the plug-in, both built from this checkout."""
    if run(sys.executable, "-m", "pip", "--version").returncode:
        pytest.skip("there is no pip")
    folder = tmp_path_factory.mktemp("plugin")
    venv.create(folder / "venv", with_pip=False)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    borrowed = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (site / "borrowed.pth").write_text("\n".join(borrowed), "utf-8")
    wheels = folder / "wheels"
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    built = run(*build, "--wheel-dir", wheels, ROOT, PLUGIN)
    assert built.returncode == 0, built.stderr
    target = [sys.executable, "-m", "pip", f"--python={python}", "install", "--quiet", "--no-deps", "--no-index"]
    installed = run(*target, *wheels.glob("*.whl"))
    assert installed.returncode == 0, installed.stderr
    return python


def test_the_command_lists_the_cleaner_of_the_plug_in(python: Path) -> None:
    listed = run(python, "-m", "newsclean", "cleaners")
    assert listed.returncode == 0, listed.stderr
    (line,) = (line for line in listed.stdout.splitlines() if line.startswith("weather_box"))
    assert "promo" in line
    assert "(from newsclean_weather)" in line


def test_the_command_cleans_with_the_plug_in(python: Path) -> None:
    text = "The bridge is open again.\n\nWeather today: light rain, 12 °C\n\nThe ferry stays in harbour.\n"
    cleaned = run(python, "-m", "newsclean", text=text)
    assert cleaned.stdout == "The bridge is open again.\n\nThe ferry stays in harbour.\n", cleaned.stderr


def test_newsclean_comes_from_the_wheel_with_all_its_data(python: Path) -> None:
    where = run(python, "-c", "import newsclean.testing as t; print(t.__file__); t.articles().validate()")
    assert where.returncode == 0, where.stderr
    assert Path(where.stdout.strip()).is_relative_to(python.parent.parent)


def test_the_plug_in_passes_its_own_tests(python: Path, tmp_path: Path) -> None:
    tests = PLUGIN / "tests"
    ran = run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--rootdir={tmp_path}", "-c", os.devnull, tests)
    assert ran.returncode == 0, ran.stdout + ran.stderr
