"""Log lines: an event by name and ids, never a text built by hand."""

import json
import logging
import traceback
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
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = where_and_what(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class RoutesOnly(logging.Filter):
    """Django's own lines about requests name the route, not the path: a path may be a secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            status = getattr(record, "status_code", "")
            record.msg, record.args = "request.answered", ()
            record.ids = {"status": status, "route": match.route if match else ""}
        return True


def where_and_what(error: BaseException) -> list[str]:
    """Class and places of an exception without its message: a database's message quotes values."""
    frames = [
        f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    causes = where_and_what(error.__cause__) if error.__cause__ else []
    return [type(error).__qualname__, *frames, *causes]
