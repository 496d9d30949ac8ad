// What --help prints.

export const HELP = `wasock: real sockets for WebAssembly guests, with the semantics of PHP's sockets extension

usage:
  wasock init [<folder>] [--template <name>]         write a project to begin with
  wasock run <guest> [options] [-- argument...]      run a guest: AssemblyScript (.ts), a core module or a component
  wasock build <guest.ts> -o <file> [options]        compile a guest
  wasock cc <program.c>... -o <file> [options]       compile a guest in C or C++, for 'wasock run'
  wasock compose <component> -o <file> [options]     plug PHP's functions into a component that imports them
  wasock inspect <file> [--json]                     what a guest imports and exports, and which flags it can need
  wasock types <file> [-o <file>]                    what it exports, in TypeScript, for loadGuest
  wasock doctor                                      what this machine has: Node, clang, permissions for raw sockets …
  wasock completion bash|zsh|fish                    a script by which the shell completes commands and flags
  wasock --help | --version

A guest may use socket pairs, and sockets without an address, until a flag allows more.

permissions (run):
  --allow-connect <address>[,...]   connect and send to
  --allow-bind <address>[,...]      bind, and so listen and receive on
  --allow-lookup <name>[,...]       look a name up: example.com, *.example.com, * for every name
  --allow-raw                       raw and packet sockets (the system requires privileges as well)
  --allow-multicast                 join multicast groups
  --allow-fork[=<n>]                processes of its own (pcntl_fork), n at once besides the first; 16 by default
  --allow-all                       everything
  --deny-connect, --deny-bind, --deny-lookup    deny the same; they win over everything that allows
  --lookup-ttl <seconds>|none       how long the addresses of a name stay allowed; 60 by default
  --policy <file>                   rules from a JSON file, added to the flags: {"connect": ["127.0.0.1:80"]}
  --learn <file>                    allow what the guest asks for and no rule denies, and add it to this file

  An address is one of
    127.0.0.1:80       [::1]:80       a port of an IPv4 or IPv6 address
    10.0.0.0/8:443     [fe80::]/10    a network; * is every address. Without a port: every port
    *:8000-9000                       a range of ports
    private            private:80     everything but the public internet: loopback, 10.0.0.0/8, fe80::/10 …
    tcp:*:443          udp:[::1]:53   by TCP or by UDP alone
    localhost:6379                    a name: it may be looked up, and its addresses may be used
    unix:/run/x.sock   unix:/tmp/d/*  a Unix socket's path; /* at the end: every path below a directory
    unix:@name                        an abstract Unix socket
  A denial is reported with the flag that allows it. The guest gets error 13, Permission denied.

limits (run), with their defaults; 'none' means no limit:
  --max-memory 1g                   linear memory; growing it further fails. Sizes in bytes, or with k, m or g
  --max-table-elements 1000000      elements of tables; growing them further fails
  --max-gc-heap 256m                objects of WebAssembly's garbage collection
  --max-sockets <n>                 open sockets; EMFILE. Default: half of what the process may open, at most 16384
  --max-files 1024                  open files and directories; EMFILE
  --max-socket-buffers 256m         data that the system holds for the sockets; ENOBUFS
  --max-descriptors-in-flight 1024  descriptors sent and not yet received; ETOOMANYREFS
  --max-bytes-sent none             by sockets; ends the guest
  --max-bytes-received none         by sockets; ends the guest
  --max-stream-bytes none           by the standard streams, both ways; ends the guest
  --max-lookups 4                   name lookups at once; EAI_AGAIN
  --max-operations-per-second none  calls of the host; further calls wait
  --max-cpu-time none               30s, 500ms; ends the guest
  --max-wall-time none              30s, 500ms; ends the guest
  --max-denials-per-second 100      denials that are reported; others are only counted

options (run):
  --env <name>[=<value>]            pass an environment variable; without a value, the caller's value
  --wait block|suspend              how the guest waits. block (default) blocks the thread; suspend lets Node's event
                                    loop run on, and needs Node 26
  --dir <host>[:<guest>][:ro]       give the guest a directory, at the same path or another; ro: it may change nothing there
  --listen <address>[=<name>]       listen there, and give the listener to the guest by that name, and as descriptor 3, the
                                    next as 4 …: 127.0.0.1:8080=web, [::1]:0, unix:/run/x.sock. Sockets of systemd
                                    (LISTEN_FDS) are given as well
  --watch                           compile and start the guest anew when one of its files changes
  -v, --verbose                     print each call of the host, with arguments, result and time
  --trace <file>                    write them to a file: .jsonl JSON lines, .json Chrome's trace format, else text
  --no-cache                        compile even if nothing has changed

options (build):
  -o, --output <file>               where to write the guest
  --target <target>                 core (default): a module for 'wasock run'
                                    component: imports wasock:sockets and wasi:*, for jco or a host of your own
                                    wasip2: imports wasi:* only, for wasmtime and other WASI 0.2 runtimes
  --debug                           keep function names, for readable traps

options (init):
  --template <name>                 echo (default): a TCP server; http: a web server; client: a program that asks one;
                                    plugin: a Node program that calls a guest's functions; c: the TCP server in C;
                                    embed: a Node program that runs a guest
  --force                           overwrite files that exist

options (compose):
  -o, --output <file>               where to write the result
  --target <target>                 component (default): for 'wasock run', which composes by itself, and jco
                                    wasip2: imports wasi:* only, for wasmtime and other WASI 0.2 runtimes

options (cc):
  clang's own, for compiling and linking; with -c, only compiled. The clang is $WASI_SDK_PATH's, or else the one on the
  PATH with wasi-libc (Debian: clang lld wasi-libc libclang-rt-14-dev-wasm32, for C++ libc++-14-dev-wasm32).
  --target component                a component instead of a module, for jco or a host of your own
  --fork                            for programs that fork: 'wasock run' with --allow-fork
  --php                             PHP's functions (wasock/php.h) instead of BSD sockets: a component that imports
                                    wasock:sockets/php, for 'wasock run' and 'wasock compose'; composed at once with
                                    --target component or --target wasip2

exit codes:
  the guest's own, or
    1     the guest does not compile; wasock inspect: the file is no WebAssembly
    2     the command line is wrong, a file cannot be read or written, or is not WebAssembly
    134   the guest trapped, or reached a limit that ended it
    137   a suspended guest went on computing after a time limit: it was killed (SIGKILL)
    141   nobody read what the guest printed: it was ended (SIGPIPE), as other programs are
    255   AssemblyScript's abort: a failed '!', 'throw'

examples:
  wasock init hello --template http && cd hello && npm install && npm start
  wasock run pair.ts
  wasock run get.ts --allow-connect www.example.com:80 -- www.example.com
  wasock run server.ts --allow-bind '127.0.0.1:8080'
  GOOS=wasip1 GOARCH=wasm go build -o server.wasm && wasock run server.wasm --listen 127.0.0.1:8080
  wasock cc client.c -o client.wasm && wasock run client.wasm --allow-connect 127.0.0.1:80
  wasock cc --php client.c -o client.wasm && wasock run client.wasm --allow-connect 127.0.0.1:80
  wasock build client.ts -o client.wasm --target wasip2 && wasmtime run -S inherit-network client.wasm
`;
