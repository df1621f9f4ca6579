"""A race as its link says it: the runs, or before it ran their settings."""

from playground.choices import as_given, read_from_link, written_for_link
from playground.config import RunConfig
from playground.errors import LinkError
from playground.languages import _
from playground.recipes.race import MOST, check_race
from playground.runs import Run
from playground.ui.link import Parameter
from playground.ui.run.address import a_run

Runs = tuple[Run, ...]
Configs = tuple[RunConfig, ...]
_RUN = a_run("run")


def _read_runs(text: str) -> Runs:
    ids = text.split(",", MOST + 1)
    runs = tuple(map(_RUN.read, ids[:MOST]))
    check_race([run.config for run in runs] + [runs[0].config] * (len(ids) - len(runs)))
    return runs


def _write_configs(configs: Configs) -> str:
    return f"[{','.join(config.to_link() for config in configs)}]"


def _read_configs(text: str) -> Configs:
    values = read_from_link(text, _("start from the race as it comes"))
    if not isinstance(values, list):
        given = as_given(values)
        raise LinkError(
            _("The link's settings are {given}; expected a list of the settings of each lane.", given=given)
        )
    if len(values) <= MOST:
        configs = tuple(RunConfig.from_link(written_for_link(value)) for value in values)
    else:
        configs = (RunConfig(),) * len(values)
    check_race(configs)
    return configs


RUNS = Parameter("runs", _read_runs, lambda runs: ",".join(run.id for run in runs))
CONFIGS = Parameter("configs", _read_configs, _write_configs)
