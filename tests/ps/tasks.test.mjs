// SPDX-License-Identifier: MIT
// The tasks of a program, as who has opened it sees them: on Node, and in a page and its
// worker.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {MessageChannel} from 'node:worker_threads';

import {show} from '../../src/graph/ps.mjs';
import {open} from '../../web/index.mjs';
import {connect, expose} from '../../web/remote.mjs';
import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';

after(chromium.close);

const glue = name => `${built('web', `tests/ps/${name}`)}.mjs`;

/* Functions that C calls: what waits does so until it is let go. */
function gate() {
  let letGo;
  const gone = new Promise(resolve => { letGo = resolve; });
  return {functions: {wait: () => gone, begin() {}}, letGo};
}

/* Use a program of shown.c's until its end. */
async function shown(use) {
  const {functions, letGo} = gate();
  const program = await open(glue('shown'), {functions});
  try {
    await use(program, letGo);
  } finally {
    letGo();
    await program.close();
  }
}

/* When what is asked of tasks holds. */
async function until(program, holds) {
  for (;;) {
    const tasks = await program.tasks();
    if (holds(tasks)) return tasks;
    await new Promise(resolve => setTimeout(resolve, 1));
  }
}

const named = (tasks, wanted) => tasks.find(({name}) => name == wanted);

const waits = (...names) => tasks =>
  names.every(name => named(tasks, name)?.state == 'waiting');

test('who waits for whom, in which call, and where it was made', () => shown(async program => {
  assert.deepEqual(await program.tasks(), []);
  assert.equal(await program.tree(), 'no task is left');
  const calls = ['family', 'reluctant'].map(name => program.start(name));
  calls[1].result.catch(() => {}); // by the close
  const tasks = await until(program, waits('family', 'holds', 'wants', 'reluctant'));
  const family = named(tasks, 'family'), holds = named(tasks, 'holds');
  const wants = named(tasks, 'wants'), reluctant = named(tasks, 'reluctant');
  const asks = tasks.find(({name}) => /^Task-\d+$/.test(name));

  assert.equal(tasks.length, 5);
  assert.equal(new Set(tasks.map(({id}) => id)).size, 5);
  assert.equal(new Set(tasks.map(({loop}) => loop)).size, 1);
  assert.equal(family.does, 'in wio_group_close');
  assert.deepEqual([...family.awaits].sort(), [holds, wants, asks].map(({id}) => id).sort());
  assert.match(family.open[0], /^group \(shown\.c:\d+\)$/);
  assert.equal(holds.does, 'in wio_sleep');
  assert.match(holds.place, /^shown\.c:\d+$/);
  assert.deepEqual(wants.awaits, [holds.id]);
  assert.equal(wants.does, 'in wio_lock_acquire, held by holds');
  for (const child of [holds, wants, asks]) {
    assert.equal(child.group, family.id);
    assert.equal(child.run, family.id);
  }
  assert.equal(family.group, undefined);
  assert.equal(family.run, family.id);
  assert.equal(reluctant.run, reluctant.id);
  assert.equal(structuredClone(tasks).length, 5);

  // The same as the tool says.
  assert.equal(await program.tree(), show(program.module.HEAPU8, 'pstree'));
  assert.match(await program.tree(), /^├── holds /m);

  calls[0].interrupt();
  await assert.rejects(calls[0].result);
  assert.deepEqual((await program.tasks()).map(({name}) => name), ['reluctant']);
}));

test('what is cancelled and still cleans up says so', () => shown(async (program, letGo) => {
  const {result, interrupt} = program.start('reluctant');
  const [{id, cancelling}] = await until(program, waits('reluctant'));
  assert.equal(cancelling, 0);
  interrupt();
  const [task] = await until(program, ([task]) => task.does != 'in wio_sleep' &&
    task.state == 'waiting');
  assert.equal(task.id, id);
  assert.equal(task.cancelling, 1);
  letGo();
  await assert.rejects(result);
}));

test('each loop has its own, and one that is closed has none', () => shown(async (program, letGo) => {
  letGo();
  const runners = [program, program.runner(), program.runner()];
  const calls = runners.map(runner => runner.run('reluctant').catch(() => {}));
  const tasks = await until(program, tasks => tasks.length == 3);
  assert.equal(new Set(tasks.map(({loop}) => loop)).size, 3);
  assert.match(await program.tree(), /^loop 3$/m);
  await runners[1].close();
  assert.equal((await program.tasks()).length, 2);
  await runners[2].close();
  const [left] = await program.tasks();
  assert.ok(tasks.some(({id}) => id == left.id));
  await program.close();
  await Promise.all(calls);
  assert.deepEqual(await program.tasks(), []);
}));

test('one that computes is seen between two turns', () => shown(async program => {
  const {result, interrupt} = program.start('computes');
  await until(program, tasks => named(tasks, 'computes')?.state == 'running');
  interrupt();
  interrupt();
  await assert.rejects(result, {code: 'WIO_EINTERRUPTED'});
}));

test('of a main, too', async () => {
  const program = await open(glue('hung'), {stdout() {}, stderr() {}});
  const tasks = await until(program, waits('leaf', 'gets', 'a', 'b'));
  assert.equal(named(tasks, 'Task-1').run, undefined);
  assert.match(await program.tree(), /cycle: a -> b -> a$/);
  program.interrupt();
  await program.exited;
});

