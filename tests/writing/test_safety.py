"""Whatever goes wrong while writing, the original is intact and nothing of ours stays behind."""

import errno
import os
import signal
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from habitue.errors import RefusedWrite
from habitue.workbook.write import apply, archive, plan, safety, undo, writing


def files(path):
    return sorted(entry.name for entry in path.parent.iterdir())


def refused(code, call, *args, **options):
    with pytest.raises(RefusedWrite) as caught:
        call(*args, **options)
    assert caught.value.code == code
    for language in ("en", "fr"):
        assert caught.value.say(language)
    return caught.value


def test_a_workbook_open_in_excel_is_left_alone(busy_book, sheets):
    made, before = plan(busy_book, sheets), busy_book.read_bytes()
    busy_book.with_name("~$clients.xlsx").write_bytes(b"\x05Marie")
    error = refused("locked", apply, made)
    assert "clients.xlsx" in error.say("fr")
    assert busy_book.read_bytes() == before


def test_a_workbook_open_in_libreoffice_is_left_alone(busy_book, sheets):
    made = plan(busy_book, sheets)
    busy_book.with_name(".~lock.clients.xlsx#").write_text("Marie", encoding="utf-8")
    refused("locked", apply, made)


def test_a_change_by_someone_else_is_never_overwritten(busy_book, sheets):
    made = plan(busy_book, sheets)
    theirs = busy_book.read_bytes() + b"\0"
    busy_book.write_bytes(theirs)
    refused("changed-meanwhile", apply, made)
    assert busy_book.read_bytes() == theirs
    assert files(busy_book) == ["clients.xlsx"]


