#!/bin/sh
# Builds the guests of test/components with what install.sh has installed: `build.sh [DIR]` (build/components).
#
# Each group of guests is built anew when its sources, its tools or this script have changed. A group that cannot be built has
# its reason in DIR/<group>.missing, and what was printed in DIR/<group>.log. The exit code is 1 if there is such a group.
#   DIR/<group>/<guest>.wasm        a component; <guest>.core.wasm is a core module of preview 1
#   DIR/<group>/<guest>.cwasm       the same, compiled by wasmtime
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:-$root/build/components}
mkdir -p "$folder/tools"
folder=$(cd "$folder" && pwd)
tools=$folder/tools
work=$folder/work
debian=$tools/debian
adapter=$root/node_modules/@bytecodealliance/jco/lib/wasi_snapshot_preview1.command.wasm
failed=0

say() { echo "test/components: $*" >&2; }

# The hash of files and folders, with their names, and of words.
hash_of() {
  words=$1
  shift
  { echo "$words"; cd "$root" && find "$@" test/components/build.sh -type f | LC_ALL=C sort | xargs sha256sum; } |
    sha256sum | cut -d' ' -f1
}

missing_tool() { for tool; do [ -e "$tools/$tool.missing" ] && { echo "$tool: $(cat "$tools/$tool.missing")"; return; }; done; return 1; }

# group NAME FUNCTION "TOOL..." VERSIONS SOURCE...: builds a group into DIR/NAME, unless it is there already.
group() {
  name=$1
  build=$2
  needed=$3
  hash=$(versions=$4; shift 4; hash_of "$versions" "$@")
  if reason=$(missing_tool $needed); then
    rm -rf "${folder:?}/$name"
    echo "$reason" > "$folder/$name.missing"
    failed=1
    return
  fi
  [ "$(cat "$folder/$name/hash" 2> /dev/null)" = "$hash" ] && return
  rm -rf "${folder:?}/$name"
  mkdir -p "$folder/$name" "$work"
  say "building $name"
  if (set -e; out=$folder/$name; "$build") > "$folder/$name.log" 2>&1 && precompile "$folder/$name" >> "$folder/$name.log" 2>&1; then
    rm -f "$folder/$name.missing" "$folder/$name.log"
    echo "$hash" > "$folder/$name/hash"
  else
    rm -rf "${folder:?}/$name"
    echo "it does not build: $(grep -m 1 -iE '^(error|fatal)|error:' "$folder/$name.log" || tail -n 1 "$folder/$name.log")" > "$folder/$name.missing"
    say "$name: $(cat "$folder/$name.missing")"
    failed=1
  fi
}

