// SPDX-License-Identifier: MIT
// The page: hands what it is given to functions of C, many at once, and shows what their
// tasks do meanwhile.
import {Meter} from './meter.mjs';
import {openProgram, sourceOf} from './program.mjs';
import {bytes, nameFor, Row} from './rows.mjs';
import {Tracks} from './tracks.mjs';

const $ = id => document.getElementById(id);

const PRIMES = 30_000_000;
const FAREWELL = 400; // milliseconds

let rows = [];
let program; // a promise of it, once it is needed
let interrupts = 0;
let began;

const meter = new Meter();
const tracks = new Tracks($('tasks'), document.querySelector('#tracks canvas'), $('task'));

const where = () => document.querySelector('[name=where]:checked').value;
const isRunning = () => rows.some(({state}) => state == 'waiting');

/* ---- functions that C calls ---- */

const functions = {
  /* A file was left before its end: what it takes to say so, a cancel waits for. */
  leave: (name, {signal}) => new Promise(resolve => {
    const timer = setTimeout(resolve, FAREWELL);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)));
  }),
};

/* ---- what is seen ---- */

const css = (element, property) => getComputedStyle(element)[property];

function colours() {
  const of = kind => css(document.querySelector(`#legend .${kind}`), 'backgroundColor');
  return {
    runs: of('runs'), waits: of('waits'), cancelled: of('cancelled'),
    line: css($('tracks'), 'borderTopColor'), arrow: css($('tracks'), 'color'),
  };
}

function draw() {
  const palette = colours();
  meter.draw($('frames'), palette.runs, palette.cancelled);
  tracks.draw(palette);
  for (const row of rows) row.draw();
  const sum = of => rows.reduce((n, row) => n + (of(row) || 0), 0);
  const seconds = (performance.now() - began) / 1000;
  const done = sum(row => row.unit == bytes && row.done);
  $('overall').value = rows.length ? sum(({part}) => part) / rows.length : 0;
  $('figures').textContent = [
    `${sum(({state}) => state == 'finished')} of ${rows.length} finished`,
    bytes(done), `${seconds.toFixed(1)} s`, `${bytes(Math.round(done / seconds))}/s`,
  ].join(' · ');
  $('fps').textContent = meter.perSecond || '–';
  $('longest').textContent = `${meter.longest} ms`;
}

/* What is announced, too: not more than whoever listens needs. */
function say(state, text) {
  document.body.className = state;
  if ($('status').textContent != text) $('status').textContent = text;
  $('interrupt').disabled = state != 'running';
  $('interrupt').textContent = interrupts ? 'Interrupt again' : 'Interrupt';
  for (const input of $('where').elements) input.disabled = state == 'running';
}

function sayHowFar() {
  const left = rows.filter(({state}) => state == 'waiting').length;
  if (left)
    say('running', interrupts ? `Interrupted, ${left} left`
      : `${rows.length - left} of ${rows.length} done`);
  else if (rows.some(({interrupted}) => interrupted)) say('stopped', 'Interrupted');
  else if (rows.every(({state}) => state == 'finished')) say('finished', 'All finished');
  else say('failed', 'Not all finished');
}

/* ---- looks at the tasks ---- */

const endOf = name => {
  const row = rows.find(row => row.name == name);
  if (row?.state == 'waiting') return null;
  return row && {how: row.state, text: row.state == 'stopped' ? 'cancelled' : row.state};
};

let looking;

async function look() {
  try {
    const open = await program;
    tracks.look(await open.tasks(), performance.now(), endOf);
    if (document.querySelector('details').open) $('tree').textContent = await open.tree();
  } finally {
    looking = undefined;
  }
}

function frame(now) {
  if (!isRunning()) return;
  meter.frame(now);
  looking ??= look().catch(fail);
  draw();
  requestAnimationFrame(frame);
}

/* ---- calls ---- */

function fail(error) {
  say('failed', error.message);
}

/* Begin with those; what is over by then makes room. */
async function run(given) {
  if (!given.length) return;
  if (!isRunning()) {
    rows = [];
    $('rows').replaceChildren();
    tracks.clear();
    meter.reset();
    interrupts = 0;
    began = performance.now();
    requestAnimationFrame(frame);
  }
  const seconds = Number($('timeout').value);
  const timeout = seconds > 0 ? 1000 * seconds : undefined;
  const place = where();
  const added = given.map(how => {
    const row = new Row({...how, name: nameFor(how.name, rows)}, $('row'));
    row.ended = () => {
      // Whoever has just pressed it goes on from the next.
      if (document.activeElement == row.button)
        (document.querySelector('.cancel:not([aria-disabled])') ?? $('files')).focus();
      row.button.remove();
      sayHowFar();
    };
    rows.push(row);
    $('rows').append(row.item);
    return row;
  });
  sayHowFar();
  try {
    program ??= openProgram(place, functions);
    const open = await program;
    await Promise.all(added.map(row => {
      row.start = options => open.start(...row.call(place, row.name), options);
      return row.run(row.canWait ? timeout : undefined);
    }));
    if (isRunning()) return;
    await looking;
    await look();
  } catch (error) {
    program = undefined;
    rows = [];
    fail(error);
  }
  meter.rest();
  draw();
}

const digest = {unit: bytes, text: hex => hex, canWait: true};

const addFiles = files => run(files.map(file => ({
  ...digest, name: file.name, size: file.size,
  call: (place, name) => ['digest', [name, sourceOf(place, file)]],
})));

const addAddress = url => run([{
  ...digest, name: new URL(url).pathname.split('/').at(-1) || url,
  call: (place, name) => ['digest', [name, url]],
}]);

const addPrimes = () => run([{
  name: `primes below ${PRIMES.toLocaleString('en')}`, size: PRIMES,
  unit: n => n.toLocaleString('en'),
  text: count => `${count.toLocaleString('en')} primes`,
  call: () => ['primes', [PRIMES]],
}]);

/* As Ctrl-C: the first lets all of them clean up, the second does not wait for that. */
function interrupt() {
  interrupts++;
  for (const {flight} of rows) flight?.interrupt();
  sayHowFar();
}

/* ---- what is pressed, dropped, chosen ---- */

$('files').addEventListener('change', ({target}) => {
  addFiles([...target.files]);
  target.value = '';
});
$('fetch').addEventListener('submit', event => {
  event.preventDefault();
  addAddress($('url').value);
  $('url').value = '';
});
$('primes').addEventListener('click', addPrimes);
$('interrupt').addEventListener('click', interrupt);

$('where').addEventListener('change', async () => {
  const old = await program;
  program = undefined;
  await old?.close();
});

for (const kind of ['dragover', 'dragleave', 'drop'])
  document.addEventListener(kind, event => {
    event.preventDefault();
    $('drop').classList.toggle('dragged', kind == 'dragover');
    if (kind == 'drop') addFiles([...event.dataTransfer.files]);
  });

new ResizeObserver(() => { if (rows.length) draw(); }).observe($('tracks'));
matchMedia('(prefers-color-scheme: dark)')
  .addEventListener('change', () => { if (rows.length) draw(); });
