"""Fills the directory of the demo office with public facts of the region."""

from datetime import datetime

from teilhabe.directory import imports


def make(*, at: datetime) -> None:
    imports.load_municipalities(at=at)
    imports.load_institutions(at=at)
