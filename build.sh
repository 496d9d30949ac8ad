#!/bin/sh
# ./build.sh                  installs what is missing and builds
# ./build.sh demo             builds, then runs guests on real sockets
# ./build.sh bench [argument] builds, and compares with PHP and C, which it installs
# ./build.sh test [argument]  installs what the tests need, then lints and runs them all (or what vitest's arguments say)
#
# Needs Node (20.19, or 22.12 or later) and npm. For the tests it also installs nginx, lighttpd, socat, redis-server,
# mosquitto-clients, wrk, curl, python3-venv, gcc, systemd (which is not started), iproute2, bzip2, clang with wasi-libc, chromium, and
# PHP, where there is apt-get and the right to use it; and into build/: wasmtime, Nodes 22, 24 and 26, the sources of the programs of
# test/c, and what builds the guests of test/components (Rust, Python, JavaScript, C, Go). Tests that miss something are left out.
set -eu
cd "$(dirname "$0")"

say() { echo "build.sh: $*" >&2; }

# Runs a command, and shows what it printed only if it fails.
quietly() {
  mkdir -p build
  "$@" > build/log.txt 2>&1 || { cat build/log.txt >&2; return 1; }
}

build() {
  command -v npm > /dev/null || { say 'Node and npm are needed: https://nodejs.org'; exit 1; }
  node --input-type=module -e '
    import { isSupported, WANTED } from "./host/build/node-versions.mjs";
    if (isSupported(process.versions.node)) process.exit(0);
    console.error(`build.sh: Node ${WANTED} is needed; this is ${process.version}`);
    process.exit(1);'
  if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
    say 'installing npm packages'
    # npm ci refuses the lock file where a mirror of the registry lacks other platforms' packages.
    quietly npm ci --no-audit --no-fund || quietly npm install --no-save --no-audit --no-fund
    touch node_modules/.package-lock.json
  fi
  quietly npm run build
}

# The demo: the manual's socket pair; then a TCP server for many clients in one guest, and a client in another.
demo() {
  say 'a socket pair (examples/manual/socket_create_pair-1.ts)'
  wasock run examples/manual/socket_create_pair-1.ts

  say 'a TCP server and its client (examples/line-server.ts, examples/tcp-client.ts)'
  mkdir -p build
  : > build/server.txt
  wasock run examples/line-server.ts --allow-bind 127.0.0.1 -- 0 1 > build/server.txt &
  server=$!
  # The server prints the port that the system gave it.
  until port=$(sed -n 's/.*:\([0-9][0-9]*\).*/\1/p' build/server.txt | head -n 1) && [ -n "$port" ]; do
    kill -0 "$server" || exit 1
  done
  wasock run examples/tcp-client.ts --allow-connect "127.0.0.1:$port" -- 127.0.0.1 "$port" hello world
  wait "$server"
}

wasock() { node dist/cli/main.js "$@"; }

# What the tests need besides npm packages; what cannot be had is said, and its tests leave themselves out.
install_for_tests() {
  packages=''
  command -v nginx > /dev/null || packages="$packages nginx-light"
  command -v redis-server > /dev/null || packages="$packages redis-server"
  command -v mosquitto_pub > /dev/null || packages="$packages mosquitto-clients"
  command -v gcc > /dev/null && [ -e /usr/include/stdio.h ] || packages="$packages gcc libc6-dev"
  python3 -c 'import ensurepip, venv' 2> /dev/null || packages="$packages python3-venv"
  command -v socat > /dev/null || packages="$packages socat"
  command -v lighttpd > /dev/null || packages="$packages lighttpd"
  command -v curl > /dev/null || packages="$packages curl"
  command -v wrk > /dev/null || packages="$packages wrk"
  command -v systemd-socket-activate > /dev/null || packages="$packages systemd"
  command -v bzip2 > /dev/null || packages="$packages bzip2" # for netcat's sources
  command -v ip > /dev/null && command -v unshare > /dev/null || packages="$packages iproute2 util-linux"
  if [ -n "$packages" ]; then
    say "installing$packages"
    # shellcheck disable=SC2086 -- a list
    quietly install_packages $packages || say "could not be installed:$packages"
  fi
  # By itself: it is large. It looks at the site of the documentation.
  [ -x /usr/bin/chromium ] || {
    say 'installing chromium'
    quietly install_packages chromium || say 'could not be installed: chromium'
  }
  # By itself: other versions of Debian have another PHP.
  command -v php > /dev/null || {
    say 'installing php8.2-cli'
    quietly install_packages php8.2-cli || say 'could not be installed: php8.2-cli'
  }
  # For guests in C and C++. The number in the last ones' names is the compiler's.
  if [ -z "${WASI_SDK_PATH-}" ] && ! [ -e /usr/include/wasm32-wasi/c++ ]; then
    say 'installing clang lld wasi-libc'
    quietly install_packages clang lld wasi-libc &&
      version=$(clang -dumpversion | cut -d. -f1) &&
      quietly install_packages "libclang-rt-$version-dev-wasm32" "libc++-$version-dev-wasm32" ||
      say 'could not be installed: clang lld wasi-libc'
  fi
  quietly sh test/wasip2/install.sh build/wasmtime || say 'wasmtime could not be installed'
  say 'installing what builds the guests of test/components, and building them'
  quietly sh test/components/install.sh build/components ||
    for reason in build/components/*.missing build/components/tools/*.missing; do
      if [ -e "$reason" ]; then say "left out: $(basename "$reason" .missing): $(cat "$reason")"; fi
    done
  for version in 20.19.0 22 24 26; do
    install_node "$version" || say "Node $version could not be installed"
  done
}

install_packages() {
  command -v apt-get || { echo 'there is no apt-get'; return 1; }
  # Runlevel 1: what is installed is not started. The tests start their own.
  set -- env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -qy --no-install-recommends "$@"
  if [ "$(id -u)" = 0 ]; then
    apt-get update -q && "$@"
  else
    sudo -n apt-get update -q && sudo -n "$@"
  fi
}

# Another Node, for test/nodes.test.ts and, 26, for the tests of suspended guests (JSPI). Apart from node_modules: there it would be
# the `node` of every npm script.
install_node() {
  directory="build/node$1"
  [ -x "$directory/bin/node" ] && return
  package="node-linux-$(node -p process.arch)"
  say "installing Node $1"
  mkdir -p "$directory"
  quietly npm install --prefix "$directory" --no-save --no-audit --no-fund "$package@$1" &&
    ln -sfn "node_modules/$package/bin" "$directory/bin"
}

case ${1-} in
  '') build ;;
  demo)
    build
    demo
    ;;
  bench)
    shift
    build
    npm run --silent bench -- --install "$@"
    ;;
  test)
    shift
    build
    install_for_tests
    npm run --silent lint
    npm run test:all --silent -- "$@"
    ;;
  *)
    sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
