"""What changed from one edition's contents to the next: in plain words, and as a redline of every text."""

from priorities.comparing.changes import Change, PartChanges
from priorities.comparing.contents import compare_contents

__all__ = ["Change", "PartChanges", "compare_contents"]
