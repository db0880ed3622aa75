#!/bin/sh
# Try the finished program as its users will: packaging/smoke.sh FOLDER, where FOLDER holds the
# program `tagproof`. Needs a POSIX shell and nothing else, so that it runs on a bare system; the
# check that needs another user is run where the caller is root, and the window is opened on the
# screen SMOKE_DISPLAY as well where that is set. The Windows program is tried on Windows (Git's
# bash), or elsewhere by what SMOKE_RUN names: SMOKE_RUN=wine64 SMOKE_DISPLAY=:1.
set -u
folder=$(cd "$1" && pwd)
whole=$folder within= # what is copied, and the program's folder in it
case $folder in */Contents/MacOS) whole=${folder%/Contents/MacOS} within=/Contents/MacOS ;; esac
program=$folder/tagproof
run=${SMOKE_RUN:-} windows=
if [ -e "$folder/tagproof-cli.exe" ]; then windows=yes program=$folder/tagproof-cli.exe; fi
inside=$folder/_internal
[ -d "$inside" ] || inside=$folder/../Resources # the app bundle of macOS
samples=$inside/resources/samples
photo=$samples/tee-red.jpg
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
failed=0
export HOME="$work/home" TMPDIR="$work/tmp" QT_QPA_PLATFORM=offscreen
unset XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_HOME DISPLAY WAYLAND_DISPLAY || true
mkdir -p "$HOME" "$TMPDIR"

# check NAME EXIT_CODE [HAS TEXT] -- COMMAND: say whether a command ends and speaks as expected.
check() {
    name=$1 wanted=$2 text=
    shift 2
    if [ "$1" = has ]; then text=$2; shift 2; fi
    shift
    "$@" >"$work/said" 2>&1
    code=$?
    if [ "$code" = "$wanted" ] && { [ -z "$text" ] || grep -q -e "$text" "$work/said"; }; then
        printf 'ok    %s\n' "$name"
    else
        printf 'FAIL  %s: exit %s, wanted %s %s\n' "$name" "$code" "$wanted" "$text"
        sed 's/^/      /' "$work/said" | tail -n 15
        failed=$((failed + 1))
    fi
}

