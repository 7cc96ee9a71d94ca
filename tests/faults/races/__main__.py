"""A program: two people do the same thing at once, on a database of their own.

Each race is run several times. Once the first person's transaction is held open until the second
has begun; the other times both simply start together. What came of it is printed as JSON lines.
"""

import json
import sys
from typing import Final

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- after the settings

from tests.faults.races import groups, inquiries, offices, starters  # noqa: E402 -- after the settings
from tests.faults.races.running import overlapping, together  # noqa: E402 -- after the settings

FREE_RUNS: Final = 3
RACES: Final = (*starters.RACES, *inquiries.RACES, *offices.RACES, *groups.RACES)


def main() -> None:
    """Run every race and tell what came of it."""
    call_command("migrate", verbosity=0)
    for prepare in RACES:
        for run in (overlapping, *[together] * FREE_RUNS):
            race = prepare()
            came = run(race)
            told = {"race": prepare.__name__, "came": came, "facts": race.facts()}
            sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main()
