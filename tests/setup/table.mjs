// SPDX-License-Identifier: MIT
// The table of tools that a run uses: versions, minima, origins.

import {minima} from './minima.mjs';

export function table(found) {
  const rows = [['tool', 'version', 'at least', 'from', 'command'],
    ...Object.entries(found).map(([name, {version, from, command}]) =>
      [name, version, minima[name], from, command])];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)));
  return rows.map(row => row.map((cell, column) =>
    cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
