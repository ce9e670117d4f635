// SPDX-License-Identifier: MIT
// Check points: how soon the second interrupt ends a computation that knows
// nothing of it, whether a page lives meanwhile, and what they cost. Alone:
// npm run bench -- points
import assert from 'node:assert/strict';
import {setTimeout as later} from 'node:timers/promises';

import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import * as native from '../hosts/native.mjs';
import * as node from '../hosts/node.mjs';
import * as wasmtime from '../hosts/wasmtime.mjs';
import {expected, overStdin} from '../points/expected.mjs';

const TRIES = 8;
const program = preset => built(preset, 'tests/points/points');
const ENDED = 'run: WIO_EINTERRUPTED';

/* value is the median; a target is the most that is good, or the least. */
function row(op, host, unit, values, target, least = false) {
  const sorted = values.toSorted((a, b) => least ? b - a : a - b);
  const rounded = number => +number.toPrecision(4);
  return {op, host, value: rounded(sorted[sorted.length >> 1]),
    worst: rounded(sorted.at(-1)), unit, target, ...(least && {least})};
}

/* ---- from the second interrupt to the end of the run ---- */

async function timeEnd(host, preset, options) {
  const started = host.start(program(preset), {args: ['search'], ...options});
  await started.says('computing');
  await later(20);
  await started.interrupt();
  // Two signals at once are one.
  await later(100 + Math.random() * 10);
  const begun = performance.now();
  await started.interrupt();
  await started.says(ENDED);
  const took = performance.now() - begun;
  const {stdout, stderr} = await started.done;
  assert.equal(stdout, expected('search'), stderr);
  return took;
}

async function processes() {
  const rows = [];
  for (const [name, host, preset, options] of [
    ['native', native, 'native', {}], ['wasmtime', wasmtime, 'wasi', overStdin],
    ['node24', node, 'web', {}],
  ]) {
    const times = [];
    for (let i = 0; i < TRIES; i++)
      times.push(await timeEnd(host, preset, options));
    rows.push(row('interrupt_to_end', name, 'ms', times, 20));
  }
  return rows;
}

/* ---- a page ---- */

/* In the page: the times between its frames. */
const framesOf = seconds => new Promise(resolve => {
  const gaps = [];
  let last;
  const end = performance.now() + seconds * 1000;
  requestAnimationFrame(function frame(now) {
    if (last) gaps.push(now - last);
    last = now;
    if (now < end) requestAnimationFrame(frame);
    else resolve(gaps);
  });
});

/* In the page: open the program behind a button that interrupts it twice. */
async function openBehindButton([index, glue, ended]) {
  document.body.innerHTML = '<button>stop</button>';
  const {open} = await import(index);
  const state = window.state = {stdout: ''};
  let clicked;
  return new Promise(resolve => {
    const opened = open(glue, {
      args: ['search'],
      stdout: text => {
        state.stdout += text;
        if (text.includes('computing')) resolve();
        if (text.includes(ended)) state.took = performance.now() - clicked;
      },
    });
    opened.then(app => {
      state.exited = app.exited;
      document.querySelector('button').onclick = event => {
        clicked = event.timeStamp;
        app.interrupt();
        app.interrupt();
      };
    });
  });
}

async function inPage() {
  const page = await chromium.page();
  const idle = await page.evaluate(framesOf, 1);
  const clicks = [];
  let gaps;
  for (let i = 0; i < TRIES; i++) {
    await page.evaluate(openBehindButton, [
      chromium.address(`${root}web/index.mjs`),
      chromium.address(`${program('web')}.mjs`), ENDED]);
    gaps ??= await page.evaluate(framesOf, 3);
    await page.click('button');
    const {stdout, took} = await page.evaluate(async () => {
      await window.state.exited;
      return window.state;
    });
    assert.equal(stdout, expected('search'));
    clicks.push(took);
  }
  await page.close();
  const rate = times =>
    1000 * times.length / times.reduce((sum, time) => sum + time, 0);
  return [
    row('frames_idle', 'chromium', '1/s', [rate(idle)]),
    row('frames', 'chromium', '1/s', [rate(gaps)], 50, true),
    row('frame_gap', 'chromium', 'ms', gaps),
    row('click_to_end', 'chromium', 'ms', clicks, 50),
  ];
}

/* ---- with nothing pending ---- */

async function costs() {
  const rows = [];
  for (const [name, host, preset, file] of [
    ['node24', node, 'web', 'bench_points'],
    ['wasmtime', wasmtime, 'wasi', 'bench_points'],
    ['wasmtime, flag', wasmtime, 'wasi', 'bench_points_flag'],
    ['native', native, 'native', 'bench_points'],
  ]) {
    const {stdout, stderr} =
      await host.run(built(preset, `tests/bench/points/${file}`));
    const best = {};
    for (const [, op, n, total] of stdout.matchAll(/^(\w+) (\d+) (\d+)$/gm))
      best[op] = Math.min(best[op] ?? Infinity, total / n);
    assert.ok(best.bytes_points, stderr);
    // A call natively: nothing is inlined over libraries there.
    const most = name == 'native' ? undefined : 2.3;
    rows.push(row('checkint', name, 'ns',
      [Math.max(0, best.checkint - best.arithmetic)], 1));
    for (const op of ['arithmetic', 'bytes'])
      rows.push(row(`points_${op}`, name, 'x',
        [best[`${op}_points`] / best[op]], most));
  }
  return rows;
}

const targets = {
  native: ['points', 'bench_points'],
  wasi: ['points', 'bench_points', 'bench_points_flag'],
  web: ['points', 'bench_points'],
};

export async function measurePoints(build) {
  for (const [preset, list] of Object.entries(targets)) build(preset, list);
  return {points: [...await processes(), ...await inPage(), ...await costs()]};
}
