// SPDX-License-Identifier: MIT
// The code blocks of a page, and what each is for:
//
//     file      the first line is a comment that names it: // app.c
//     sh        commands, which succeed
//     console   a terminal: commands after "$ ", what they write, and ^C where
//               somebody presses it
//     text      what a page shows

const fence = /^```(\w*)\n([^]*?)^```$/gm;
const named = /^(?:\/\/|#|<!--) ([\w.]+)(?: -->)?\n/;

/* [{language, name, text, line}]; name: of the file, or undefined. */
export function blocksOf(page) {
  return [...page.matchAll(fence)].map(({1: language, 2: text, index}) => ({
    language,
    text,
    name: named.exec(text)?.[1],
    line: page.slice(0, index).split('\n').length,
  }));
}