test('a program without INSPECT says what it lacks', async () => {
  const program = await open(glue('hidden'), {stdout() {}, stderr() {}});
  for (const how of ['tasks', 'tree'])
    await assert.rejects(program[how](), /linked with INSPECT \(wasyncio_enable\)/);
  program.interrupt();
  await program.exited;
  await assert.rejects(open(glue('hidden'), {timeline: true}), /linked with INSPECT/);
});

/* ---- over a port ---- */

test('over a port they are the same', async () => {
  const {functions, letGo} = gate();
  const {port1, port2} = new MessageChannel();
  const here = await open(glue('shown'), {functions});
  expose(here, port1);
  const program = await connect(port2);
  const calls = ['family', 'reluctant'].map(name => program.run(name).catch(() => {}));
  const tasks = await until(program, waits('family', 'holds', 'wants', 'reluctant'));
  assert.deepEqual(tasks, await here.tasks());
  assert.equal(await program.tree(), await here.tree());
  letGo();
  await program.close();
  await Promise.all(calls);
  await assert.rejects(here.run('family'), {code: 'WIO_ECLOSED'});
  port2.ref(); // close has let go of it
  const over = once(port2, 'close');
  port1.close();
  await over;
  await assert.rejects(program.tasks(), {code: 'WIO_ECLOSED'});
});

test('over a port a program without INSPECT says so', async () => {
  const {port1, port2} = new MessageChannel();
  const here = await open(glue('hidden'), {stdout() {}, stderr() {}});
  expose(here, port1);
  const program = await connect(port2);
  await assert.rejects(program.tasks(), /linked with INSPECT/);
  await assert.rejects(program.tree(), /linked with INSPECT/);
  here.interrupt();
  await here.exited;
  port1.close();
});

/* ---- in the performance panel ---- */

/* What is measured while a family lives: runs in Node and in pages. */
async function measured(open, glue, options) {
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({type: 'measure'});
  const program = await open(glue, {...options,
    functions: {wait: () => new Promise(() => {})}});
  const calls = [1, 2].map(() => program.start('family'));
  for (const {result} of calls) result.catch(() => {});
  await new Promise(resolve => setTimeout(resolve, 30));
  calls[0].interrupt();
  await calls[0].result.catch(() => {});
  await program.close();
  await new Promise(resolve => setTimeout(resolve, 30));
  found.push(...observer.takeRecords());
  observer.disconnect();
  return {
    kept: performance.getEntriesByType('measure').length,
    entries: found.map(({name, startTime, duration, detail}) =>
      ({name, startTime, duration, ...detail?.devtools})),
  };
}

function checkTracks({kept, entries}) {
  assert.equal(kept, 0);
  assert.ok(entries.every(({dataType, trackGroup}) =>
    dataType == 'track-entry' && trackGroup == 'wasyncio'));
  const of = wanted => entries.filter(({track}) => track == wanted);
  // Two of each live at once: each has a track of its own.
  for (const name of ['family', 'holds', 'wants'])
    for (const track of [name, `${name} (2)`])
      assert.ok(of(track).length > 0, track);
  const waits = of('wants').find(({name}) => name == 'in wio_lock_acquire, held by holds');
  assert.ok(waits.duration > 20, String(waits.duration));
  assert.deepEqual(waits.properties.find(([name]) => name == 'waits for'),
    ['waits for', 'holds']);
  assert.match(Object.fromEntries(waits.properties)['made at'], /^shown\.c:\d+$/);
  assert.equal(waits.color, 'secondary-light');
  // No two stretches of a track overlap.
  for (const track of new Set(entries.map(({track}) => track)))
    of(track).sort((a, b) => a.startTime - b.startTime).reduce((before, entry) => {
      assert.ok(entry.startTime >= before.startTime + before.duration - 0.01);
      return entry;
    });
}

test('in Node the timeline is measured, and only when it is asked for', async () => {
  checkTracks(await measured(open, glue('shown'), {timeline: true}));
  for (const options of [{}, {timeline: false}])
    assert.deepEqual((await measured(open, glue('shown'), options)).entries, []);
  await assert.rejects(open(glue('shown'), {timeline: 1}),
    {option: 'timeline', name: 'TypeError'});
});

test('a trap ends its tracks', async () => {
  const found = [];
  const observer = new PerformanceObserver(list => found.push(...list.getEntries()));
  observer.observe({type: 'measure'});
  const {functions} = gate();
  const program = await open(glue('shown'), {functions, timeline: true, stderr() {}});
  const family = program.run('family').catch(({code}) => code);
  await until(program, waits('family', 'wants'));
  await assert.rejects(program.run('traps'), {code: 'WIO_ECLOSED'});
  assert.equal(await family, 'WIO_ECLOSED');
  found.push(...observer.takeRecords());
  observer.disconnect();
  assert.deepEqual(new Set(found.map(({detail}) => detail.devtools.track)).has('wants'), true);
});

test('in a page the timeline is in a trace of the browser', async () => {
  const page = await chromium.page();
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({value}) => events.push(...value));
  await session.send('Tracing.start', {traceConfig:
    {includedCategories: ['blink.user_timing']}, transferMode: 'ReportEvents'});
  const seen = await page.evaluate(`(async () => {
    const {open} = await import(${JSON.stringify(
      chromium.address(join(root, 'web', 'index.mjs')))});
    return (${measured})(open, ${JSON.stringify(chromium.address(glue('shown')))},
      {timeline: true});
  })()`);
  checkTracks(seen);
  const over = new Promise(resolve => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await over;
  const traced = events.filter(({name, ph}) =>
    ph == 'b' && name == 'in wio_lock_acquire, held by holds');
  assert.equal(JSON.parse(traced[0].args.detail).devtools.trackGroup, 'wasyncio');
});
