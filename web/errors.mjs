// SPDX-License-Identifier: MIT
// Errors of C, as JavaScript has them.

export class WasyncioError extends Error {
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }

  /* A group's, too, which is an AggregateError. */
  static [Symbol.hasInstance](error) {
    return Function.prototype[Symbol.hasInstance].call(this, error) ||
      this === WasyncioError && error instanceof WasyncioErrorGroup;
  }
}

class WasyncioErrorGroup extends AggregateError {
  constructor(code, message, options, errors) {
    super(errors, message, options);
    this.code = code;
  }
}

for (const {prototype} of [WasyncioError, WasyncioErrorGroup])
  Object.defineProperty(prototype, 'name', {value: 'WasyncioError', configurable: true,
    writable: true});

export const makeError = (code, message, options, errors) => errors
  ? new WasyncioErrorGroup(code, message, options, errors)
  : new WasyncioError(code, message, options);