# Python and JavaScript have a large runtime in each guest, which takes wasmtime seconds.
precompile() {
  for wasm in "$1"/*.wasm; do
    "$tools/wasmtime" compile "$wasm" -o "${wasm%.wasm}.cwasm" || return
  done
}

# cargo, of this machine or of its Debian; FOLDER holds Cargo.toml.
cargo_build() {
  source=$1
  shift
  if [ -e "$debian/usr/bin/cargo" ]; then
    rm -rf "$debian/src" && mkdir -p "$debian/src" && cp -a "$source" "$debian/src/source"
    unshare --mount sh -eu -c 'mount -t proc proc "$0/proc"; exec chroot "$0" sh -eu -c "cd /src/source && exec env CARGO_HOME=/cargo CARGO_TARGET_DIR=/target CARGO_TARGET_WASM32_WASIP1_LINKER=wasm-ld RUSTFLAGS=\"--cfg tokio_unstable\" cargo build --release \"\$@\"" sh "$@"' "$debian" "$@"
    mkdir -p "$work/target" && cp -a "$debian"/target/wasm32-* "$work/target/"
  else
    (cd "$source" && CARGO_TARGET_DIR="$work/target" RUSTFLAGS='--cfg tokio_unstable' nice cargo build --release "$@")
  fi
}

release2=$work/target/wasm32-wasip2/release

rust_guests() {
  rm -rf "$work/rust" && cp -a "$here/guests/rust" "$work/rust"
  cargo_build "$work/rust" --target wasm32-wasip2
  for source in "$here"/guests/rust/src/bin/*.rs; do
    cp "$release2/$(basename "$source" .rs).wasm" "$out/"
  done
}

# A core module of preview 1, and the component that its adapter makes of it.
preview1_guests() {
  rm -rf "$work/rust" && cp -a "$here/guests/rust" "$work/rust"
  cargo_build "$work/rust" --target wasm32-wasip1 --bin command
  cp "$work/target/wasm32-wasip1/release/command.wasm" "$out/command.core.wasm"
  adapt command
}

adapt() {
  "$tools/wasm-tools" component new "$out/$1.core.wasm" --adapt "wasi_snapshot_preview1=$adapter" -o "$out/$1.wasm"
}

# A copy of the workspace, with WASI's WIT in it.
workspace() {
  rm -rf "$work/workspace" && mkdir -p "$work/workspace/guests"
  cp -a "$here/Cargo.toml" "$here/conformance" "$work/workspace/"
  cp -a "$here/guests/rust-crates" "$here/guests/composed" "$work/workspace/guests/"
  mkdir -p "$work/workspace/guests/composed/wit/deps"
  cp -a "$root"/wit/deps/*.wit "$work/workspace/guests/composed/wit/deps/"
  cp -a "$work/Cargo.lock" "$work/workspace/" 2> /dev/null || true
  cargo_build "$work/workspace" --target wasm32-wasip2 "$@"
  cp -a "$work/workspace/Cargo.lock" "$work/" 2> /dev/null || true
}

crates_guests() {
  workspace -p crates
  for source in "$here"/guests/rust-crates/src/bin/*.rs; do
    cp "$release2/$(basename "$source" .rs).wasm" "$out/"
  done
}

composed_guests() {
  workspace -p composed-client -p composed-store
  # The composer takes names from files.
  cp "$release2/composed_store.wasm" "$work/store.wasm"
  "$tools/wasm-tools" compose "$release2/composed-client.wasm" -d "$work/store.wasm" -o "$out/composed.wasm"
}

conformance() {
  workspace -p conformance
  for source in "$here"/conformance/src/bin/*.rs; do
    cp "$release2/$(basename "$source" .rs).wasm" "$out/"
  done
}

python_guests() {
  rm -rf "$work/python" && cp -a "$here/guests/python" "$work/python"
  cp -a "$root/wit/deps" "$work/python/wit/deps"
  cd "$work/python"
  nice "$tools/venv/bin/componentize-py" -d wit -w wasock:guests/python componentize app -o "$out/guests.wasm"
}

javascript_guests() {
  rm -rf "$work/javascript" && mkdir -p "$work/javascript/wit"
  cp -a "$here/guests/javascript/world.wit" "$root/wit/deps" "$work/javascript/wit/"
  nice node "$tools/npm/node_modules/@bytecodealliance/componentize-js/src/cli.js" "$here/guests/javascript/guests.js" \
    --wit "$work/javascript/wit" --world-name wasock:guests/javascript --disable http fetch-event --out "$out/guests.wasm"
}

c_guests() {
  rm -rf "$debian/src" && mkdir -p "$debian/src"
  for source in "$here"/guests/c/*.c; do
    name=$(basename "$source" .c)
    cp "$source" "$debian/src/"
    chroot "$debian" clang --target=wasm32-wasip2 -O2 -Wall -Wextra -Werror -s "/src/$name.c" -o "/src/$name.wasm"
    cp "$debian/src/$name.wasm" "$out/"
  done
}

go_guests() {
  for name in command listener http; do
    (cd "$here/guests/go" && GOOS=wasip1 GOARCH=wasm nice go build -buildvcs=false -trimpath -ldflags='-s -w' -o "$out/$name.core.wasm" "./$name")
  done
  adapt command
}

wasmtime=$("$tools/wasmtime" --version 2> /dev/null)
wasm_tools=$("$tools/wasm-tools" --version 2> /dev/null)
common="$wasmtime $wasm_tools"
rust="$common $([ -e "$debian/usr/bin/cargo" ] && cat "$debian/stamp" || rustc --version 2> /dev/null)"
from=test/components

group rust rust_guests 'python-packages rust' "$rust" $from/guests/rust
group preview1 preview1_guests 'python-packages rust' "$rust" $from/guests/rust
group rust-crates crates_guests 'python-packages rust' "$rust" $from/Cargo.toml $from/guests/rust-crates
group composed composed_guests 'python-packages rust' "$rust" $from/Cargo.toml $from/guests/composed wit/deps
group conformance conformance 'python-packages rust' "$rust" $from/Cargo.toml $from/conformance
group python python_guests 'python-packages' "$common $("$tools/venv/bin/componentize-py" --version 2> /dev/null)" $from/guests/python wit/deps
group javascript javascript_guests 'python-packages componentize-js' "$common $(cat "$tools/npm/stamp" 2> /dev/null)" $from/guests/javascript wit/deps
group c c_guests 'python-packages debian' "$common $(cat "$debian/stamp" 2> /dev/null)" $from/guests/c
group go go_guests 'python-packages go' "$common $(go version 2> /dev/null)" $from/guests/go
exit "$failed"
