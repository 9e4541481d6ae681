"""The worst files are refused within two seconds and 150 MB, measured in a process of their own.

A second is ten times what counting to seven million takes in the same process: on the slow machine of a test run as
on any other.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.foundation.files.test_files import in_sheet

COUNTS, MEGABYTES = 20, 150
READING = """
import re, sys, time
from pathlib import Path
from smp_portal.foundation.files import FileRefused, read_table

def worked(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun

def read():
    try:
        read_table(data)
    except FileRefused as refused:
        print(refused)

def counting():
    for number in range(7_000_000): pass

data = Path(sys.argv[1]).read_bytes()
# How fast the machine is just now, before and after: others may be using it.
before, took, after = worked(counting), worked(read), worked(counting)
pace = max(before, after)
# Not getrusage: a process inherits the peak of the one that started it.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())
print(took / pace, int(peak[1]) / 1024)
"""

WORST: dict[str, Callable[[], bytes]] = {
    "a million rows": lambda: b"a,b\n" + b"1,2\n" * 1_000_000,
    "a million rows below an open quotation mark": lambda: b'a,b\n1,"2\n' + b"1,2\n" * 1_000_000,
    "five million cells": lambda: b"a,b\n" + b"x," * 2_400_000,
    "five million empty cells": lambda: b"a,b\n" + b"," * 4_900_000,
    "one endless line": lambda: b"a,b\n" + b"x" * 4_900_000,
    "nothing but quotation marks": lambda: b'"' * 4_900_000,
    "wide characters": lambda: b"a,b\n" + ("\N{GRINNING FACE},\n" * 800_000).encode(),
    "noise": lambda: b"a,b\n" + bytes(range(256)) * 19_000,
    "twenty megabytes": lambda: b"a,b\n" + b"1,2\n" * 5_000_000,
    "a workbook that unpacks to 30 MB": lambda: in_sheet(b"<sheetData>", b" " * 30_000_000),
    "a workbook of tags": lambda: in_sheet(b"<sheetData>", b"<a/>" * 200_000 + b"<sheetData>"),
    "a workbook of entities": lambda: in_sheet(
        b"<worksheet",
        b'<!DOCTYPE a [<!ENTITY x0 "x">'
        + b"".join(b'<!ENTITY x%d "&x%d;&x%d;">' % (n + 1, n, n) for n in range(40))
        + b"]><worksheet",
    ),
    "a workbook of a million rows": lambda: in_sheet(
        b"<sheetData>", b"<sheetData>" + b"<row><c><v>1</v></c></row>" * 1_000_000
    ),
}


@pytest.mark.parametrize("name", WORST)
def test_worst_files_are_refused_quickly_and_in_little_memory(name: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(WORST[name]())
    told = subprocess.check_output([sys.executable, "-c", READING, str(file)], text=True)
    *words, figures = told.splitlines()
    took, memory = map(float, figures.split())
    assert len(words) == 1
    assert took < COUNTS
    assert memory < MEGABYTES
