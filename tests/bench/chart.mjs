// SPDX-License-Identifier: MIT
// Results as a picture: a panel for each operation, with a line for each who and
// host, one for each library, and one for echo servers.  Drawn by hand, so that it
// is the same for the same results, and a test can ask for it.
import {HOSTS, labelOf, LIBRARIES, OPERATIONS} from './names.mjs';
import {costs, digits, heldOn, mostOf, precise, ratioOf} from './results.mjs';

const COLUMNS = 2;
const PANEL = 450; // wide
const LABEL = 170; // of it for names
const LINE = 17; // high
const HEAD = 52; // of a panel
const MARGIN = 24;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a; }
  .title { font-weight: 600; font-size: 14px; fill: #1f2328; }
  .ours { font-weight: 600; fill: #0a5cc4; }
  .grid { stroke: #d8dee4; }
  .one { stroke: #8c959f; }
  .most { stroke: #bc4c00; stroke-dasharray: 3 2; }
  .stem { stroke: #afb8c1; stroke-width: 2; }
  .dot { fill: #6e7781; stroke: #6e7781; stroke-width: 1.5; }
  .native { fill: #fff; }
  .stem.ours { stroke: #0a5cc4; }
  .dot.ours { fill: #0a5cc4; stroke: #0a5cc4; }
  .native.ours { fill: #fff; }
  .paper { fill: #fff; }
  @media (prefers-color-scheme: dark) {
    text { fill: #9198a1; }
    .title { fill: #f0f6fc; }
    .ours { fill: #6cb0ff; }
    .grid { stroke: #2d333b; }
    .one { stroke: #767e88; }
    .most { stroke: #f0883e; }
    .stem { stroke: #4a525c; }
    .dot { fill: #9198a1; stroke: #9198a1; }
    .stem.ours { stroke: #6cb0ff; }
    .dot.ours { fill: #6cb0ff; stroke: #6cb0ff; }
    .native, .native.ours, .paper { fill: #0d1117; }
  }`;

/* Scales: powers of ten, and powers of two. */
const AWAITS = {ends: [0.01, 10_000], ticks: [0.01, 0.1, 1, 10, 100, 1000, 10_000]};
const PLAINS = {ends: [0.5, 8], ticks: [0.5, 1, 2, 4, 8]};

/* Where a number is on a scale in a panel. */
function at(ratio, {ends}) {
  const [low, high] = ends.map(Math.log10);
  const part = (Math.log10(Math.min(Math.max(ratio, ends[0]), ends[1])) - low) /
    (high - low);
  return +(LABEL + part * (PANEL - LABEL - 50)).toFixed(1);
}

const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/* lines: of {label, ratio, ours, native}. */
function panel({title, lines, scale, most, show = digits}) {
  const height = HEAD + lines.length * LINE;
  const x = ratio => at(ratio, scale);
  const tick = (ratio, kind) => `<line class="${kind}" x1="${x(ratio)}" ` +
    `x2="${x(ratio)}" y1="${HEAD - 14}" y2="${height - 4}"/>`;
  const parts = [`<text class="title" x="0" y="14">${escaped(title)}</text>`];
  for (const ratio of scale.ticks)
    parts.push(tick(ratio, ratio == 1 ? 'one' : 'grid'),
      `<text x="${x(ratio)}" y="${HEAD - 16}" text-anchor="middle">${ratio < 1000 ? ratio : `${ratio / 1000}k`}</text>`);
  if (most) parts.push(tick(most, 'most'));
  lines.forEach(({label, ratio, ours, native}, i) => {
    const y = HEAD + i * LINE;
    const kind = `${ours ? ' ours' : ''}${native ? ' native' : ''}`;
    parts.push(
      `<text class="${ours ? 'ours' : ''}" x="${LABEL - 12}" ` +
        `y="${y + 4}" text-anchor="end">${escaped(label)}</text>`,
      `<line class="stem${kind}" x1="${x(1)}" x2="${x(ratio)}" y1="${y}" y2="${y}"/>`,
      `<circle class="dot${kind}" cx="${x(ratio)}" cy="${y}" r="4"/>`,
      `<text x="${Math.max(x(ratio), x(1)) + 9}" y="${y + 4}">${show(ratio)}</text>`);
  });
  return {height, text: parts.join('\n')};
}

/* The most that ours may take, on the first host where it is held to something. */
function bound(rows, op) {
  const [host] = heldOn(op);
  const most = host && mostOf(rows, op, host);
  return most && ratioOf(rows, {host, median: most});
}

/* What an operation takes, everybody's. */
const operation = (rows, op) => panel({
  title: OPERATIONS[op], scale: AWAITS, most: bound(rows, op),
  lines: rows.filter(row => row.op == op).map(row => ({
    label: labelOf(row), ratio: ratioOf(rows, row),
    ours: row.who == 'wasyncio', native: row.host == 'native',
  })).sort((a, b) => a.ratio - b.ratio),
});

/* What a library takes that waits, in plain ones. */
function library(rows, name) {
  const mine = costs(rows).filter(row => row.what.startsWith(`${name}, mean`));
  return panel({
    title: `${name}, in what it takes without waits`, scale: PLAINS, show: precise,
    lines: mine.flatMap(({host, ratios}) =>
      Object.entries(ratios).map(([way, ratio]) => ({
        label: `${HOSTS[host]}, ${way}`, ratio,
        ours: way != 'jspi',
      }))),
  });
}

/* The time for an answer of an echo server, in libuv's. */
function echoes(found) {
  const lines = found.filter(({who}) => who != 'libuv').map(({what, who, perSecond}) => ({
    label: `${who}, ${/^[\d,]+/.exec(what)[0]}`, ours: who == 'wasyncio', native: true,
    ratio: found.find(row => row.what == what && row.who == 'libuv').perSecond /
      perSecond,
  }));
  return panel({title: 'an echo server\'s answer, by connections, in libuv\'s',
    scale: PLAINS, most: 1, lines, show: precise});
}

/* The text of an SVG. */
export function chart({rows, cost = [], echo = [], date}) {
  const timed = rows.filter(({unit}) => unit == 'ns');
  const panels = [
    ...Object.keys(OPERATIONS)
      .filter(op => timed.some(row => row.op == op && row.who != 'wasyncio'))
      .map(op => operation(timed, op)),
    ...LIBRARIES.filter(name => cost.some(({of}) => of == name))
      .map(name => library(cost, name)),
    ...echo.length ? [echoes(echo)] : [],
  ];
  const feet = Array(COLUMNS).fill(70);
  const placed = panels.map(({height, text}) => {
    const column = feet.indexOf(Math.min(...feet));
    const [x, y] = [MARGIN + column * (PANEL + MARGIN), feet[column]];
    feet[column] += height + 24;
    return `<g transform="translate(${x} ${y})">\n${text}\n</g>`;
  });
  const width = MARGIN + COLUMNS * (PANEL + MARGIN);
  const height = Math.max(...feet);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>What operations cost, in multiples of await null, and libraries that wait</title>
<style>${STYLE}
</style>
<rect class="paper" width="${width}" height="${height}"/>
<text class="title" x="${MARGIN}" y="28">What an operation costs, in multiples of V8's await null, and code of others (${date})</text>
<text x="${MARGIN}" y="48">Left is faster. Hollow: native code. Dashed: the most that wasyncio may take on Node 24 and wasmtime.</text>
${placed.join('\n')}
</svg>
`;
}
