"""Files on their way through the web server."""

import io

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from smp_portal.foundation.files.tables import LIMITS


class BoundedUploadHandler(FileUploadHandler):
    """Keeps the files of one request in memory, up to the portal's limit for all of them together.

    What is larger is read to its end, so that the browser gets a page for an answer, and thrown away: the form
    then finds a file of its full size without content, and says that it is too large. Nothing goes to disk.
    """

    chunk_size = 1 << 18

    def __init__(self, request: object = None) -> None:
        super().__init__(request)  # type: ignore[arg-type]
        self.together = 0
        self.kept = io.BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin another file."""
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.kept = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece while there is room."""
        self.together += len(raw_data)
        if self.together > LIMITS.size:
            self.kept = io.BytesIO()
        elif self.kept.tell() == start:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, or of one that was too large its name and size."""
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
