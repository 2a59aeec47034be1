# Sourced by the scripts of each server: where it lives, as whom it runs, on which port it listens, and how it is waited for.
# Everything is below one folder, so that two folders are two sets of servers that know nothing of each other.
set -euo pipefail
servers="${SECAUTOMATION_SERVERS:-/var/tmp/secautomation-servers}"
product="$(basename "$here")"
place="$servers/$product"
export LC_ALL=C.UTF-8

say() { printf '%s: %s\n' "$product" "$*" >&2; }

# Servers refuse to run as root, and root alone may install: so the scripts run as root, and the servers as who they are on Debian.
require_root() { [ "$(id -u)" = 0 ] || { say "run this as root: it installs packages and starts servers under their own accounts."; exit 1; }; }

# Debian's packages, without starting what they bring: the folder's own server is started, on its own port.
install_packages() {
  require_root
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] && return
  say "installing ${missing[*]}"
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2
  apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=600 "${missing[@]}" >"$(log_file install)" 2>&1 \
    || { tail -n 40 "$(log_file install)" >&2; say "the packages could not be installed."; exit 1; }
}

# The folder above is for everybody, since each server has an account of its own.
make_place() { mkdir -p "$servers" "$place"; chmod 755 "$servers" "$place"; }
log_file() { make_place; echo "$place/$1.log"; }

# Runs a command as an account, with nothing of the caller's environment but what is named.
as_account() { local account="$1"; shift; setpriv --reuid="$account" --regid="$account" --init-groups env -i PATH="$PATH" LC_ALL=C.UTF-8 HOME="$place" "$@"; }

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port that this server runs on; else the one that it had before, or the first one from its own on that nobody listens on.
# A second port of a server has a name.
choose_port() {
  make_place
  local port="$1" kept="$place/${2:-port}" before
  before="$(cat "$kept" 2>/dev/null || true)"
  if [ -n "$before" ] && { is_running || ! listens "$before"; }; then echo "$before"; return; fi
  # Another port of this server is taken although it does not listen yet.
  while listens "$port" || grep -qsx "$port" "$place"/*port; do port=$((port + 1)); done
  echo "$port" | tee "$kept"
}

is_running() { [ -s "$place/pid" ] && kill -0 "$(cat "$place/pid")" 2>/dev/null; }

# Starts a command in the background, detached from the caller, and remembers its process.
run_in_background() {
  setsid "$@" >"$(log_file server)" 2>&1 </dev/null &
  echo $! > "$place/pid"
}

# Waits until a command succeeds; a server that ended, or took too long, is an error with the end of its log.
wait_until() {
  local seconds="$1" end=$((SECONDS + $1)); shift
  until "$@" >/dev/null 2>&1; do
    if [ $SECONDS -ge $end ] || { [ -s "$place/pid" ] && ! is_running; }; then
      tail -n 30 "$(log_file server)" >&2
      say "did not answer within $seconds seconds."
      exit 1
    fi
    sleep 0.2
  done
}

# Ends the server and those that it started.
end_server() {
  is_running || { rm -f "$place/pid"; return 0; }
  local pid; pid="$(cat "$place/pid")"
  kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || true
  for _ in $(seq 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
  kill -KILL -- "-$pid" 2>/dev/null || true
  rm -f "$place/pid"
}

# What tests need to know of this server: lines NAME=value in a file that only its owner reads, and on the standard output as exports.
publish() {
  ( umask 077; : > "$place/environment"
    while [ $# -gt 0 ]; do printf '%s=%q\n' "$1" "$2" >> "$place/environment"; shift 2; done )
  sed 's/^/export /' "$place/environment"
}
