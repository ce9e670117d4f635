// SPDX-License-Identifier: MIT
// A function for which Emscripten's Asyncify would suspend C.
addToLibrary({
  later__async: true,
  later: async () => 42,
});
