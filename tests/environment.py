"""Gives each test process its own data folder before Django reads its settings."""

import atexit
import os
import shutil
import tempfile

folder = tempfile.mkdtemp(prefix="teilhabe-test-")
os.environ["DATA"] = folder
for name in ("BASE_URL", "MAIL_URL", "ALLOWED_HOSTS", "DEBUG", "WORKERS"):
    os.environ.pop(name, None)
atexit.register(shutil.rmtree, folder, ignore_errors=True)
