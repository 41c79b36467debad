"""The profiles of Hypothesis for all tests: `quick` unless the command line says `--hypothesis-profile deep`."""

from tests.support import profiles

profiles.register()
