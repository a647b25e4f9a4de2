"""Loads the packages that it is told to, and does nothing."""

import sys

for name in sys.argv[1:]:
    __import__(name)

print("ready", flush=True)
sys.stdin.read()
