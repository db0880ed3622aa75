#!/bin/sh
# Run the smoke test where nothing is installed: packaging/bare.sh FOLDER TREE. Needs root,
# debootstrap and strace; TREE is made as a Debian 12 without Python, once, and kept. Where Xvfb is
# installed, the window is opened on a screen as well.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$(cd "$1" && pwd)
tree=$2
calls=$tree/../bare-calls.log
# All that the program asks of the system beyond what every Debian has.
needed="libgl1 libegl1 fontconfig-config fonts-dejavu-core"

if [ ! -x "$tree/usr/bin/apt-get" ]; then
    debootstrap --variant=minbase bookworm "$tree"
fi
if ! chroot "$tree" dpkg -s $needed >/dev/null 2>&1; then
    chroot "$tree" apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    DEBIAN_FRONTEND=noninteractive chroot "$tree" apt-get install -y -qq --no-install-recommends $needed >/dev/null
fi
if chroot "$tree" sh -c 'command -v python3'; then
    echo "bare.sh: $tree has a Python, so it proves nothing" >&2
    exit 1
fi
mkdir -p "$tree/opt/tagproof" "$tree/tmp/.X11-unix"
cp "$here/smoke.sh" "$tree/opt/smoke.sh"
sed -e 's/ sse4_2 / /' -e 's/ avx[^ ]*//g' /proc/cpuinfo >"$tree/opt/old-processor"
screen=
if command -v Xvfb >/dev/null; then
    screen=:$(($$ % 1000 + 100))
    Xvfb $screen -nolisten tcp -screen 0 1280x800x24 >/dev/null 2>&1 &
    trap 'kill $!' EXIT
fi
# In a mount and network space of its own: the program read-only, no interface but a dead loopback.
export folder tree screen
status=0
strace -f -qq --seccomp-bpf -s 400 -o "$calls" -e trace=socket,connect,open,openat,creat,mkdir,mkdirat,rename \
    unshare --mount --net sh -euc '
    mount --bind "$folder" "$tree/opt/tagproof"
    mount -o remount,bind,ro "$tree/opt/tagproof"
    mount --bind /dev "$tree/dev"
    mount -t proc proc "$tree/proc"
    mount --bind /tmp/.X11-unix "$tree/tmp/.X11-unix"
    run="chroot $tree /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin LC_ALL=C.UTF-8 SMOKE_DISPLAY=$screen"
    $run sh /opt/smoke.sh /opt/tagproof
    mount --bind "$tree/opt/old-processor" "$tree/proc/cpuinfo"
    if said=$($run HOME=/root /opt/tagproof/tagproof --version 2>&1); then exit 1; fi
    case $said in *SSE4.2*) echo "ok    old processor: $said" ;; *) echo "FAIL  old processor: $said"; exit 1 ;; esac
' || status=$?

if grep -E 'AF_(INET|NETLINK|PACKET)' "$calls"; then
    echo "FAIL  a socket to the network was opened" >&2
    status=1
else
    echo "ok    no socket to the network was opened"
fi
# What was made or opened for writing: outside the test's own folder, or in a home but not in the
# folders of Tagproof there, nor where register.sh puts its menu entry. fontconfig, which reads the
# fonts of the system for Qt, keeps a cache of its own. `mkdir -p` in the scripts steps from folder to
# folder; Tagproof names folders whole.
made=$(grep -v ' = -1 E' "$calls" | grep -vE 'mkdir(at)?\((AT_FDCWD, )?"[^/]' |
    grep -E 'O_WRONLY|O_RDWR|O_CREAT|(mkdir|mkdirat|creat|rename)\(' |
    sed -nE 's/^[^"]*"([^"]*)".*/\1/p' | sort -u)
homes='^(/root|/tmp/tmp\.[^/]*/home[^/]*)/'
ours='\.(local|cache|config)(/(share|state))?(/Tagproof(/.*)?)?$'
entry='\.local/share/(applications|icons|mime)(/.*)?$'
written=$({
    echo "$made" | grep -vE "^/dev/(null|tty)$|^/tmp/tmp\.|^/var/cache/fontconfig|$homes"
    echo "$made" | grep -E "$homes" | grep -vE "$homes($ours|$entry)"
} || true)
if [ -n "$written" ]; then
    printf 'FAIL  files were written elsewhere:\n%s\n' "$written" >&2
    status=1
else
    echo "ok    nothing was written outside the chosen outputs and the user's own folders of Tagproof"
fi
exit $status
