# SPDX-License-Identifier: MIT
"""wasyncio as a port of Emscripten's, for who has emcc alone:

    emcc -O2 --use-port=wasyncio/web/wasyncio.py app.c -o app.mjs

and with options, as wasyncio_add_executable has them, --use-port=FILE:inspect=on:names=on.
Emscripten compiles the library once and keeps it in its cache.

A program is not finished by a link: Asyncify has to see it before anything is optimised,
and what it makes is split. No port can add such steps, so emcc with this one runs two
others, of public options: one that links, with --oformat=bare, and with --post-link one
that finishes, and between them the steps of src/cmake/link.cmake. What both ways need is
read from where CMake reads it."""

import glob
import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time

from tools import config, utils
from tools.settings import settings as emcc_settings

LICENSE = 'MIT license'
DESCRIPTION = 'asyncio.Runner for C'
OPTIONS = {
  'stack_check': 'on or off: each function looks for room on its stack (on, but for -Os and -Oz)',
  'split': 'on or off: with -O2 and -O3, what may wait is nearly as fast as plain code (on)',
  'tail_calls': 'on or off: off for engines without (on)',
  'names': 'on or off: functions keep their names (off)',
  'inspect': 'on or off: program.tasks() and wasyncio-ps see tasks (off)',
  'blocking_waits': "on or off: libc's sleeps are waits of their task (off)",
  'check_points': 'on or off: the compiler inserts check points (off)',
  'suspend_list': 'a file that names, one a line, all C functions that call through a pointer '
                  'what may wait; no other call of that kind is prepared for it',
}

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
INNER = 'WASYNCIO_INNER_LINK'
SOURCE = re.compile(r'^[^-].*\.(a|o|obj|bc|ll|s|S|i|ii|m|mm|c|cc|cpp|cxx|c\+\+|C)$')
COMPILES = {'-c', '-S', '-E', '-M', '-MM', '-fsyntax-only', '--precompile', '--cflags'}

given = {}

# Before the compiler's options are made of it: setjmp by way of JavaScript loses what waits.
emcc_settings.SUPPORT_LONGJMP = 'wasm'


def handle_options(options, error_handler):
  for name, value in options.items():
    if name == 'suspend_list':
      if not os.path.isfile(value):
        error_handler(f'`{name}={value}`: there is no such file')
      given[name] = value
      continue
    if value not in ('on', 'off'):
      error_handler(f'`{name}={value}`: it is {OPTIONS[name]}')
    given[name] = value == 'on'


def fail(text):
  utils.exit_with_error(f'wasyncio: {text}')


# ---- what CMake reads, too ----

def read(*path):
  with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
    return file.read()


def words(path, name):
  """Of the first `set(NAME WORD...)` in that file with nothing but words."""
  found = [text for text in re.findall(rf'^\s*set\({name}\s([^)]*)\)',
                                       read(*path.split('/')), re.M) if '${' not in text]
  if not found:
    fail(f'{path} has no {name}: is this file of another version?')
  return shlex.split(found[0].replace('CACHE INTERNAL ""', ''), comments=True)


def program_words(name):
  return words('src/cmake/wasyncio.cmake', f'_WASYNCIO_{name}')


def link_words(name):
  return words('src/cmake/link.cmake', name)


def names(file):
  """In one of our lists, or in any that is given by its whole path."""
  return [line for line in read('src', 'cmake', file).splitlines()
          if line.strip() and not line.startswith('#')]


STRING = r'"((?:[^"\\]|\\[\s\S])*)"'


def text_of(string):
  return re.sub(r'\\(\n|.)', lambda found: found[1].strip('\n'), string)


def refuse(arguments):
  """What no program of ours can have, by the table in refused.cmake. Gives the others in
  one spelling."""
  text = read('src', 'cmake', 'refused.cmake')
  promise = text_of(re.search(rf'set\(_promise {STRING}', text)[1])
  rows = re.findall(rf'_refused\("?([a-z;-]+)"?\s+{STRING}\s+{STRING}\s+{STRING}\)', text)
  rest = list(arguments)
  spelt = []
  while rest:
    written = option = rest.pop(0)
    if rest and (option == '-s' and re.match('[A-Z]', rest[0]) or option == '-Xlinker'
                 or re.fullmatch('--?(closure|oformat|target)', option)):
      written = f'{option} {rest[0]}'
      option = {'-s': '-s', '-Xlinker': '-Wl,'}.get(option, f'{option}=') + rest.pop(0)
    setting = re.fullmatch('-s(NO_)?([A-Z][A-Z0-9_]*)(=(.*))?', option)
    if setting:
      value = setting[4] if setting[3] else '1'
      if setting[1]:
        value = '1' if value == '0' else '0'
      option = f'-s{setting[2]}={value}'
    for targets, regex, why, cure in rows:
      if 'web' in targets and re.fullmatch(text_of(regex), option):
        cure = text_of(cure).replace('${_promise}', promise)
        fail(f'{written} cannot work: {text_of(why)}.\n{cure}.')
    spelt.append(option)
  return spelt


