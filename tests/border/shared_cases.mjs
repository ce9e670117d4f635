// SPDX-License-Identifier: MIT
// A program in a shared worker. Each case gets `port`, a new connection to that.
import {connect} from '../../web/remote.mjs';
import {abortsIn, equal, thrown} from '../web/tools.mjs';

export const cases = {
  async 'two pages have one program'({port}) {
    const [one, other] = [await connect(port()), await connect(port())];
    const reason = new Error('enough');
    const held = thrown(() => one.run('hold', [5000], {signal: abortsIn(10, reason)}));
    equal(await other.run('nap', [20]), 20);
    equal(await held === reason, true);
    equal(await other.run('cleaned'), 1);
    const sum = [];
    for await (const each of other.stream('numbers', [3])) sum.push(each);
    equal(sum, [0, 1, 2]);
    // Whoever closes it closes it for both.
    await one.close();
    equal((await thrown(() => other.run('number'))).code, 'WIO_ECLOSED');
  },
};
