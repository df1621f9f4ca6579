"""The command that lists runs, and deletes those that ended long ago: first it only says which."""

import sys
from typing import Any

from playground.cli.output import print_json, print_rows
from playground.errors import ConfigError, PlaygroundError
from playground.paths import runs_folder
from playground.runs import Run, all_runs, delete, starters
from playground.runs.disk import megabytes_of, older_than
from playground.wording import counted


def runs(delete_older_than: str | None, yes: bool, json: bool) -> None:
    """All runs on this machine, newest first, and those that come with the playground; or those to be deleted."""
    if delete_older_than is not None:
        _clean_up(delete_older_than, yes, json)
        return
    if yes:
        raise ConfigError("--yes deletes only together with --delete-older-than, such as --delete-older-than 30d.")
    rows = [
        {"run": run.id, "recipe": run.config.recipe, "state": run.history().shown_state, "starter": run.is_starter}
        for run in [*all_runs(), *starters()]
    ]
    print_rows(rows, json)
    listed = {row["run"] for row in rows}
    for path in sorted(runs_folder().glob("*")):
        if path.is_dir() and path.name not in listed:
            try:
                Run(path).config  # noqa: B018, says what is wrong with it
            except PlaygroundError as error:
                print(error, file=sys.stderr)


def _clean_up(age: str, yes: bool, json: bool) -> None:
    """Say which runs ended longer ago than `age`; with `yes` delete them."""
    rows: list[dict[str, Any]] = []
    for run in older_than(age):
        megabytes = round(megabytes_of(run), 1)
        row = {"run": run.id, "recipe": run.config.recipe, "megabytes": megabytes, "deleted": False}
        if yes:
            try:
                delete(run)
                row["deleted"] = True
            except PlaygroundError as error:  # it began to train again, or is deleted by somebody else
                print(error, file=sys.stderr)
        rows.append(row)
    if json:
        print_json(rows)
        return
    for row in rows:
        print(f"{row['run']}  {row['recipe'] or '-'}  {row['megabytes']:,.1f} MB")
    gone = [row["megabytes"] for row in rows if row["deleted"]]
    if yes:
        print(f"{counted(len(gone), 'run')} deleted, {sum(gone):,.1f} MB.")
    elif rows:
        kept = f"{sum(row['megabytes'] for row in rows):,.1f} MB"
        ended = counted(len(rows), "run that ended", "runs that ended")
        print(f"{ended} more than {age} ago, {kept}. Nothing was deleted: add --yes to delete.")
    else:
        print(f"No run ended more than {age} ago.")
