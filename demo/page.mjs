// SPDX-License-Identifier: MIT
// The demo as a page: it hands the program slices of the files chosen, and
// shows what it prints.
import {open} from '../web/index.mjs';

const $ = id => document.getElementById(id);

function bytes(n) {
  if (n < 1000) return `${n} B`;
  let unit = -1;
  for (; n >= 999.95; n /= 1000) unit++;
  return `${n.toFixed(1)} ${['kB', 'MB', 'GB', 'TB'][unit]}`;
}

/* A file, the line that shows it, and how much of it has been read. */
class Row {
  done = 0;
  state = 'waiting';

  constructor(file, name) {
    this.file = file;
    this.name = name;
    this.item = $('row').content.cloneNode(true).firstElementChild;
    this.find('.name').textContent = name;
    this.find('.size').textContent = bytes(file.size);
    this.tell('waiting');
  }

  find(what) {
    return this.item.querySelector(what);
  }

  tell(text) {
    this.find('.text').textContent = text;
  }

  end(state, text) {
    this.state = this.item.className = state;
    this.tell(text);
  }

  draw() {
    if (this.state != 'waiting' || !this.done) return;
    const part = 100 * this.done / this.file.size;
    this.item.style.setProperty('--part', `${part}%`);
    this.item.className = 'reading';
    this.tell(`${bytes(this.done)} · ${Math.floor(part)} %`);
  }
}

let rows = [];
let app; // while it runs

const rowOf = name => rows.find(row => row.name == name);

// The errno that the program is told for what a page may not read.
const errnos = {NotFoundError: 'ENOENT', NotReadableError: 'EACCES'};

/* See input_web.js. */
async function openInput(name) {
  const row = rowOf(name);
  const reader = row.file.stream().getReader();
  let rest = new Uint8Array();

  async function read(size) {
    while (rest.length == 0) {
      const {done, value} = await reader.read();
      if (done) break;
      rest = value;
    }
    const slice = rest.subarray(0, size);
    rest = rest.subarray(size);
    row.done += slice.length;
    return slice;
  }

  return {
    size: row.file.size,
    read: size => read(size).catch(cause => {
      throw Object.assign(new Error(name, {cause}),
        {code: errnos[cause.name] ?? 'EIO'});
    }),
    close: () => reader.cancel().catch(() => {}),
  };
}

/* A sink for text that calls back with whole lines, and shows all of it. */
function lines(callback) {
  let rest = '';
  return text => {
    $('output').append(text);
    const whole = (rest + text).split('\n');
    rest = whole.pop();
    whole.forEach(callback);
  };
}

/* `<hex>  <name>`, escaped if it begins with a backslash. */
function onDigest(line) {
  const [, escaped, hex, text] = /^(\\?)([0-9a-f]{64}) {2}(.*)$/.exec(line);
  const plain = {n: '\n', r: '\r'};
  const name = escaped
    ? text.replace(/\\(.)/g, (_, c) => plain[c] ?? c) : text;
  rowOf(name).end('finished', hex);
}

/* `digest: <name>: <text>` */
function onMessage(line) {
  const row = rows.find(({name}) => line.startsWith(`digest: ${name}: `));
  if (!row) return;
  const text = line.slice(`digest: ${row.name}: `.length);
  row.end(text.startsWith('not finished') ? 'stopped' : 'failed', text);
}

/* Each name once, and none that means standard input. */
function rowsOf(files) {
  const taken = new Set();
  return files.map(file => {
    const base = file.name == '-' ? './-' : file.name;
    let name = base;
    for (let n = 2; taken.has(name); n++) name = `${base} (${n})`;
    taken.add(name);
    return new Row(file, name);
  });
}

const endings = {
  0: ['finished', 'All digested'],
  1: ['failed', 'Not all digested'],
  130: ['stopped', 'Interrupted'],
};

let began, frame, longest;

function draw(now) {
  if (frame) longest = Math.max(longest, now - frame);
  frame = now;
  const sum = of => rows.reduce((n, row) => n + of(row), 0);
  const size = sum(row => row.file.size);
  const done = sum(row => row.done);
  const finished = sum(row => row.state == 'finished');
  const seconds = (now - began) / 1000;
  $('overall').max = size || 1;
  $('overall').value = size ? done : finished == rows.length;
  $('figures').textContent = [
    `${finished} of ${rows.length} files`,
    `${bytes(done)} of ${bytes(size)}`,
    `${seconds.toFixed(1)} s`,
    `${bytes(Math.round(done / seconds))}/s`,
    `longest frame ${Math.round(longest)} ms`,
  ].join(' · ');
  for (const row of rows) row.draw();
  if (app) requestAnimationFrame(draw);
}

function show(state, text) {
  document.body.className = state;
  $('status').textContent = text;
  $('files').disabled = state == 'running';
  $('interrupt').disabled = state != 'running';
}

async function run(files) {
  if (app || files.length == 0) return;
  rows = rowsOf(files);
  $('rows').replaceChildren(...rows.map(row => row.item));
  $('output').replaceChildren();
  $('rows').hidden = $('printed').hidden = false;
  show('running', 'Reading');
  const timeout = $('timeout').value;
  try {
    app = await open(import('./digest.mjs'), {
      args: [...timeout && ['--timeout', timeout], '--',
        ...rows.map(row => row.name)],
      module: {openInput},
      stdout: lines(onDigest),
      stderr: lines(onMessage),
    });
    [began, frame, longest] = [performance.now(), 0, 0];
    requestAnimationFrame(draw);
    const status = await app.exited;
    const [state, text] = endings[status] ?? ['failed', 'Ended'];
    show(state, `${text}, exit status ${status}`);
  } catch (error) {
    show('failed', error.message);
  }
  app = undefined;
  draw(performance.now());
  $('files').value = '';
}

$('files').addEventListener('change', () => run([...$('files').files]));

// As Ctrl-C: the first lets it clean up, the second does not wait for that.
$('interrupt').addEventListener('click', () => app?.interrupt());

for (const kind of ['dragover', 'dragleave', 'drop'])
  document.addEventListener(kind, event => {
    event.preventDefault();
    $('drop').classList.toggle('dragged', kind == 'dragover');
    if (kind == 'drop') run([...event.dataTransfer.files]);
  });
