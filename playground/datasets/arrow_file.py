"""Writing an Arrow file whole or not at all."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from playground.errors import storage_errors


def write(batch: Any, path: Path) -> None:
    """Write a pyarrow record batch to `path`, in the place of what was there; raises StorageError, leaving no part."""
    import pyarrow as pa

    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{uuid4().hex}.part")
        try:
            with temporary.open("xb") as file, pa.ipc.new_file(file, batch.schema) as writer:
                writer.write_batch(batch)
            os.replace(temporary, path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
