"""Why a file is not taken."""


class FileRefused(Exception):
    """A file that can't be taken; its words say what to do, and its line where, if one line is to blame.

    The words never quote a cell: what the file holds may be personal, and words end up in logs and on screens.
    """

    def __init__(self, words: str, *, line: int | None = None) -> None:
        self.words, self.line = words, line
        super().__init__(f"Line {line:,}: {words}" if line else words)
