// SPDX-License-Identifier: MIT
// npm run reference: the public headers as one Markdown file.  What stands
// above a declaration is its contract; whatever is missing there is a problem,
// which reference.test.mjs takes for an error.

import {mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/* Functions that follow nothing in asyncio or contextvars, by the reason. */
export const MIRRORS_NOTHING = Object.entries({
  'C collects no garbage': [
    'wio_concurrent_release', 'wio_concurrent_retain',
    'wio_context_release', 'wio_context_retain', 'wio_contextvar_release',
    'wio_contextvar_retain', 'wio_executor_release', 'wio_executor_retain',
    'wio_error_release', 'wio_error_retain',
    'wio_future_release', 'wio_future_retain', 'wio_generator_retain',
    'wio_handle_release',
    'wio_loop_release', 'wio_loop_retain', 'wio_queue_release',
    'wio_queue_retain', 'wio_reader_release', 'wio_reader_retain', 'wio_response_release',
    'wio_response_retain', 'wio_runner_free',
    'wio_task_release', 'wio_task_retain', 'wio_token_release', 'wio_value_clear',
    'wio_writer_release', 'wio_writer_retain'],
  'asyncio has a buffer, from which all goes in the end': ['wio_writer_written'],
  'C has no exceptions: what Python does with one by syntax or by print': [
    'wio_error_code', 'wio_error_format', 'wio_error_message',
    'wio_last_error', 'wio_register_errors', 'wio_strerror',
    'wio_strerror_name'],
  'a result is a number: another kind of value goes beside it': [
    'wio_future_take', 'wio_task_set_value', 'wio_task_take'],
  'a stack has a size': [
    'wio_stack_left', 'wio_task_stack_high_water', 'wio_task_stack_size'],
  'in Python a worker calls what it was given itself': ['wio_job_call'],
  'in Python a Task is a Future': ['wio_task_future'],
  'Python does it between two bytecodes': ['wio_check_interrupt'],
  'completed by a host that is not Python': [
    'wio_future_ticket', 'wio_ticket_complete'],
  'contextvars shows the current context only as a copy': [
    'wio_context_current'],
  'asyncio knows who takes part in the end of a loop, and nobody else may': [
    'wio_loop_at_close_arg'],
  'AsyncExitStack takes back all of its calls, never some': ['wio_undefer'],
  'asyncio has nothing that a second cancel does not cut short': [
    'wio_shield_close', 'wio_shield_open'],
  'asyncio\'s semaphore counts nothing but what is left': [
    'wio_limiter_acquire', 'wio_limiter_borrowers', 'wio_limiter_release',
    'wio_limiter_set_total', 'wio_limiter_statistics'],
  'asyncio wants a future or an event for each task that is to be ready': [
    'wio_group_start', 'wio_group_started'],
  'in asyncio nobody knows who cancelled': ['wio_error_source'],
  'asyncio has one run at a time': ['wio_runner_start', 'wio_task_interrupt'],
  'no function of Python\'s is called across a border': [
    'wio_call_bool', 'wio_call_bytes', 'wio_call_check', 'wio_call_count',
    'wio_call_double', 'wio_call_int', 'wio_call_json', 'wio_call_progress',
    'wio_call_reader', 'wio_call_return', 'wio_call_string', 'wio_call_value',
    'wio_call_writer', 'wio_export_call', 'wio_export_name', 'wio_export_room',
    'wio_export_run', 'wio_host_call', 'wio_host_call_with', 'wio_json', 'wio_string',
    'wio_value_reader', 'wio_value_writer'],
  'asyncio has no HTTP': [
    'wio_fetch', 'wio_response_body', 'wio_response_header', 'wio_response_headers',
    'wio_response_status', 'wio_response_url'],
  'asyncio waits for ever for a task that ignores its cancel': ['wio_task_stop'],
  'asyncio has nothing for tests of programs': [
    'wio_test_allocations', 'wio_test_at', 'wio_test_clock_now', 'wio_test_clock_start',
    'wio_test_clock_stop', 'wio_test_fail_allocation', 'wio_test_interrupt_at',
    'wio_test_order', 'wio_test_shuffle', 'wio_test_steps', 'wio_test_trace',
    'wio_test_wait_blocked'],
}).flatMap(([reason, names]) => names.map(name => ({name, reason})));

const withoutComments = text => text.replace(/\/\*[^]*?\*\//g, '');
const squeeze = text => text.replace(/\s+/g, ' ').trim();

/* ---- reading ---- */

/* What blank lines divide; not those inside of braces or comments. */
function paragraphs(text) {
  const found = [];
  let lines = [], line = 0, depth = 0, comment = false, continued = false;
  for (const each of [...text.split('\n'), '']) {
    line++;
    if (each.trim() === '' && depth === 0 && !comment && !continued) {
      if (lines.length > 0)
        found.push({line: line - lines.length, text: lines.join('\n')});
      lines = [];
      continue;
    }
    lines.push(each);
    const code = each.replace(/\/\*.*?\*\//g, '');
    if (comment ? code.includes('*/') : code.includes('/*'))
      comment = !comment;
    else if (!comment)
      depth += code.split('{').length - code.split('}').length;
    continued = each.endsWith('\\');
  }
  return found;
}

const NOT_SHOWN = /^(\/\/ SPDX.*|#include .*|#ifndef WASYNCIO_.*|#define WASYNCIO_\w+|WIO_BEGIN|WIO_END)$/gm;
const LABELS = ['Units', 'Owns', 'Cancelled', 'Mirrors'];
const ERROR = /(?:^|[,;] )(?:or )?(?=WIO_E|the wait errors|(?:a negative|an) errno|its error|the first error|the factory's error)/;

/* The parts of a comment: effect, units, owns, cancelled, mirrors, suspends,
 * returns, errors; those that it does not have are undefined. */
function contract(comment) {
  const whole = squeeze(comment.replace(/^\/\*|\*\/$/g, '')
    .replace(/^[ \t]*\* ?/gm, ''));
  const indicator = whole.match(/\[([^[\]]+)\] \[([^[\]]+)\]$/);
  const parts = {whole};
  if (indicator) {
    [, parts.suspends, parts.gives] = indicator;
    if (parts.gives !== 'cannot fail') {
      const at = parts.gives.search(ERROR);
      parts.returns = at < 0 ? parts.gives : parts.gives.slice(0, at);
      parts.errors = at < 0 ? ''
        : parts.gives.slice(at).replace(/^[,;] (or )?/, '');
    }
  }
  const [effect, ...labelled] =
    ` ${indicator ? whole.slice(0, indicator.index) : whole}`
      .split(new RegExp(` (?=(?:${LABELS.join('|')}): )`));
  parts.effect = effect.trim();
  for (const part of labelled) {
    const [, label, value] = part.match(/^(\w+): (.*)$/);
    parts[label.toLowerCase()] = value.trim();
  }
  return parts;
}

const COMMENT = /^\/\*[^]*?\*\/\s*\n?/;
const FUNCTION = /^(?!typedef\b|static\b)([a-z][\w ]*?[ *]+)(wio_(?!_)\w+)\(([^{]*?)\)(?: WIO_(PRINTF|NONNULL)\(([^)]*)\))?$/;

/* A header: {name, text, intro, items}; an item is {line, code} and, when it declares a
 * function, {name, type, parameters, contract}, or {macro, contract} of one that makes
 * functions. */
export function read(name, text) {
  const items = [];
  let intro = '';
  for (const {line, text: each} of
    paragraphs(text.replace(/\n#endif\s*$/, '\n'))) {
    if (/^(\/\/ SPDX.*\n)\/\*[^]*?\*\/\n#ifndef/.test(each)) {
      intro = squeeze(each.match(/\/\*[^]*?\*\//)[0]
        .replace(/^\/\*|\*\/$/g, '').replace(/^ \* ?/gm, ''));
      continue;
    }
    const code = each.replace(NOT_SHOWN, '').trim();
    if (code === '') continue;
    const comment = code.match(COMMENT)?.[0] ?? '';
    const declarations = code.slice(comment.length).split(/;\s*(?:\n|$)/)
      .map(one => one.match(COMMENT) ? one : squeeze(one)).filter(Boolean);
    const functions = declarations.map(one => one.match(FUNCTION));
    if (!functions.some(Boolean)) {
      const [, macro] = code.match(/^#define (WIO_[A-Z]+)\(/m) ?? [];
      items.push({line, code, ...macro && {macro, contract: contract(comment.trim())}});
      continue;
    }
    // A comment is of the first; the others have to stand by themselves.
    for (const [i, match] of functions.entries())
      if (match) items.push({
        line, code: code.slice(comment.length).trim(),
        name: match[2], type: match[1].trim(),
        parameters: match[3].split(/,(?![^(]*\))/).map(squeeze),
        nonnull: match[4] === 'NONNULL' ? Number(match[5]) : 0,
        contract: contract(i === 0 ? comment.trim() : ''),
      });
  }
  return {name, text, intro, items};
}

export function readAll() {
  const folder = join(root, 'include', 'wasyncio');
  // In the order in which wasyncio.h includes them.
  const all = readFileSync(join(root, 'include', 'wasyncio.h'), 'utf8');
  const names = [...all.matchAll(/#include "wasyncio\/(.*)"/g)]
    .map(([, name]) => name);
  for (const name of readdirSync(folder))
    if (!names.includes(name)) names.push(name);
  return names.map(name =>
    read(name, readFileSync(join(folder, name), 'utf8')));
}

export const functionsOf = headers => headers.flatMap(({name, items}) =>
  items.filter(item => item.name).map(item => ({...item, header: name})));

/* The error codes that error.h defines. */
export const codesOf = text =>
  [...text.matchAll(/^\tX\((WIO_E\w+),/gm)].map(([, code]) => code)
    .concat('WIO_EUSER');

/* ---- judging ---- */

const UNIT = /\b(nanoseconds|bytes|how many)\b|-th\b/i;
const OWNER = /\breference\b|\bgive (a|the) \w+ back\b/i;

/* What a cancel does to a call in which a task waits.  Main, where it is that which
 * waits, is no task. */
const KINDS = /^(no effect|partial effect|ended)\b[;,.] ?/;
const waits = c => /^suspends(?! main)/.test(c.suspends);

/* What they would write to may be NULL: it is not always wanted.  All others have
 * WIO_NONNULL for it, and do not look. */
const NOT_WANTED = [
  'wio_all_tasks', 'wio_contextvar_set', 'wio_create_task', 'wio_error_split',
  'wio_group_create_task', 'wio_group_start', 'wio_limiter_borrowers', 'wio_loop_call_at',
  'wio_loop_call_later', 'wio_loop_call_soon', 'wio_loop_create_task'];

/* What is missing above one function, as texts. */
function missing({name, type, parameters, nonnull, contract: c}) {
  const all = [type, ...parameters].join(', ');
  const found = [];
  const need = (holds, text) => { if (!holds) found.push(text); };
  if (c.whole === '') return ['has no comment directly above it'];
  if (!c.suspends) return ['does not end in [... suspends ...] [...]'];
  need(/^(never suspends|suspends\b.*)$/.test(c.suspends),
    `[${c.suspends}] does not say whether it suspends`);
  if (type === 'void')
    need(c.gives === 'cannot fail', 'is void, and must say [cannot fail]');
  need(c.effect !== '', 'has no sentence of what it does');
  if (/\b(int64_t|size_t)\b/.test(all))
    need(c.units || UNIT.test(c.whole), 'has a time or a size without Units:');
  if (/\*$/.test(type) || /\w \*\*\w|\bwio_free_fn\b/.test(all))
    need(c.owns || OWNER.test(c.whole), 'hands over a pointer without Owns:');
  need(waits(c) ? KINDS.test(c.cancelled) : !c.cancelled,
    waits(c) ? 'waits, and does not say what it is when Cancelled: no effect, partial effect or ended'
      : 'says what it is when cancelled, and no task waits in it');
  for (const kept of all.match(/\bconst char \*(name|message)\b/g) ?? [])
    need(/\bcopied\b/.test(c.whole), `does not say that ${kept} is copied`);
  const written = NOT_WANTED.includes(name) ? 0
    : parameters.findIndex(p => /^(?!const\b).*\w \*\*\w/.test(p)) + 1;
  need(!written || nonnull === written, `writes to a pointer without WIO_NONNULL(${written})`);
  need(!nonnull || parameters[nonnull - 1]?.includes('*'), 'has WIO_NONNULL of no pointer');
  return found;
}

/* All problems, each as a line. */
export function problems(headers, mirrorsNothing = MIRRORS_NOTHING) {
  const found = [];
  const functions = functionsOf(headers);
  const declared = new Set(headers.flatMap(({text}) =>
    withoutComments(text).match(/\bwio_\w+/g) ?? []));
  const codes = codesOf(headers.find(({name}) => name === 'error.h').text);
  const macros = headers.flatMap(({text}) =>
    [...text.matchAll(/^#define (WIO_E\w+)\(/gm)].map(([, macro]) => macro));
  for (const f of functions) {
    const at = `${f.header}:${f.line}: ${f.name}`;
    found.push(...missing(f).map(text => `${at} ${text}`));
    const listed = mirrorsNothing.some(({name}) => name === f.name);
    if (!f.contract.mirrors && !listed)
      found.push(`${at} has no Mirrors: and is not in MIRRORS_NOTHING`);
    else if (f.contract.mirrors && listed)
      found.push(`${at} has Mirrors: and is in MIRRORS_NOTHING`);
    if (functions.filter(({name}) => name === f.name).length > 1)
      found.push(`${at} is declared twice`);
  }
  for (const {name} of mirrorsNothing)
    if (!functions.some(f => f.name === name))
      found.push(`MIRRORS_NOTHING has ${name}, which is not declared`);
  for (const {name, text} of headers) {
    for (const [code] of text.matchAll(/\bWIO_E(?!ND\b|RRORS\b)[A-Z]+\b/g))
      if (!codes.includes(code) && !macros.includes(code))
        found.push(`${name} names ${code}, which error.h does not define`);
    for (const [comment] of text.matchAll(/\/\*[^]*?\*\//g))
      for (const [word] of comment.matchAll(/\bwio_(?!X_)\w+/g))
        if (!declared.has(word))
          found.push(`${name} names ${word}, which no header declares`);
    // Nothing that looks like a declaration was overlooked.
    const plain = withoutComments(text).replace(/^#.*(\\\n.*)*/gm, '');
    for (const [, f] of
      plain.matchAll(/^(?!typedef|static|\s).*?\b(wio_(?!_)\w+)\(/gm))
      if (!functions.some(({name: known}) => known === f))
        found.push(`${name} declares ${f} in a way that was not understood`);
  }
  return found;
}

/* ---- writing ---- */

/* [name, kind, what is left] of each call in which a task may wait. */
export const cancelsOf = headers => headers.flatMap(({items}) => items)
  .filter(({contract}) => contract && waits(contract))
  .map(({name, macro, contract: {cancelled}}) =>
    [name ?? macro, cancelled.match(KINDS)[1], cancelled.replace(KINDS, '')]);

/* The same as the table of include/README.md. */
export const cancelTable = headers => [
  '| a task waits in | cancelled | which means |', '| --- | --- | --- |',
  ...cancelsOf(headers).map(([name, kind, left]) =>
    `| \`${name}\` | ${kind} | ${left.replace(/\bwio_\w+/g, '`$&`')} |`),
].join('\n');

export function markdown(headers) {
  const known = functionsOf(headers).map(({name}) => name);
  const prose = text => text
    .replace(/[*_<[\]`\\](?!$)/g, c => `\\${c}`)
    .replace(/\b(?:wio|WIO)(?:\\_\w+?)+\b(?!\\_)/g, word => {
      const name = word.replaceAll('\\', '');
      return known.includes(name) ? `[\`${name}\`](#${name})` : `\`${name}\``;
    });
  const out = ['# Reference', ''];
  const index = readFileSync(join(root, 'include', 'wasyncio.h'), 'utf8');
  out.push('```text', index.match(/\/\*\n([^]*?) \*\//)[1]
    .replace(/^ \* ?/gm, '').trim(), '```', '');
  for (const {name, intro, items} of headers) {
    out.push(`## wasyncio/${name}`, '');
    if (intro) out.push(prose(intro), '');
    for (const {name: f, code, contract: c} of items) {
      if (/^#if.*\n#define WIO_(BEGIN|PRINTF)\b/.test(code)) continue;
      if (!f) {
        out.push('```c', code, '```', '');
        continue;
      }
      out.push(`### ${f}`, '', '```c', code, '```', '', prose(c.effect), '');
      const line = (label, value) => {
        if (value) out.push(`- ${label}: ${value.replace(/([^.])$/, '$1.')}`);
      };
      line('Units', c.units && prose(c.units));
      line('Returns', c.returns && prose(c.returns));
      line('Errors', prose(c.errors ||
        (c.gives === 'cannot fail' ? 'it cannot fail' : 'none of its own')));
      line('Suspends', prose(c.suspends === 'never suspends' ? 'never'
        : c.suspends.replace(/^suspends ?/, '') || 'yes'));
      line('Owns', c.owns && prose(c.owns));
      line('Cancelled', c.cancelled && prose(c.cancelled));
      line('Mirrors', c.mirrors && `\`${c.mirrors.replace(/\.$/, '')}\``);
      out.push('');
    }
  }
  return `${out.join('\n').trim()}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const headers = readAll();
  const found = problems(headers);
  for (const problem of found) console.error(problem);
  const file = join(root, 'build', 'reference.md');
  mkdirSync(join(root, 'build'), {recursive: true});
  writeFileSync(file, markdown(headers));
  console.log(`reference: ${functionsOf(headers).length} functions in ${file}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
