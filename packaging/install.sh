#!/bin/sh
# Installs QR Menu Telegram on a Linux with systemd, or brings it up to date; settings and data stay as they are.
#   curl -fsSL ADDRESS/install.sh | sh       what the page of a release shows: downloads, checks the sum, installs
#   sh install.sh --from ADDRESS             from another place: https://…, or file:///… for a folder
#   ./install.sh                             in an unpacked archive: that one
#   /opt/qrmenu-telegram/install.sh --remove takes the program away again; settings and data stay
# Downloading and checking need no rights; for the rest it asks for root's, by sudo. On Debian and Ubuntu take the package.
set -eu

from=

program=/opt/qrmenu-telegram
settings=/etc/qrmenu-telegram
state=/var/lib/qrmenu-telegram
unit=/etc/systemd/system/qrmenu-telegram.service
user=qrmenu-telegram

fail() {
  echo "install.sh: $*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    echo "Root's rights are needed now: sudo $*"
    sudo "$@"
  else
    fail "this needs root, and there is no sudo: run it as root."
  fi
}

get() {
  case $1 in
    file://*) cp "${1#file://}" "$2" ;;
    *)
      if command -v curl >/dev/null; then
        curl -fsSL --retry 3 -o "$2" "$1"
      elif command -v wget >/dev/null; then
        wget -q -O "$2" "$1"
      else
        fail "neither curl nor wget is here."
      fi
      ;;
  esac || fail "$1 can't be downloaded."
}

download() {
  [ -n "$from" ] || fail "say where to download from: sh install.sh --from ADDRESS"
  case $(uname -sm) in
    "Linux x86_64") platform=linux-x64 ;;
    "Linux aarch64") platform=linux-arm64 ;;
    *) fail "there is no program for $(uname -sm); it needs a 64-bit Linux." ;;
  esac
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  get "$from/SHA256SUMS" "$work/SHA256SUMS"
  line=$(grep -E "^[0-9a-f]{64}  qrmenu-telegram-[0-9A-Za-z.-]*-$platform\.tar\.gz\$" "$work/SHA256SUMS") ||
    fail "$from has no archive for $platform."
  archive=${line#*  }
  echo "Downloading $from/$archive"
  get "$from/$archive" "$work/$archive"
  (cd "$work" && echo "$line" | sha256sum -c >/dev/null 2>&1) ||
    fail "the sum of $archive is not that of SHA256SUMS: damaged on its way, or not ours. Nothing was installed."
  tar -C "$work" -xzf "$work/$archive"
  unpacked=$work/${archive%.tar.gz}
}

# As an ordinary user: does the program start here at all?
try() {
  version=$("$1/QrMenuTelegram" --version 2>&1) || {
    echo "$version" >&2
    fail "the program does not start here. It needs a 64-bit Linux with glibc 2.34 or newer; on an older one use Docker."
  }
}

install_from() {
  [ -d /run/systemd/system ] || fail "this machine does not run systemd. Unpack the archive and run QrMenuTelegram as you start other services."
  getent passwd "$user" >/dev/null ||
    useradd --system --user-group --no-create-home --home-dir "$state" --shell "$(command -v nologin || echo /bin/false)" "$user"

  rm -rf "$program.new"
  mkdir -m 755 "$program.new"
  cp -R "$1/." "$program.new/"
  chown -R 0:0 "$program.new"
  rm -rf "$program"
  mv "$program.new" "$program"
  mkdir -p /usr/local/bin /usr/local/share/man/man1
  ln -sf "$program/qrmenu-telegram" /usr/local/bin/qrmenu-telegram
  ln -sf "$program/qrmenu-telegram.1" /usr/local/share/man/man1/qrmenu-telegram.1
  cp "$program/qrmenu-telegram.service" "$unit"

  [ -d "$settings" ] || install -d -m 750 -o root -g "$user" "$settings"
  [ -d "$state" ] || install -d -m 750 -o "$user" -g "$user" "$state"
  [ -e "$settings/.env" ] || {
    sed "s|^#Storage__Path=.*|Storage__Path=$state/qrmenu-telegram.db|" "$program/.env.example" >"$settings/.env.new"
    chown "root:$user" "$settings/.env.new"
    chmod 640 "$settings/.env.new"
    mv "$settings/.env.new" "$settings/.env"
    new=yes
  }

  systemctl daemon-reload
  systemctl try-restart qrmenu-telegram.service
  echo "QR Menu Telegram $("$program/QrMenuTelegram" --version) is installed in $program."
  if [ "${new:-}" = yes ]; then echo "Now run: sudo /usr/local/bin/qrmenu-telegram setup"; fi
}

remove() {
  systemctl disable --now qrmenu-telegram.service || true
  rm -rf "$program" "$unit" /usr/local/bin/qrmenu-telegram /usr/local/share/man/man1/qrmenu-telegram.1
  systemctl daemon-reload
  echo "The program is gone. What is left: settings in $settings, data in $state, the user $user."
}

main() {
  here=
  case $0 in
    install.sh | */install.sh) [ ! -x "$(dirname "$0")/QrMenuTelegram" ] || here=$(cd "$(dirname "$0")" && pwd) ;;
  esac
  [ "$(uname -s)" = Linux ] || fail "this is for Linux."
  [ ! -e /usr/lib/qrmenu-telegram ] || fail "the package qrmenu-telegram is installed: bring it up to date, or remove it, with apt."
  case ${1:-} in
    --remove)
      [ -n "$here" ] || fail "the installed one removes: $program/install.sh --remove"
      if [ "$(id -u)" = 0 ]; then remove; else as_root "$here/install.sh" --remove; fi
      return
      ;;
    --from) from=${2:?--from ADDRESS} ;;
    "") ;;
    *) fail "what is $1? --from ADDRESS, --remove, or nothing." ;;
  esac
  if [ -n "$here" ] && [ "$(id -u)" = 0 ]; then
    try "$here"
    install_from "$here"
  elif [ -n "$here" ]; then
    try "$here"
    as_root "$here/install.sh"
  else
    download
    try "$unpacked"
    as_root "$unpacked/install.sh"
  fi
}

main "$@"
