"""Gets what the contenders need, and says what it installs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

APT_PACKAGES = {
    "cc": ["gcc", "libc6-dev"],
    "nginx": ["nginx-light"],
    "go": ["golang-go"],
    "node": ["nodejs"],
}
PIP_PACKAGES = ["fastapi", "uvicorn[standard]", "httpx"]
SERVICE_POLICY = Path("/usr/sbin/policy-rc.d")

may_install = True


class Unavailable(Exception):
    """A contender cannot take part; the message says why."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def run(command: list[str]) -> None:
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode != 0:
        last_lines = " / ".join(done.stdout.strip().splitlines()[-3:])
        raise Unavailable(f"`{' '.join(command[:4])} …` failed: {last_lines}")


def tool(name: str) -> str:
    """The path of a program, installed by apt if it is missing."""
    search_path = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"  # where nginx lives on Debian
    path = shutil.which(name, path=search_path)
    if not path:
        install_by_apt(APT_PACKAGES[name])
        path = shutil.which(name, path=search_path)
    if not path:
        raise Unavailable(f"{name} is not installed")
    return path


def install_by_apt(packages: list[str]) -> None:
    if not may_install:
        raise Unavailable(f"{', '.join(packages)} missing, and --no-install was given")
    if not shutil.which("apt-get"):
        raise Unavailable(f"{', '.join(packages)} missing, and there is no apt-get to install them")
    say(f"Installing by apt: {' '.join(packages)}")
    privilege = [] if os.geteuid() == 0 else ["sudo", "-n"]
    install = [*privilege, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y",
               "--no-install-recommends", *packages]  # fmt: skip
    keeps_services_down = forbid_service_starts() if not privilege else False
    try:
        try:
            run(install)
        except Unavailable:  # the package lists may be missing or old
            run([*privilege, "apt-get", "update"])
            run(install)
    finally:
        if keeps_services_down:
            SERVICE_POLICY.unlink()


def forbid_service_starts() -> bool:
    """Debian starts what it installs; a web server on port 80 is not wanted here."""
    if SERVICE_POLICY.exists():
        return False
    SERVICE_POLICY.write_text("#!/bin/sh\nexit 101\n")
    SERVICE_POLICY.chmod(0o755)
    return True


def python_with_fastapi(folder: Path) -> str:
    """The Python of a virtual environment in `folder` that has FastAPI, uvicorn and httpx."""
    python = str(folder / "bin" / "python")
    probe = [python, "-c", "import fastapi, httpx, uvicorn, uvloop, httptools"]
    if Path(python).exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return python
    if not may_install:
        raise Unavailable(f"{folder.name} lacks FastAPI, and --no-install was given")
    say(f"Installing by pip into {folder.name}: {' '.join(PIP_PACKAGES)}")
    try:
        run([sys.executable, "-m", "venv", str(folder)])
    except Unavailable:
        install_by_apt(["python3-venv"])
        run([sys.executable, "-m", "venv", "--clear", str(folder)])
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PIP_PACKAGES])
    return python


def built_kaya(project: Path) -> Path:
    """Kaya's release binary, built now."""
    if not shutil.which("swift") or not shutil.which("make"):
        raise Unavailable("swift or make is not installed; give a binary with --kaya PATH")
    say("Building Kaya: make release")
    run(["make", "--directory", str(project), "release"])
    return project / ".build" / "release" / "kaya"


def version(command: list[str]) -> str:
    """The first line a program says about itself, or an empty text."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else ""
