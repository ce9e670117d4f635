// SPDX-License-Identifier: MIT
// The part of list.mjs that is about the switch and the hosts.
export const seams = [
];
