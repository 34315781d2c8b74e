"""Putting sheets into a workbook: plan it, apply the plan, undo it, or make a new workbook."""

import io
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import IO

from habitue.language import sentence
from habitue.sheetmodel import SheetModel
from habitue.workbook.write import safety
from habitue.workbook.write.archive import Archive, ArchiveWriter, Entry
from habitue.workbook.write.empty import empty_workbook
from habitue.workbook.write.graft import Grafted, graft
from habitue.workbook.write.outcome import Plan, Receipt, Undone
from habitue.workbook.write.package import Package
from habitue.workbook.write.refusals import refuse


def plan(path: Path, sheets: Sequence[SheetModel]) -> Plan:
    """Make all that putting `sheets` into a workbook would change, in memory; the disk is not touched.

    Raises RefusedWrite (with a code) for a workbook that cannot be changed without loss.
    """
    path = Path(path)
    with safety.reading(path) as file:
        before = safety.digest_of(file)
        made = _plan(file, sheets, path, before)
        if safety.digest_of(file) != before:
            raise refuse("changed-meanwhile")
    return made


def _plan(file: IO[bytes], sheets: Sequence[SheetModel], path: Path | None, digest: str) -> Plan:
    package = Package(Archive(file))
    return planned(package, graft(package, sheets), path, digest)


def planned(package: Package, grafted: Grafted | None, path: Path | None, digest: str) -> Plan:
    """The plan of all that has been changed in a package."""
    return Plan(
        path=path,
        digest=digest,
        sheets=grafted.sheets if grafted else (),
        changed=tuple(sorted(package.changed)),
        added=tuple(package.added),
        dropped=tuple(sorted(package.dropped)),
        kept=len(package.archive.entries) - len(package.changed) - len(package.dropped),
        warnings=grafted.warnings if grafted else (),
        parts={**package.changed, **package.added},
    )


def apply(plan: Plan, *, output: Path | None = None, backup: bool = True) -> Receipt:
    """Write a plan, to its workbook or to another file; what is not ours is checked to be the same before.

    A plan without changes writes nothing in place. The workbook is replaced in one step, so that a full disk or a
    kill leaves it as it was. Raises RefusedWrite: open elsewhere, changed since the plan was made, not writable ...
    """
    assert plan.path is not None or output is not None, "a new workbook needs a name"
    target = Path(output or plan.path or "").resolve()
    in_place = plan.path is not None and target == plan.path.resolve()
    if in_place and not plan.changes:
        safety.remove_leftovers(target)
        return Receipt(path=target, written=False, plan=plan, digest=plan.digest, size=target.stat().st_size)
    safety.check_free(target)
    found: list[str] = []
    kept: list[Path] = []
    with _source(plan) as source:
        archive = Archive(source)

        def check(file: IO[bytes]) -> None:
            _keep_promise(archive, Archive(file), plan)
            found.append(safety.digest_of(file))
            if safety.digest_of(source) != plan.digest or (plan.path and safety.digest(plan.path) != plan.digest):
                raise refuse("changed-meanwhile")
            if backup and target.exists():
                kept.append(safety.back_up(target, found[0], datetime.now().astimezone()))

        try:
            safety.replace(target, lambda file: _write(archive, plan, file), check)
        except BaseException:
            for needless in kept:
                needless.unlink(missing_ok=True)
            raise
    if kept:
        safety.prune(target)
    size = target.stat().st_size
    return Receipt(path=target, written=True, plan=plan, backup=kept[0] if kept else None, digest=found[0], size=size)


def create(sheets: Sequence[SheetModel], output: Path, *, replace: bool = False) -> Receipt:
    """Make a new xlsx that holds only our sheets, for sources into which none can be put (csv, xls, xlsb, ods).

    Raises RefusedWrite (code "exists") when the file is there and `replace` is not given; then it is backed up.
    """
    if Path(output).exists() and not replace:
        raise refuse("exists")
    base = empty_workbook()
    made = _plan(io.BytesIO(base), sheets, None, safety.digest_of(io.BytesIO(base)))
    fields = {name: getattr(made, name) for name in Plan.__dataclass_fields__}
    return apply(Plan(**{**fields, "base": base}), output=Path(output))


def undo(path: Path, *, force: bool = False) -> Undone:
    """Bring back the last backup of a workbook, byte for byte.

    Raises RefusedWrite: no backup, open elsewhere, or changed since the refresh; with `force` the changed version is
    kept beside it as a copy.
    """
    path = Path(path).resolve()
    safety.check_free(path)
    with safety.plain_errors():
        found = safety.backups(path)
    if not found:
        raise refuse("no-backup")
    if len(found) > 1 and path.exists() and safety.digest(found[-1]) == safety.digest(path):
        found.pop().unlink()  # a run that was killed had kept it, and replaced nothing
    backup = found[-1]
    kept = None
    if path.exists() and not safety.digest(path).startswith(safety.written_digest(path, backup)):
        if not force:
            raise refuse("changed-since")
        kept = _keep_copy(path)
    with safety.plain_errors():
        backup.replace(path)
    said = sentence("{file} is again as it was before the last refresh.", file=path.name)
    return Undone(path=path, backup=backup, kept=kept, sentence=said)


def _keep_copy(path: Path) -> Path:
    stem = f"{path.stem}.habitue-undone-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    number, target = 1, path.with_name(stem + path.suffix)
    with safety.plain_errors():
        while target.exists():
            number += 1
            target = path.with_name(f"{stem}-{number}{path.suffix}")
        shutil.copy2(path, target)
    return target


@contextmanager
def _source(plan: Plan) -> Iterator[IO[bytes]]:
    if plan.path is None:
        yield io.BytesIO(plan.base or b"")
        return
    with safety.reading(plan.path) as file:
        if safety.digest_of(file) != plan.digest:
            raise refuse("changed-meanwhile")
        yield file


def _write(source: Archive, plan: Plan, file: IO[bytes]) -> None:
    writer = ArchiveWriter(file)
    for entry in source.entries:
        if entry.name in plan.dropped:
            continue
        if entry.name in plan.changed:
            writer.replace(entry, plan.parts[entry.name])
        else:
            writer.copy(source, entry)
    for name in plan.added:
        writer.add(name, plan.parts[name])
    writer.finish(source.comment)


def _keep_promise(source: Archive, made: Archive, plan: Plan) -> None:
    """Raises RefusedWrite unless all that is not ours is in the new file, in its order, compressed bytes and all."""
    before = [entry for entry in source.entries if entry.name not in plan.dropped]
    after = made.entries
    if [entry.name for entry in after] != [*(entry.name for entry in before), *plan.added]:
        raise refuse("promise-broken")
    for old, new in zip(before, after, strict=False):
        if old.name not in plan.changed and not _same(source, old, made, new):
            raise refuse("promise-broken")
    for entry in after:
        if entry.name in plan.parts:
            for _ in made.stream(entry):  # the checksum is verified at its end
                pass


def _same(source: Archive, old: Entry, made: Archive, new: Entry) -> bool:
    facts = ("CRC", "file_size", "compress_size", "compress_type", "orig_filename")
    if any(getattr(old.info, fact) != getattr(new.info, fact) for fact in facts):
        return False
    pairs = zip_longest(source.stored(old), made.stored(new))
    return all(one == other for one, other in pairs)