# ---- the library ----

def library(small, threads):
  sources = words('CMakeLists.txt', 'WASYNCIO_CORE') + words('CMakeLists.txt', 'WASYNCIO_BACKEND')
  if threads:
    sources.remove('src/executor/none.c')
    sources += words('CMakeLists.txt', '_threads')
  digest = hashlib.sha256()
  for file in sorted(file for folder in ('include', 'src', 'web') for file in glob.glob(
      os.path.join(ROOT, folder, '**', '*.[ch]'), recursive=True)):
    digest.update(utils.read_binary(file))
  defined = ['WIO__NO_PLACES', 'WIO__CORO_TOP="coro/top_asyncify.h"', 'NDEBUG',
             *words('CMakeLists.txt', '_wasm_definitions'),
             *words('CMakeLists.txt', '_web_definitions'),
             *([] if small else ['WIO__STACK_LOOKS']),
             *(words('CMakeLists.txt', '_threads_definitions') if threads else [])]
  kind = f'{"-small" if small else ""}{"-mt" if threads else ""}'
  return (f'libwasyncio-{digest.hexdigest()[:12]}{kind}.a', sources,
          ['-std=c11', '-Oz' if small else '-O3', '-sSUPPORT_LONGJMP=wasm',
           *(['-pthread'] if threads else []), *(f'-D{name}' for name in defined)])


def get(ports, settings, shared):
  if INNER not in os.environ and not COMPILES.intersection(arguments()):
    link(shared)
    sys.exit(0)
  if INNER not in os.environ:
    return []
  name, sources, flags = library(os.environ[INNER] == 'small', settings.PTHREADS)
  folders = [os.path.join(ROOT, 'include'), os.path.join(ROOT, 'src')]

  def create(final):
    # Those of other versions that nobody has linked for a week.
    for old in glob.glob(os.path.join(os.path.dirname(final), 'libwasyncio-*.a')):
      if time.time() - os.path.getmtime(old) > 7 * 24 * 3600:
        os.remove(old)
    ports.build_port(ROOT, final, 'wasyncio', includes=folders, flags=flags, srcs=sources)
    shutil.rmtree(os.path.join(ports.get_build_dir(), 'wasyncio'))

  made = shared.cache.get_lib(name, create, what='port')
  os.utime(made)
  return [made]


def clear(ports, settings, shared):
  for small in (False, True):
    for threads in (False, True):
      shared.cache.erase_lib(library(small, threads)[0])


def process_args(ports):
  points = words('src/cmake/wasyncio.cmake', '_WASYNCIO_POINTS')
  return ['-isystem', os.path.join(ROOT, 'include'),
          *(points if given.get('check_points') else [])]


# ---- the link ----

def arguments():
  """Of emcc, those in files and in its environment, too."""
  given = []
  for argument in sys.argv[1:]:
    if argument.startswith('@') and os.path.isfile(argument[1:]):
      with open(argument[1:], encoding='utf-8') as file:
        given += shlex.split(file.read())
    else:
      given.append(argument)
  return given


def run(step, *command, listed=()):
  """listed: by the user, who is told of each name that the program lacks."""
  done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT, text=True)
  # Our own lists are of all that there is.
  text = ''
  for line in done.stdout.splitlines(True):
    lacks = re.search(r"(add|remove)list contained a non-[^:]*: '?(.+?)'?$", line)
    if not lacks:
      text += line
    elif lacks[1] == 'add' and lacks[2] in listed:
      text += f'wasyncio: {given["suspend_list"]}: the program has no function {lacks[2]}.\n'
  if done.returncode:
    fail(f'{step} failed ({done.returncode}).\n{text}')
  sys.stderr.write(text)


def linked(bytes):
  """Refuses what cannot wait, as check.cmake does. Says what the module imports of us."""
  found = re.search(rb'\x03env.(invoke_[a-z]+|emscripten_longjmp)\x00', bytes)
  if found:
    fail(f'A file was compiled without this port, with longjmp or C++ exceptions by way of '
         f'JavaScript (it needs {found[1].decode()}), and nothing can suspend there: compile '
         'all with the same --use-port, and C++ with -fwasm-exceptions, or with '
         '-fno-exceptions.')
  text = re.search(rf'set\(suspends {STRING}', read('src', 'cmake', 'check.cmake'))[1]
  found = re.search(rb'\x03env.(' + text_of(text).encode() + rb')\x00', bytes)
  if found and b'emscripten_has_asyncify' not in bytes:
    cure = ('Call wio_sleep' if found[1] == b'emscripten_sleep'
            else 'C waits for a promise by wio_host_call, or by WIO_JS')
    fail(f'{found[1].decode()} cannot work: it suspends by Emscripten\'s Asyncify or JSPI, '
         f'and a task by neither.\n{cure}.')
  coroutines = all(b'\x08asyncify' + bytes_of in bytes for bytes_of in (
    b'\x0cstart_unwind', b'\x0bstop_unwind', b'\x0cstart_rewind', b'\x0bstop_rewind'))
  return coroutines, b'\x11wio__stack_limits' in bytes


