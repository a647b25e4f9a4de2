#!/bin/sh
# Runs `swift` (or the program named in SWIFT_TOOL) from the Debian system in .toolchain/swift, in this directory, as root.
#
# All mounts live in a namespace of their own, and all processes in another: when this one ends,
# however it ends (kill -9 too), the kernel ends the rest and the mounts with them.
set -e
repo=$(cd "$(dirname "$0")/.." && pwd -P)
here=$(pwd -P)
case "$here/" in
"$repo/"*) ;;
*)
    echo "swift.sh: $here is outside $repo; only the repository is seen from inside" >&2
    exit 2
    ;;
esac
unset TMPDIR

exec setpriv --pdeathsig KILL \
    unshare --mount --propagation private --pid --fork --kill-child \
    sh -ec '
root=$1 repo=$2 here=$3
shift 3
mkdir -p "$root$repo"
mount -t proc proc "$root/proc" # the driver finds its libraries by /proc/self/exe
mount --rbind /dev "$root/dev"
mount --bind "$repo" "$root$repo" # the same path inside and outside
chroot "$root" /usr/bin/env -C "$here" HOME=/root PATH=/usr/bin:/bin LANG=C.UTF-8 "${SWIFT_TOOL:-swift}" "$@"
exit # so that this shell stays as process 1 and Ctrl-C reaches swift
' sh "$repo/.toolchain/swift" "$repo" "$here" "$@"
