// SPDX-License-Identifier: MIT
// Wrappers: small scripts that run a tool inside the root filesystem.
//
// A tool sees the host's files at their own absolute paths, the root
// filesystem's included, and is started by that path. So every path it writes
// (dependency files, debug information) is right outside as well:
//
//   host                            in the root filesystem
//   /usr /etc /var /bin /lib*       its own
//   every other top-level folder    the host's (/home /root /tmp /opt ...)
//   current folder, checkout,       the host's, also below /usr or /var
//   cache, TMPDIR

import {chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync,
  writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** `text` as one word of a shell script. */
export const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;

/* Top-level folders of which the root filesystem has its own, as a shell's pattern. */
const OWN = '/bin|/boot|/dev|/etc|/lib*|/lost+found|/proc|/run|/sbin|/sys|/usr|/var';

const OWN_NAMES = RegExp(`^(${OWN.replaceAll('+', '\\+').replaceAll('*', '.*')})$`);

/** The host's others, as a shell lists them, and what is mounted beside them. */
const shared = () => readdirSync('/', {withFileTypes: true})
  .filter(each => statSync(`/${each.name}`, {throwIfNoEntry: false})?.isDirectory())
  .map(({name}) => `/${name}`)
  .filter(name => !name.startsWith('/.') && !OWN_NAMES.test(name)).sort();

/** An fstab of them. */
function tableText(cache) {
  const word = path => path.replaceAll(/[ \t\n\\]/g,
    each => `\\${each.charCodeAt().toString(8).padStart(3, '0')}`);
  return [...shared(), '/proc', '/dev'].map(folder =>
    `${word(folder)} ${word(cache.root + folder)} none rbind\n`).join('');
}

const tableFile = cache => join(cache.folder, 'mounts');

/** The script that each wrapper runs in a mount namespace of its own. */
export function enterScript(cache, emCache) {
  return `#!/bin/sh
# Runs TOOL ARGS... inside the root filesystem; see wrapper.mjs in the sources.
root=${quote(cache.root)}
cache=${quote(cache.folder)}
here=$(pwd -P)
tool=$1
shift

share() {
  [ -d "$root$1" ] || mkdir -p "$root$1"
  mount --rbind "$1" "$root$1" || exit 125
}

folders=
for folder in /*/; do
  folder=\${folder%/}
  case $folder in
  ${OWN}) ;;
  *) folders="$folders$folder
" ;;
  esac
done
# A mount for each takes longer than many a tool. Folders that are new need it.
[ "$folders" = ${quote(shared().map(folder => `${folder}\n`).join(''))} ] &&
mount --all --fstab ${quote(tableFile(cache))} 2>/dev/null || {
  for folder in /*/; do
    folder=\${folder%/}
    case $folder in
    ${OWN}) ;;
    *) share "$folder" ;;
    esac
  done
  mount --rbind /proc "$root/proc" && mount --rbind /dev "$root/dev" || exit 125
}
for folder in "$cache" "\${WASYNCIO_CHECKOUT:-$here}" "$here" "\${TMPDIR:-/tmp}"
do
  case $folder in
  /boot/*|/etc/*|/run/*|/usr/*|/var/*)
    # One that has files in it is shared already, or is the root filesystem's.
    [ -n "$(find "$root$folder" -type f -print -quit 2>/dev/null)" ] ||
      share "$folder" ;;
  esac
done

# What the host sets for its own libraries and tools means nothing in here.
unset LD_LIBRARY_PATH LD_PRELOAD NODE_OPTIONS PYTHONHOME EMSDK EMSDK_PYTHON
unset EM_CONFIG EM_BINARYEN_ROOT
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export EM_CACHE=${quote(emCache)}
export EM_LLVM_ROOT="$root/usr/bin"
case $tool in
em*) tool=/usr/bin/$tool ;; # A script that cannot do with spaces in its path.
*) tool=$root/usr/bin/$tool ;;
esac
exec chroot "$root" /bin/sh -c 'cd "$0" && exec "$@"' "$here" "$tool" "$@"
`;
}

const enterFile = cache => join(cache.folder, 'enter');

/** All wrappers: file name in the cache's bin -> text. */
function wrapperTexts(cache, tools) {
  return Object.fromEntries(Object.entries(tools).map(([name, tool]) =>
    [name, `#!/bin/sh
exec unshare --mount sh ${quote(enterFile(cache))} ${tool} "$@"
`]));
}

function same(file, text) {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Whether the wrappers in the cache are what writeWrappers would write. */
export function wrappersAreCurrent(cache, tools, emCache) {
  return same(enterFile(cache), enterScript(cache, emCache)) &&
    same(tableFile(cache), tableText(cache)) &&
    Object.entries(wrapperTexts(cache, tools)).every(
      ([name, text]) => same(join(cache.bin, name), text));
}

/** Writes a wrapper into the cache for each of `tools`, {name: program}. */
export function writeWrappers(cache, tools, emCache) {
  mkdirSync(cache.bin, {recursive: true});
  writeScript(tableFile(cache), tableText(cache));
  writeScript(enterFile(cache), enterScript(cache, emCache));
  for (const [name, text] of Object.entries(wrapperTexts(cache, tools))) {
    writeScript(join(cache.bin, name), text);
  }
}

// Renamed into place: another run may be executing the old one. One that says the same
// stays as it is: by the time of a compiler's file ccache knows the compiler.
function writeScript(file, text) {
  if (same(file, text)) return;
  writeFileSync(`${file}.new`, text);
  chmodSync(`${file}.new`, 0o755);
  renameSync(`${file}.new`, file);
}
