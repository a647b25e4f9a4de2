"""The command `whereby`."""

import sys

from ._whereby import run_command


def main() -> None:
    """Run the command with the arguments of this process and exit with its code."""
    sys.exit(run_command(["whereby", *sys.argv[1:]]))
