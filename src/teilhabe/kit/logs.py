"""Log lines: an event by name and ids, never a text built by hand."""

import json
import logging
from datetime import UTC, datetime


class EventFormatter(logging.Formatter):
    """One JSON object a line: `logger.info("office.absence.entered", extra={"ids": {...}})`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "ids", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