def has_tags(bytes):
  at = 8
  while at < len(bytes):
    section, size, shift = bytes[at], 0, 0
    while True:
      at += 1
      size |= (bytes[at] & 127) << shift
      shift += 7
      if bytes[at] < 128:
        break
    if section == 13:
      return True
    at += 1 + size
  return False


def link(shared):
  rest = arguments()
  output = None
  options = []
  while rest:
    word = rest.pop(0)
    if word == '-o' and rest:
      output = rest.pop(0)
    elif word.startswith('-o'):
      output = word[2:]
    else:
      options.append(word)
  if not output or not output.endswith('.mjs'):
    fail(f'{f"-o {output}" if output else "there is no -o"}: a program is an .mjs and a .wasm. '
         'Give it -o NAME.mjs.')
  base = output[:-len('.mjs')]
  spelt = refuse([*options, *shlex.split(os.environ.get('EMCC_CFLAGS', ''))])

  optimise = [word for word in options if re.fullmatch('-O[0-9sgz]?', word)][-1:]
  small = optimise in (['-Os'], ['-Oz'])
  fast = not small and optimise not in ([], ['-O0'], ['-O1'], ['-Og'])
  debug = not small and (not fast or any(re.fullmatch('-g[0-9]?', word) for word in options))
  level = '-Oz' if small else '-O1' if not fast else '-O2' if debug else '-O3'
  inline = link_words('inline_small' if small else 'inline_all' if fast else 'inline')
  threads = any(re.fullmatch(r'-pthreads?|-s(USE_)?PTHREADS=[^0].*', word) for word in spelt)
  stack_check = given.get('stack_check', not small)
  split = fast and not debug and given.get('split', True)

  ours = [*program_words('WEB_SETTINGS'),
          *(f'--js-library={os.path.join(ROOT, "web", name)}.js'
            for name in program_words('WEB_LIBRARIES')),
          *(program_words('WEB_SMALL') if small else []),
          *(program_words('WASM_DEBUG') if not small and not fast else []),
          *(program_words('WEB_THREADS') if threads else []),
          *program_words('WASM')]
  if stack_check:
    ours += program_words('STACK_EXPORTS')
  if given.get('inspect'):
    ours += [*program_words('INSPECT'), *program_words('WEB_INSPECT')]
  if given.get('blocking_waits'):
    ours += program_words('WAITS')
  # Of two such lists the compiler would take the last, and what we need has to be in it.
  for setting in ('INCOMING_MODULE_JS_API', 'EXPORTED_RUNTIME_METHODS'):
    found = [re.sub(r"^[^=]*=|[][' \"]", '', word) for word in [*ours, *spelt]
             if word.startswith(f'-s{setting}=')]
    options.append(f'-s{setting}={",".join(found)}')

  emcc = shared.EMXX if os.path.basename(sys.argv[0]).startswith('em++') else shared.EMCC
  tools = os.path.join(config.BINARYEN_ROOT, 'bin')
  opt = [os.path.join(tools, 'wasm-opt'), '--enable-exception-handling']
  node = config.NODE_JS[0] if isinstance(config.NODE_JS, list) else config.NODE_JS
  script = os.path.join(ROOT, 'src', 'cmake')
  for file in (output, f'{base}.wasm', f'{base}.d.mts'):
    if os.path.exists(file):
      os.remove(file)

  with tempfile.TemporaryDirectory(prefix='wasyncio-') as folder:
    def file(name, text=None):
      path = os.path.join(folder, name)
      if text is not None:
        utils.write_file(path, text)
      return path

    raw, module, next_one = file('raw.wasm'), file('m.wasm'), file('n.wasm')
    # Behind a -Wall.
    options.append('-Wno-experimental')
    chosen = text_of(re.search(rf'set\(memory_chosen\s+{STRING}',
                               read('src', 'cmake', 'linker.cmake'))[1])
    memory = ([] if any(re.match(chosen, option) for option in spelt)
              else words('src/cmake/linker.cmake', 'memory'))
    status = subprocess.run([emcc, *ours, *options, *memory, '-o', raw], env={
      **os.environ, INNER: 'small' if small else 'plain'}).returncode
    if status:
      sys.exit(status)
    content = utils.read_binary(raw)
    coroutines, limits = linked(content)

    never = names('never.list')
    theirs, suspends = [], []
    if 'suspend_list' in given:
      theirs = names(os.path.abspath(given['suspend_list']))
      suspends = [*theirs, *names('suspend.list')]
    keep = [*link_words('no_inline'), *(f'--no-inline={name}' for name in names('top.list'))]
    # Binaryen cannot read the DWARF of what catches.
    strip = [] if debug and not has_tags(content) else ['--strip-dwarf']
    run('Asyncify', *opt, *strip, *keep,
        *(f'--no-inline={name}' for name in [*never, *suspends]), *inline, '--asyncify',
        *link_words('pass_args'),
        *(['--pass-arg=asyncify-ignore-indirect', '--pass-arg=asyncify-propagate-addlist',
           '--pass-arg=asyncify-addlist@@' + file('addlist', '\n'.join(suspends) + '\n')]
          if suspends else []),
        '--pass-arg=asyncify-removelist@@' + file('removelist', '\n'.join(never) + '\n'),
        '-g', raw, '-o', next_one, listed=theirs)
    stamp = '0x' + hashlib.sha256(content).hexdigest()[:7]
    with_us = [os.path.join(ROOT, 'src', 'coro', 'eh.wat'), os.path.join(
      ROOT, 'src', 'coro', 'limits.wat' if stack_check and limits else 'unlimited.wat'),
      file('stamp.wat', f'(module (global (export "wio__web_stamp") i32 (i32.const {stamp})))')]
    run('Merging eh.wat', os.path.join(tools, 'wasm-merge'), opt[1], next_one, 'env',
        *(word for path in with_us for word in (path, 'env')), '-g', '-o', module)

    apart, post = [], []
    if split and coroutines:
      tail = given.get('tail_calls', True)
      run('Splitting', node, os.path.join(script, 'split', 'main.mjs'), module, next_one,
          *([] if tail else ['--no-tail-calls']))
      os.replace(next_one, module)
      opt += ['--enable-tail-call'] if tail else []
      apart = [*link_words('apart'), '--inlining-optimizing']
      passes = link_words('passes')
      for word in options:
        if re.match('(-s)?BINARYEN_EXTRA_PASSES=', word):
          passes = [f'{word.split("=", 1)[1]},{passes[0]}']
      post = [f'-sBINARYEN_EXTRA_PASSES={passes[0]}']
    if stack_check and limits:
      run('The stack check', node, os.path.join(script, 'split', 'check.mjs'), module, next_one)
      os.replace(next_one, module)

    hide = link_words('hide')
    if not re.search(r' -s ?(INVOKE_RUN(=1)? |EXPORTED_FUNCTIONS=\S*_main|STRICT(=1)? |'
                     r'IGNORE_MISSING_MAIN=0)', f' {" ".join(options)} '):
      hide += ['--remove-exports=main', '--remove-exports=__main_argc_argv']
    run('Hiding exports', *opt, *hide, *keep, *apart, '-g', module, '-o', next_one)
    os.replace(next_one, module)

    finishing = [word for word in [*ours, *finishes(options)]
                 if not word.startswith(('-Wl,', '-O', '--oformat'))]
    run("Emscripten's part", emcc, level, *finishing, *post,
        *(['-g2'] if debug else ['--profiling-funcs'] if given.get('names') or apart else []),
        *([f'--pre-js={os.path.join(ROOT, "web", "thread.js")}'] if threads else []),
        '--js-library=' + file('stamp.js', f'addToLibrary({{$wioStamp: {stamp}}});\n'),
        '--post-link', module, '-o', output)
    utils.write_file(output, mended(utils.read_file(output), threads))
    run('Types', node, os.path.join(script, 'types.mjs'), raw, f'{base}.d.mts')
    if apart:
      run('A look at the parts', node, os.path.join(script, 'split', 'finish.mjs'), module,
          f'{base}.wasm', *(['--names'] if given.get('names') else []))


def finishes(options):
  """Without what was compiled and linked, and without this port."""
  rest = list(options)
  kept = []
  while rest:
    word = rest.pop(0)
    if word == '--use-port':
      rest.pop(0)
    elif not SOURCE.match(word) and not word.startswith('--use-port='):
      kept.append(word)
  return kept


def mended(glue, threads):
  script = read('src', 'cmake', 'link.cmake')
  for regex, by in re.findall(rf'string\(REGEX REPLACE\s+{STRING}\s+{STRING}\s+glue ', script):
    glue = re.sub(text_of(regex), text_of(by), glue)
  # Of threads alone.
  for text, by in re.findall(rf'string\(REPLACE\s+{STRING}\s+{STRING}\s+glue ', script):
    if threads:
      glue = glue.replace(text_of(text), text_of(by))
  return glue
