# What the scripted windows share: a display of their own, a person's hands, and waiting until something is so.
# Every window runs watched: one that reaches out to a network fails its script. Sourced by the scripts beside it. Needs
# Xvfb, xdotool, setxkbmap, jq, ImageMagick's import and a C compiler.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"

say() { printf '%s\n' "$*"; }
fail() {
    say "FAILED: $*" >&2
    if [ -n "$window" ]; then shot failed 2>/dev/null || true; fi
    [ ! -s "$scratch/assay.log" ] || cat "$scratch/assay.log" >&2
    exit 1
}

for tool in Xvfb xdotool setxkbmap jq import "${CC:-cc}"; do
    command -v "$tool" >/dev/null || fail "$tool is missing (Debian: xvfb xdotool x11-xkb-utils jq imagemagick gcc)"
done

if [ -z "${ASSAY:-}" ]; then
    cargo build --locked --quiet
    ASSAY=$(cargo metadata --format-version 1 --no-deps --locked | jq -r .target_directory)/debug/assay
fi
ASSAY=$(realpath "$ASSAY")
shots=$(realpath -m "${ASSAY_SHOTS:-target/window}")
mkdir -p "$shots"

scratch=$(mktemp -d)
server='' app='' window=''
tidy() {
    [ -z "$app" ] || kill -9 "$app" 2>/dev/null || true
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$scratch"
}
trap tidy EXIT
trap 'exit 1' INT TERM

"${CC:-cc}" -std=gnu11 -O1 -shared -fPIC -o "$scratch/network.so" tests/inject/network.c

# A home of its own: nothing of the person who runs this is read or written.
export HOME=$scratch/home XDG_RUNTIME_DIR=$scratch/run
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME WAYLAND_DISPLAY
export LIBGL_ALWAYS_SOFTWARE=1 WINIT_X11_SCALE_FACTOR=1 LC_ALL=C.UTF-8 TZ=UTC
mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
chmod 700 "$XDG_RUNTIME_DIR"

# until_so WHAT COMMAND...: asks again and again until the command succeeds, for at most 30 seconds.
until_so() {
    local what=$1 end=$((SECONDS + 30))
    shift
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || fail "waited for: $what"
        [ -z "$app" ] || kill -0 "$app" 2>/dev/null || fail "the window is gone; waited for: $what"
        sleep 0.05
    done
}

start_display() {
    # The server outlives its last client: a reset between two windows would turn the second away.
    Xvfb -noreset -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$scratch/display" 2>"$scratch/xvfb.log" &
    server=$!
    until_so "the display" test -s "$scratch/display"
    DISPLAY=:$(cat "$scratch/display")
    export DISPLAY
}

picture() { import -silent -window "$window" "$1"; }
shot() { picture "$shots/$1.png"; }
seen() { import -silent -window "$window" -depth 8 rgb:- | sha256sum; }

# True when the picture stands still.
is_still() {
    local before
    before=$(seen)
    sleep 0.12
    [ "$before" = "$(seen)" ]
}
is_other_than() { [ "$1" != "$(seen)" ]; }
# True when something dark stands where the text belongs.
shows_text() {
    local darkest
    darkest=$(import -silent -window "$window" -crop 640x400+320+140 -colorspace Gray -format '%[fx:minima<0.4]' info:) || return 1
    [ "$darkest" = 1 ]
}

# start_window [PROJECT]: opens the window.
start_window() {
    rm -f "$scratch/network"
    LD_PRELOAD=$scratch/network.so NETWORK_NOTE=$scratch/network "$ASSAY" "$@" >"$scratch/assay.log" 2>&1 &
    app=$!
    until_so "the window" find_window
    # No window manager gives the focus here.
    until_so "the focus" give_focus
    # Where things stand is written down for this size.
    xdotool windowsize "$window" 1366 768
    until_so "the size 1366x768" has_size 1366x768
    until_so "a still window" is_still
}
# open_window PROJECT: opens it and waits until a document can be read.
open_window() {
    start_window "$1"
    until_so "the text of a document" shows_text
    until_so "a still window" is_still
}
# What the watch over the program noted: nothing, and the watch was there.
reached_nothing() {
    [ -e "$scratch/network" ] || fail "nothing watched what the program reaches out to"
    [ ! -s "$scratch/network" ] || fail "the program reached out to a network: $(sort "$scratch/network" | uniq -c)"
}
find_window() {
    window=$(xdotool search --onlyvisible --pid "$app" --name Assay 2>/dev/null | tail -1)
    [ -n "$window" ]
}
give_focus() { xdotool windowfocus "$window" 2>/dev/null && [ "$(xdotool getwindowfocus 2>/dev/null)" = "$window" ]; }

# Asked, not killed: the program closes its project and ends by itself.
close_window() {
    key ctrl+q
    local end=$((SECONDS + 30)) left=0
    while kill -0 "$app" 2>/dev/null; do
        [ "$SECONDS" -lt "$end" ] || fail "the window does not close"
        sleep 0.05
    done
    wait "$app" || left=$?
    app='' window=''
    [ "$left" = 0 ] || fail "the program ended with $left: $(cat "$scratch/assay.log")"
    reached_nothing
}

# Does something and waits until the window shows something else and then stands still.
seeing() {
    local before
    before=$(seen)
    "$@"
    until_so "an answer to: $*" is_other_than "$before"
    until_so "a still window after: $*" is_still
}
key() { xdotool key --clearmodifiers "$@"; }
press() {
    local one
    for one in "$@"; do seeing key "$one"; done
}
# The same for what may show nothing new.
press_quietly() {
    key "$1"
    until_so "a still window after $1" is_still
}
has_size() { [ "$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^WIDTH=//p;s/^HEIGHT=//p' | paste -sdx)" = "$1" ] && is_still; }
write() { seeing xdotool type --delay 12 -- "$1"; }
click() { seeing xdotool mousemove --window "$window" "$1" "$2" click 1; }
# drag X1 X2 Y: presses, moves as a hand does, lets go; then takes the pointer off the text.
drag() {
    seeing drag_now "$@"
    xdotool mousemove --window "$window" 700 753
    until_so "a still window after the drag" is_still
}
drag_now() {
    local step
    xdotool mousemove --window "$window" "$1" "$3" mousedown 1
    for step in 1 2 3 4 5 6 7 8; do
        xdotool mousemove --window "$window" $(($1 + ($2 - $1) * step / 8)) "$3" sleep 0.02
    done
    xdotool mouseup 1
}

# list KIND: all records of a kind as one JSON array.
list() { "$ASSAY" list "$project" "$1" --json | jq -s .; }
# has KIND FILTER: true when the jq filter holds of the records.
has() { list "$1" 2>/dev/null | jq -e "$2" >/dev/null; }
# wait_for KIND FILTER: what the window did stands in the file.
wait_for() { until_so "$1: $2" has "$1" "$2"; }
# must KIND FILTER: it stands there now.
must() { has "$1" "$2" || fail "$1 are not as they should be: $2 — $(list "$1")"; }
