#!/bin/sh
# Run the smoke test where nothing is installed: packaging/bare.sh FOLDER TREE. Needs root,
# debootstrap and strace; TREE is made as a Debian 12 without Python, once, and kept.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$(cd "$1" && pwd)
tree=$2
# All that the program asks of the system beyond what every Debian has.
needed="libgl1 libegl1 fontconfig-config fonts-dejavu-core"

if [ ! -x "$tree/usr/bin/apt-get" ]; then
    debootstrap --variant=minbase bookworm "$tree"
fi
if ! chroot "$tree" dpkg -s $needed >/dev/null 2>&1; then
    chroot "$tree" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive chroot "$tree" apt-get install -y -qq --no-install-recommends $needed
fi
if chroot "$tree" sh -c 'command -v python3'; then
    echo "bare.sh: $tree has a Python, so it proves nothing" >&2
    exit 1
fi
mkdir -p "$tree/opt/tagproof"
cp "$here/smoke.sh" "$tree/opt/smoke.sh"
# In a mount and network space of its own: the program read-only, no interface but a dead loopback.
export here folder tree
strace -f -qq -e trace=socket,connect -o "$tree/../bare-sockets.log" unshare --mount --net sh -euc '
    mount --bind "$folder" "$tree/opt/tagproof"
    mount -o remount,bind,ro "$tree/opt/tagproof"
    mount -t proc proc "$tree/proc"
    exec chroot "$tree" /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 \
        sh /opt/smoke.sh /opt/tagproof
'
if grep -E 'AF_INET|AF_NETLINK|AF_PACKET' "$tree/../bare-sockets.log"; then
    echo "FAIL  a socket to the network was opened" >&2
    exit 1
fi
echo "ok    no socket to the network was opened"