starts_with() { [ "$(head -c "${#1}" "$2")" = "$1" ]; }
has_rows() { [ "$(wc -l <"$1")" -eq "$2" ]; }
is_empty() { [ -z "$(ls -A "$1")" ]; }
classify() { $run "$program" classify "$photo" --csv "$1"; }

headless() {
    photos=$(ls "$samples"/*.jpg | wc -l)
    check 'version' 0 has '^tagproof [0-9]' -- $run "$program" --version
    check 'help' 0 has 'classify' -- $run "$program" --help
    check 'wrong usage' 2 -- $run "$program" no-such-command
    check 'classify a folder' 0 -- $run "$program" classify "$samples" --csv "$work/tags.csv"
    check 'one row per photo' 0 -- has_rows "$work/tags.csv" $((photos + 1))
    check 'explain' 0 -- $run "$program" explain "$photo" --out "$work/out" --pdf --png --json
    check 'the PDF is one' 0 -- starts_with '%PDF-1' "$work/out/tee-red.explanation.pdf"
    check 'the JSON is one' 0 -- starts_with '{' "$work/out/tee-red.explanation.json"
    check 'the PNG is there' 0 -- test -s "$work/out/tee-red.explanation.png"
    check 'report' 0 -- $run "$program" report "$samples" --limit 2 --out "$work/report.pdf"
    if [ -e "$folder/tagproof-cli.exe" ]; then
        check 'registered with Windows' 0 has 'are opened with' -- $run "$program" register
        check 'registration with Windows undone' 0 has 'no longer' -- $run "$program" register --remove
    fi
    if [ ! -e "$inside/tensorflow" ]; then
        check 'Keras file: needs TensorFlow' 2 has 'TAGPROOF_WITH_TENSORFLOW' -- $run "$program" import-model a.keras --labels a.json --out "$work/pack"
    fi
}

surroundings() {
    # wine starts no Python without a stdout
    [ -n "$run" ] || check 'stdout closed' 0 -- sh -c "$run '$program' classify '$photo' --csv '$work/closed.csv' >&-"
    check 'no home folder' 0 -- env HOME=/dev/null/none $run "$program" classify "$photo" --csv "$work/h.csv"
    check 'HOME unset' 0 -- env -u HOME $run "$program" classify "$photo" --csv "$work/u.csv"
    odd="$work/Prüfung 产品 ‒ tagged"
    mkdir "$odd" && cp -R "$whole" "$odd/my tagproof" && cp "$photo" "$odd/blüse nº 1.jpg"
    moved="$odd/my tagproof$within"
    check 'odd path' 0 -- $run "$moved/${program##*/}" classify "$odd/blüse nº 1.jpg" --csv "$odd/a.csv"
    : >"$moved/portable"
    mkdir "$work/untouched"
    check 'portable' 0 -- env HOME="$work/untouched" $run "$moved/${program##*/}" classify "$photo" --csv "$odd/p.csv"
    check 'portable: its log lies beside it' 0 -- test -e "$moved/data/logs/tagproof.log"
    check 'portable: nothing in the home folder' 0 -- is_empty "$work/untouched"
    classify "$work/one.csv" 2>/dev/null & one=$!
    classify "$work/two.csv" 2>/dev/null & two=$!
    check 'two at once, the first' 0 -- wait $one
    check 'two at once, the second' 0 -- wait $two
}

as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups env TMPDIR="$work/theirs" "$@"; }

other_user() {
    mkdir "$work/home-of-another" "$work/theirs"
    chown 65534:65534 "$work/home-of-another" "$work/theirs"
    check 'another user' 0 -- as_nobody env HOME="$work/home-of-another" "$program" classify "$photo" --csv "$work/theirs/a.csv"
    check 'data folder unwritable' 1 has 'cannot be kept' -- as_nobody env HOME=/ timeout 60 "$program" "$samples"
}

# window PROGRAM PATH WORDS...: open it on the path, wait for each in $log, ask it to end.
window() {
    rm -f "$log"
    if [ -n "$windows" ]; then started "$1" "$2" & else "$1" "$2" & fi
    running=$!
    shift 2
    for words in "$@"; do
        for _ in $(seq 600); do
            grep -qs "$words" "$log" && break
            kill -0 $running 2>/dev/null || break
            sleep 0.2
        done
        grep -q "$words" "$log" || { end_at_once; return 9; }
    done
    ask_to_end
    wait $running
}

# As the desktop of Windows starts it: with no handle of the shell's, so that it has no stderr.
started() { MSYS2_ARG_CONV_EXCL='*' $run cmd /c start /wait "" "$(for_windows "$1")" "$(for_windows "$2")"; }
for_windows() { if [ -n "$run" ]; then printf 'Z:%s' "$1"; else cygpath -w "$1"; fi; }

end_at_once() {
    cat "$log"
    if [ -n "$windows" ]; then MSYS2_ARG_CONV_EXCL='*' $run taskkill /f /im tagproof.exe; fi
    kill -9 $running
}

# As a log-out does; on Windows the window, or the box that stands in its place, is closed.
ask_to_end() {
    if [ -z "$windows" ]; then kill -TERM $running; return; fi
    for _ in $(seq 60); do
        kill -0 $running 2>/dev/null || break
        MSYS2_ARG_CONV_EXCL='*' $run taskkill /im tagproof.exe
        sleep 1
    done
}

on_screen() {
    unset QT_QPA_PLATFORM
    DISPLAY=$SMOKE_DISPLAY window "$program" "$samples" 'first tags' 'explained from'
}

in_window() {
    log=$HOME/.local/state/Tagproof/log/tagproof.log
    check 'window: open, tag, explain, close' 0 -- window "$program" "$samples" 'first tags' 'explained from'
    if [ -n "${SMOKE_DISPLAY:-}" ]; then (check 'window on a real screen' 0 -- on_screen; exit $failed) || failed=$?; fi
    review=$(find "$HOME" -name '*.tagproof' | head -n 1)
    check 'a review was kept' 0 -- test -s "$review"
    check 'window: a review file by its name' 0 -- window "$program" "$review" 'explained from'
}

# On Windows the folders of the user are asked of the system: a portable copy keeps to its own.
in_window_of_windows() {
    log=$moved/data/logs/tagproof.log
    unset QT_QPA_PLATFORM
    export DISPLAY="${SMOKE_DISPLAY:-}"
    check 'window: open, tag, explain, close' 0 -- window "$moved/tagproof.exe" "$samples" 'first tags' 'explained from'
    review=$(find "$moved/data" -name '*.tagproof' | head -n 1)
    check 'a review was kept' 0 -- test -s "$review"
    check 'window: a review file by its name' 0 -- window "$moved/tagproof.exe" "$review" 'explained from'
    check 'window: a folder that is gone' 2 -- window "$moved/tagproof.exe" "$work/gone" 'not started: .*no such file'
    bad_pack tagproof-cli.exe tagproof.exe
    rm -r "$pack"
    check 'missing pack' 2 has 'catalog-cnn' -- $run "$bad/tagproof-cli.exe" classify "$photo" --csv "$work/m.csv"
    check 'missing pack, window' 1 -- window "$bad/tagproof.exe" "$samples" 'not started: .*missing'
    for library in msvcp140 vcruntime140 vcruntime140_1 vcruntime140_threads; do
        check "Microsoft's runtime: $library" 0 -- test -s "$inside/$library.dll"
    done
    check 'licences lie there, Microsoft'"'"'s among them' 0 -- grep -q 'Distributable Code for Visual Studio' "$inside/THIRD_PARTY_LICENCES.txt"
}

# bad_pack COMMANDS WINDOW: a copy, with a network that is not the one of its card.
bad_pack() {
    bad="$work/bad"
    cp -R "$folder" "$bad"
    : >"$bad/portable"
    log=$bad/data/logs/tagproof.log
    pack=$bad/_internal/model/packs/catalog-cnn
    printf x >>"$pack/network.tflite"
    check 'edited pack' 2 has 'network.tflite' -- $run "$bad/$1" classify "$photo" --csv "$work/e.csv"
    check 'edited pack, window' 1 -- window "$bad/$2" "$samples" 'without a network: .*network.tflite'
}

# The menu entry, the icons and the file type come and go below the home folder alone.
manners() {
    share=$HOME/.local/share
    check 'registered' 0 has 'in the menu' -- "$program" register
    check 'its menu entry names the program' 0 -- grep -q "^Exec=\"$program\" %F" "$share/applications/tagproof.desktop"
    check 'its file type is known' 0 -- grep -q 'glob pattern="\*.tagproof"' "$share/mime/packages/tagproof.xml"
    check 'its icon is there' 0 -- test -s "$share/icons/hicolor/48x48/apps/tagproof.png"
    check 'its command is on the path' 0 has '^tagproof [0-9]' -- "$HOME/.local/bin/tagproof" --version
    check 'its manual is there' 0 -- grep -q 'only\\-classes' "$share/man/man1/tagproof-classify.1"
    check 'bash completes' 0 has '^plain,classify$' -- env COMP_WORDS='tagproof cla' COMP_CWORD=1 _TAGPROOF_COMPLETE=bash_complete "$program"
    check 'its completion is there' 0 -- grep -q _TAGPROOF_COMPLETE "$share/bash-completion/completions/tagproof"
    check 'registration undone' 0 has 'gone' -- "$program" register --remove
    check 'no entry is left' 1 -- test -e "$share/applications/tagproof.desktop"
    check 'no command, manual or completion is left' 1 -- test -L "$HOME/.local/bin/tagproof" -o -e "$share/man/man1/tagproof.1" -o -e "$share/fish/vendor_completions.d/tagproof.fish"
    check 'German lies there' 0 -- test -s "$inside/resources/translations/tagproof_de.qm" -a -s "$inside/PySide6/Qt/translations/qtbase_de.qm"
    check 'licences lie there, Qt'"'"'s among them' 0 -- grep -q 'GNU LESSER GENERAL PUBLIC LICENSE' "$inside/THIRD_PARTY_LICENCES.txt"
}

bad_ground() {
    bad_pack tagproof tagproof
    rm -r "$pack"
    check 'missing pack' 2 has 'catalog-cnn' -- "$bad/tagproof" classify "$photo" --csv "$work/m.csv"
    check 'missing pack, window' 1 has 'missing' -- timeout 60 "$bad/tagproof" "$samples"
    check 'no screen' 1 has 'no screen' -- env -u QT_QPA_PLATFORM "$program" "$samples"
    check 'screen that is not there' 1 has 'does not answer' -- env -u QT_QPA_PLATFORM DISPLAY=:4711 "$program" "$samples"
    check 'low memory, window' 1 has 'memory' -- sh -c "ulimit -v 1500000; timeout 60 '$program' '$samples'"
    check 'low memory, command' 0 -- sh -c "ulimit -v 1500000; '$program' classify '$photo' --csv '$work/l.csv'"
    check 'very low memory' 1 has 'memory' -- sh -c "ulimit -v 200000; '$program' classify '$photo' --csv '$work/v.csv'"
}

headless
surroundings
if [ -n "$windows" ]; then
    in_window_of_windows
elif [ "$(uname)" = Linux ]; then
    in_window
    manners
    bad_ground
    if [ "$(id -u)" = 0 ]; then other_user; fi
fi
rm -rf "$TMPDIR"/wine-* # wine's lock
check 'no temporary file is left' 0 -- is_empty "$TMPDIR"
printf '%s failed\n' "$failed"
[ "$failed" = 0 ]
