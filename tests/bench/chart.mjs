// SPDX-License-Identifier: MIT
// Results as a picture: one panel for each operation, one line for each who and
// host, how many await nulls it takes, on a scale of powers of ten.  Drawn by
// hand, so that it is the same for the same results, and a test can ask for it.
import {labelOf, OPERATIONS, TARGETS} from './names.mjs';
import {digits, ratioOf} from './results.mjs';

const COLUMNS = 2;
const PANEL = 450; // wide
const LABEL = 170; // of it for names
const LINE = 17; // high
const HEAD = 52; // of a panel
const MARGIN = 24;
const SCALE = [0.01, 10_000]; // await nulls, at the ends of the axis

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

const [low, high] = SCALE.map(Math.log10);

/* Where a number of await nulls is in a panel. */
const at = ratio => {
  const part = (Math.log10(Math.min(Math.max(ratio, SCALE[0]), SCALE[1])) - low) /
    (high - low);
  return +(LABEL + part * (PANEL - LABEL - 50)).toFixed(1);
};

const escaped = text => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function panel(rows, op) {
  const lines = rows.filter(row => row.op == op)
    .map(row => ({row, ratio: ratioOf(rows, row)}))
    .sort((a, b) => a.ratio - b.ratio);
  const height = HEAD + lines.length * LINE;
  const tick = (ratio, kind) => `<line class="${kind}" x1="${at(ratio)}" ` +
    `x2="${at(ratio)}" y1="${HEAD - 14}" y2="${height - 4}"/>`;
  const parts = [`<text class="title" x="0" y="14">${escaped(OPERATIONS[op])}</text>`];
  for (const ratio of [0.01, 0.1, 1, 10, 100, 1000, 10_000])
    parts.push(tick(ratio, ratio == 1 ? 'one' : 'grid'),
      `<text x="${at(ratio)}" y="${HEAD - 16}" text-anchor="middle">${ratio < 1000 ? ratio : `${ratio / 1000}k`}</text>`);
  if (TARGETS[op]) parts.push(tick(TARGETS[op], 'most'));
  lines.forEach(({row, ratio}, i) => {
    const y = HEAD + i * LINE;
    const kind = [row.who == 'wasyncio' ? ' ours' : '',
      row.host == 'native' ? ' native' : ''].join('');
    parts.push(
      `<text class="${kind.includes('ours') ? 'ours' : ''}" x="${LABEL - 12}" ` +
        `y="${y + 4}" text-anchor="end">${escaped(labelOf(row))}</text>`,
      `<line class="stem${kind}" x1="${at(1)}" x2="${at(ratio)}" y1="${y}" y2="${y}"/>`,
      `<circle class="dot${kind}" cx="${at(ratio)}" cy="${y}" r="4"/>`,
      `<text x="${Math.max(at(ratio), at(1)) + 9}" y="${y + 4}">${digits(ratio)}</text>`);
  });
  return {height, text: parts.join('\n')};
}

/* The text of an SVG. */
export function chart({rows, date}) {
  const timed = rows.filter(({unit}) => unit == 'ns');
  const panels = Object.keys(OPERATIONS)
    .filter(op => timed.some(row => row.op == op && row.who != 'wasyncio'))
    .map(op => panel(timed, op));
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
<title>What operations cost, in multiples of await null</title>
<style>${STYLE}
</style>
<rect class="paper" width="${width}" height="${height}"/>
<text class="title" x="${MARGIN}" y="28">What an operation costs, in multiples of V8's await null (${date})</text>
<text x="${MARGIN}" y="48">Left is faster. Hollow: native code. Dashed: the most that wasyncio may take on Node 24 and wasmtime.</text>
${placed.join('\n')}
</svg>
`;
}
