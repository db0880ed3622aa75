#!/bin/sh
# Put Tagproof into this user's menu, tie .tagproof files to it, and have the command tagproof on the
# path, with its manual and completion; `register.sh --remove` undoes it. Writes only below the
# user's own data folder and ~/.local/bin. The program needs none of it.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$(dirname -- "$here")/tagproof
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/tagproof.desktop
kind=$share/mime/packages/tagproof.xml
link=$HOME/.local/bin/tagproof

refresh() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database "$share/applications"
    fi
}

# each COMMAND: run it on every file that lies as in the user's data folder, by its path there.
each() {
    [ ! -d "$here/share" ] || (cd "$here/share" && find . -type f) | while IFS= read -r file; do "$1" "$file"; done
}
put() { mkdir -p "$(dirname -- "$share/$1")" && cp "$here/share/$1" "$share/$1"; }
ours() { [ -L "$link" ] && [ -d "$(dirname -- "$(readlink -- "$link")")/desktop-entry" ]; }
take() { rm -f "$share/$1"; }

if [ "${1:-}" = --remove ]; then
    each take
    if [ -L "$link" ] && [ "$(readlink -- "$link")" = "$program" ]; then rm -f "$link"; fi
    rm -f "$entry" "$kind" "$share"/icons/hicolor/*/apps/tagproof.png
    refresh
    exit 0
fi

mkdir -p "$share/applications" "$share/mime/packages"
# In Exec a backslash, quote, dollar and backtick are escaped twice, a percent sign is doubled.
escaped=$(printf '%s' "$program" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/[&|\\]/\\&/g')
sed "s|^Exec=tagproof|Exec=\"$escaped\"|" "$here/tagproof.desktop" >"$entry"
cp "$here/tagproof.xml" "$kind"
each put
mkdir -p "$(dirname -- "$link")"
if [ ! -e "$link" ] || ours; then ln -sfn "$program" "$link"; fi # one of pip or pipx keeps its name
for picture in "$here"/icons/tagproof-*.png; do
    side=${picture##*-}
    side=${side%.png}
    folder=$share/icons/hicolor/${side}x$side/apps
    mkdir -p "$folder"
    cp "$picture" "$folder/tagproof.png"
done
refresh