def test_a_change_while_we_write_is_never_overwritten(busy_book, sheets, monkeypatch):
    made = plan(busy_book, sheets)
    theirs = busy_book.read_bytes() + b"\0"
    write = writing._write

    def slow(*args):
        write(*args)
        busy_book.write_bytes(theirs)

    monkeypatch.setattr(writing, "_write", slow)
    refused("changed-meanwhile", apply, made)
    assert busy_book.read_bytes() == theirs
    assert files(busy_book) == ["clients.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="the lock is of POSIX systems")
def test_of_two_runs_at_once_the_second_sees_that_the_workbook_changed(busy_book, sheets, make_customers, monkeypatch):
    first, second = plan(busy_book, sheets), plan(busy_book, [make_customers(range(3)), *sheets[1:]])
    outcomes: list[str] = []

    def run_second():
        try:
            apply(second)
            outcomes.append("written")
        except RefusedWrite as error:
            outcomes.append(error.code)

    other, real = threading.Thread(target=run_second), safety.back_up

    def slow(*args):
        if not outcomes and not other.ident:
            other.start()
            other.join(1)  # it has to wait for us
        return real(*args)

    monkeypatch.setattr(safety, "back_up", slow)
    apply(first)
    other.join(30)
    assert outcomes == ["changed-meanwhile"]


def test_a_full_disk_leaves_the_original(busy_book, sheets, monkeypatch):
    made, before = plan(busy_book, sheets), busy_book.read_bytes()
    written = archive.ArchiveWriter._write

    def full(self, data):
        if self._offset > 4_000:
            raise OSError(errno.ENOSPC, "No space left on device")
        written(self, data)

    monkeypatch.setattr(archive.ArchiveWriter, "_write", full)
    refused("disk-full", apply, made)
    assert busy_book.read_bytes() == before
    assert files(busy_book) == ["clients.xlsx"]


def test_a_failed_replacement_leaves_no_backup_behind(busy_book, sheets, monkeypatch):
    made, before = plan(busy_book, sheets), busy_book.read_bytes()

    def denied(*_):
        raise PermissionError(errno.EACCES, "in use")

    monkeypatch.setattr(Path, "replace", denied)
    refused("no-permission", apply, made)
    assert busy_book.read_bytes() == before
    assert files(busy_book) == ["clients.xlsx"]


def test_a_broken_promise_is_found_before_the_original_goes(busy_book, sheets, monkeypatch):
    made, before = plan(busy_book, sheets), busy_book.read_bytes()
    copy = archive.ArchiveWriter.copy

    def careless(self, source, entry):
        if entry.name.endswith("sheet1.xml"):
            self.replace(entry, archive.deflate(source.stream(entry)))  # the same content, compressed otherwise
        else:
            copy(self, source, entry)

    monkeypatch.setattr(archive.ArchiveWriter, "copy", careless)
    refused("promise-broken", apply, made)
    assert busy_book.read_bytes() == before
    assert files(busy_book) == ["clients.xlsx"]


def test_a_workbook_that_may_not_be_written_to_is_left_alone(busy_book, sheets, monkeypatch):
    made = plan(busy_book, sheets)
    busy_book.chmod(0o444)
    monkeypatch.setattr("os.access", lambda *_: False)  # who runs the tests may be above such marks
    refused("read-only", apply, made)


def test_an_absent_workbook_is_said_to_be_absent(tmp_path, sheets):
    refused("absent", plan, tmp_path / "rien.xlsx", sheets)
    refused("no-permission", plan, tmp_path, sheets)


def test_mode_and_link_of_the_workbook_are_kept(busy_book, sheets, tmp_path):
    busy_book.chmod(0o640)
    link = tmp_path / "elsewhere" / "lien.xlsx"
    link.parent.mkdir()
    link.symlink_to(busy_book)
    receipt = apply(plan(link, sheets))
    assert link.is_symlink()
    assert receipt.path == busy_book
    assert busy_book.stat().st_mode & 0o777 == 0o640
    assert receipt.backup.parent == busy_book.parent


KILLED = """
import sys, time
sys.path.insert(0, {core!r})
from pathlib import Path
from habitue.sheetmodel import Cell, SheetModel
from habitue.workbook.write import apply, plan, writing
write = writing._write
def slow(source, made, file):
    write(source, made, file)
    file.flush()
    print("written", flush=True)
    time.sleep(60)
writing._write = slow
apply(plan(Path({path!r}), [SheetModel(mark="m", title="M", cells=(Cell(row=1, column=1, value="x"),))]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is not of that system")
def test_a_kill_in_the_middle_leaves_the_original_and_the_next_run_cleans_up(busy_book, sheets):
    before = busy_book.read_bytes()
    core = str(Path(writing.__file__).parents[3])
    process = subprocess.Popen([sys.executable, "-c", KILLED.format(core=core, path=str(busy_book))], stdout=-1)
    assert process.stdout.readline().strip() == b"written"
    leftover = [name for name in files(busy_book) if name.endswith(".tmp")]
    assert len(leftover) == 1
    safety.remove_leftovers(busy_book)
    assert leftover[0] in files(busy_book), "the file of a living run is not ours to delete"
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert busy_book.read_bytes() == before
    assert leftover[0] in files(busy_book)
    apply(plan(busy_book, sheets), backup=False)
    assert files(busy_book) == ["clients.xlsx"]


def test_undo_restores_every_byte(busy_book, sheets, make_customers):
    first = busy_book.read_bytes()
    apply(plan(busy_book, sheets))
    second = busy_book.read_bytes()
    apply(plan(busy_book, [make_customers(range(5))]))
    assert len(safety.backups(busy_book)) == 2
    assert undo(busy_book).kept is None
    assert busy_book.read_bytes() == second
    undo(busy_book)
    assert busy_book.read_bytes() == first
    refused("no-backup", undo, busy_book)
    assert files(busy_book) == ["clients.xlsx"]


def test_undo_does_not_lose_what_people_did_since(busy_book, sheets):
    first = busy_book.read_bytes()
    apply(plan(busy_book, sheets))
    theirs = busy_book.read_bytes() + b"\0"
    busy_book.write_bytes(theirs)
    refused("changed-since", undo, busy_book)
    assert busy_book.read_bytes() == theirs
    done = undo(busy_book, force=True)
    assert busy_book.read_bytes() == first
    assert done.kept.read_bytes() == theirs


def test_the_backup_of_a_killed_run_is_not_in_the_way_of_undo(busy_book, sheets):
    before = busy_book.read_bytes()
    apply(plan(busy_book, sheets))
    safety.back_up(busy_book, "f" * 64, datetime.now().astimezone() + timedelta(seconds=2))  # and killed here
    undo(busy_book)
    assert busy_book.read_bytes() == before
    assert files(busy_book) == ["clients.xlsx"]


def test_only_the_last_backups_are_kept_and_none_is_overwritten(busy_book, make_customers):
    for number in range(1, 7):
        apply(plan(busy_book, [make_customers(range(number))]))
    kept = safety.backups(busy_book)
    assert len(kept) == safety.KEPT_BACKUPS
    assert len({path.read_bytes() for path in kept}) == safety.KEPT_BACKUPS


def test_backups_can_be_declined(busy_book, sheets):
    assert apply(plan(busy_book, sheets), backup=False).backup is None
    assert files(busy_book) == ["clients.xlsx"]


def test_where_the_disk_has_no_links_the_backup_is_a_copy(busy_book, sheets, monkeypatch):
    before = busy_book.read_bytes()

    def none(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    assert apply(plan(busy_book, sheets)).backup.read_bytes() == before


def test_another_output_leaves_the_workbook_alone(busy_book, sheets, tmp_path):
    before = busy_book.read_bytes()
    receipt = apply(plan(busy_book, sheets), output=tmp_path / "autre.xlsx")
    assert busy_book.read_bytes() == before
    assert receipt.path.name == "autre.xlsx"
    assert receipt.backup is None
    assert not plan(receipt.path, sheets).changes


def test_another_output_that_is_there_is_backed_up(busy_book, sheets, tmp_path):
    other = tmp_path / "autre.xlsx"
    other.write_bytes(b"something else")
    receipt = apply(plan(busy_book, sheets), output=other)
    assert receipt.backup.read_bytes() == b"something else"
