"""A cache in files that may fail: what it cannot keep is worked out again, and the site goes on."""

import logging
from typing import Any

from django.core.cache.backends.filebased import FileBasedCache

logger = logging.getLogger("teilhabe.cache")


class Files(FileBasedCache):
    """Django's cache in files on a disk that may be full, or in a folder that is not ours any more.

    A site that only reads has to work then; the log says at each failure what is wrong.
    """

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except OSError as error:
            self._complain("get", error)
            return default

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(key, value, *args, **kwargs)
        except OSError as error:
            self._complain("set", error)

    def delete(self, key: Any, version: int | None = None) -> bool:
        try:
            return super().delete(key, version)
        except OSError as error:
            self._complain("delete", error)
            return False

    def has_key(self, key: Any, version: int | None = None) -> bool:
        try:
            return super().has_key(key, version)
        except OSError as error:
            self._complain("has_key", error)
            return False

    def _createdir(self) -> None:
        try:
            super()._createdir()  # type: ignore[misc]  # the stubs leave it out
        except OSError as error:
            self._complain("create", error)

    @staticmethod
    def _complain(deed: str, error: OSError) -> None:
        logger.error("cache.failed", extra={"ids": {"deed": deed, "errno": error.errno}})
