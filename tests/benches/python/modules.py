"""Says how many modules of the standard library a package pulls in."""

import sys

before = set(sys.modules)
__import__(sys.argv[1])
print(len({name for name in set(sys.modules) - before if name.partition(".")[0] in sys.stdlib_module_names}))
