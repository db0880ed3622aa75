#!/usr/bin/env bash
# To be sourced: unpacked FROM TO says where photos and tables lie, unpacked to TO if FROM has archives.
unpacked() {
    local from=$1 to=$2 archive
    if ! compgen -G "$from/*.zip" > /dev/null; then
        echo "$from"
        return
    fi
    mkdir -p "$to"
    for archive in "$from"/*.zip; do
        unzip -qn "$archive" -d "$to"
    done
    cp --no-preserve=mode "$from"/*.csv "$from/classes.json" "$to/"
    echo "$to"
}
