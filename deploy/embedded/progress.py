"""Runs one long step of the set-up and shows how far it is."""

import argparse
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

EVERY = 5  # seconds between two lines where no terminal can redraw one
LAST_LINES = 25
PACKAGE_DONE = re.compile(rb"^(?:Collecting|Processing|Ignoring|Requirement already)", re.MULTILINE)
ALL_FETCHED = b"\nInstalling collected packages"
PACKAGE_LOCKED = re.compile(rb"^\S+==", re.MULTILINE)


def main() -> int:
    options = _options()
    options.log.parent.mkdir(parents=True, exist_ok=True)
    with options.log.open("wb") as log:
        process = subprocess.Popen(
            options.command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        try:
            _show(process, options)
        except KeyboardInterrupt:
            process.wait()
    if process.returncode:
        _explain(options)
    return process.returncode


def _show(process: subprocess.Popen[bytes], options: argparse.Namespace) -> None:
    began = time.monotonic()
    redraws = sys.stdout.isatty()
    said = 0
    print(f"{options.name} …", end="" if redraws else "\n", flush=True)
    while process.poll() is None:
        seconds = int(time.monotonic() - began)
        if seconds > said and (redraws or seconds % EVERY == 0):
            said = seconds
            _tell(f"{options.name} … {_how_far(options)}{seconds} s", redraws=redraws)
        time.sleep(0.1)
    if not process.returncode:
        _tell(f"{options.name}: done in {time.monotonic() - began:.0f} s", redraws=redraws)
        print(end="\n" if redraws else "", flush=True)


def _tell(line: str, *, redraws: bool) -> None:
    print(f"\r\033[K{line}" if redraws else f"  {line}", end="" if redraws else "\n", flush=True)


def _how_far(options: argparse.Namespace) -> str:
    if not options.packages:
        return ""
    total = len(PACKAGE_LOCKED.findall(options.packages.read_bytes()))
    said = options.log.read_bytes()
    done = min(len(PACKAGE_DONE.findall(said)), total)
    return "unpacking, " if ALL_FETCHED in said else f"{done} of {total} packages, "


def _explain(options: argparse.Namespace) -> None:
    lines = options.log.read_text(errors="replace").splitlines()[-LAST_LINES:]
    print("\n", *lines, f"{options.name}: this failed. All that it said: {options.log}", sep="\n")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", help="what the step does, for the person who waits")
    parser.add_argument("--log", type=Path, required=True, help="where its output goes")
    parser.add_argument("--packages", type=Path, help="the lock whose packages are counted")
    parser.add_argument("command", nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
