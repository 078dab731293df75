"""A cache that cannot write costs time and nothing else."""

from pathlib import Path

import pytest

from teilhabe.kit.caching import Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_what_is_kept_is_found(folder: Path):
    cache = Files(str(folder), {})

    cache.set("a", 1)

    assert cache.get("a") == 1
    assert cache.delete("a")
    assert cache.get("a", 2) == 2


def test_a_folder_that_goes_away_comes_back(folder: Path):
    cache = Files(str(folder), {})
    cache.set("a", 1)
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()

    assert cache.get("a") is None
    cache.set("a", 2)
    assert cache.get("a") == 2


def test_a_folder_that_is_none_forgets_everything_and_says_so(folder: Path, caplog):
    folder.write_text("in the way")  # whoever runs the tests, no file can be made below a file
    cache = Files(str(folder), {})

    cache.set("a", 1)

    assert cache.get("a", 3) == 3
    assert not cache.has_key("a")
    assert not cache.delete("a")
    assert cache.add("a", 1)
    assert {record.message for record in caplog.records} == {"cache.failed"}
