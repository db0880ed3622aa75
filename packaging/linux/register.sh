#!/bin/sh
# Put Tagproof into this user's menu and tie .tagproof files to it; `register.sh --remove` undoes
# it. Writes only below the user's own data folder. The program needs neither.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$(dirname -- "$here")/tagproof
share=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/tagproof.desktop
kind=$share/mime/packages/tagproof.xml

refresh() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database "$share/applications"
    fi
}

if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$kind" "$share"/icons/hicolor/*/apps/tagproof.png
    refresh
    exit 0
fi

mkdir -p "$share/applications" "$share/mime/packages"
# In Exec a backslash, quote, dollar and backtick are escaped twice, a percent sign is doubled.
escaped=$(printf '%s' "$program" | sed -e 's/[\\"`$]/\\\\&/g' -e 's/%/%%/g' -e 's/[&|\\]/\\&/g')
sed "s|^Exec=tagproof|Exec=\"$escaped\"|" "$here/tagproof.desktop" >"$entry"
cp "$here/tagproof.xml" "$kind"
for picture in "$here"/icons/tagproof-*.png; do
    side=${picture##*-}
    side=${side%.png}
    folder=$share/icons/hicolor/${side}x$side/apps
    mkdir -p "$folder"
    cp "$picture" "$folder/tagproof.png"
done
refresh
