// SPDX-License-Identifier: MIT
// The page, as one uses it: on the page itself and in a worker, with the keyboard, on a
// phone.  Pictures of it are in build/demo.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {mkdirSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as runner from 'node:test';

import {lockedBy} from '../tests/setup/cache.mjs';
import {build, root} from './build.mjs';
import {expected, makeEndless, makeFile} from './files.mjs';
import {close, hosts} from './hosts.mjs';

const {after} = runner;

const folder = mkdtempSync(join(tmpdir(), 'wasyncio-page-'));
const pictures = join(root, 'build', 'demo');
mkdirSync(pictures, {recursive: true});
after(async () => {
  await close();
  rmSync(folder, {recursive: true, force: true});
});

// Both files of this folder build there.
await lockedBy(join(root, 'build', 'demo.lock'), () => {}, () => build(() => {}, ['web']));
const small = ['one', 'two'].map((name, i) => makeFile(folder, name, 1000 * (i + 1)));
const endless = ['film', 'disk', 'backup', 'late'].map(name => makeEndless(folder, name));
const paths = names => names.map(name => join(folder, name));

/* A test on a page of its own, which fails when the page has an error. */
const test = (name, body) => runner.test(name, {timeout: 60_000}, async () => {
  const page = await hosts.Chromium.open();
  await body(page);
  await page.close();
  assert.deepEqual(page.errors, []);
});

const inWorker = page => page.check('[value=worker]', {force: true});

const row = (page, name) => page.locator('#rows li', {has: page.getByText(name, {exact: true})});
const text = (page, name) => row(page, name).locator('.text');
const task = (page, name) =>
  page.locator('#tasks li', {has: page.getByText(name, {exact: true})});

const says = (locator, pattern) => locator.filter({hasText: pattern}).first().waitFor();

for (const [where, enter] of [['the page', () => {}], ['a worker', inWorker]]) {
  test(`in ${where}: one is cancelled, and the others go on`, async page => {
    await enter(page);
    await page.setInputFiles('#files', paths([...endless.slice(0, 2), ...small]));
    await says(text(page, 'film'), /MB/);
    await page.getByRole('button', {name: 'Cancel film'}).click();
    await says(text(page, 'film'), /^cancelled after [\d.]+ .?B$/);
    for (const line of expected(folder, small))
      await says(text(page, line.slice(66)), line.slice(0, 64));
    assert.equal(await page.getAttribute('body', 'class'), 'running');
    const before = await text(page, 'disk').textContent();
    await page.waitForFunction(before =>
      ![...document.querySelectorAll('#rows .text')].some(({textContent}) =>
        textContent == before), before);
    await page.getByRole('button', {name: 'Cancel disk'}).click();
    await page.waitForSelector('body.failed');
    assert.equal(await page.textContent('#status'), 'Not all finished');
  });

  test(`in ${where}: an interrupt ends all, a second one what is not to be left`,
    async page => {
      await enter(page);
      await page.setInputFiles('#files', paths(endless));
      await page.click('#primes');
      await says(text(page, 'film'), /MB/);
      // A fourth waits until one of three is done.
      assert.equal(await text(page, 'late').textContent(), 'waiting');
      await says(row(page, 'primes below 30,000,000').locator('.text'), /%/);
      await page.click('#interrupt');
      for (const name of ['film', 'disk', 'backup', 'late'])
        await says(text(page, name), /^not finished: interrupted after/);
      await says(page.locator('#status'), 'Interrupted, 1 left');
      await page.getByRole('button', {name: 'Interrupt again'}).click();
      await page.waitForSelector('body.stopped');
      await says(row(page, 'primes below 30,000,000').locator('.text'), /^not finished/);
      // And then all begins anew.
      await page.setInputFiles('#files', paths(small));
      await page.waitForSelector('body.finished');
      assert.equal(await page.locator('#rows li').count(), 2);
    });

  test(`in ${where}: a timeout, and no more time for who comes later`, async page => {
    await enter(page);
    await page.fill('#timeout', '0.4');
    await page.setInputFiles('#files', paths([...endless.slice(0, 1), ...small]));
    await page.waitForSelector('body.failed');
    assert.match(await text(page, 'film').textContent(), /^not finished: timed out after/);
    assert.equal(await page.locator('#rows .finished').count(), 2);
  });

  test(`in ${where}: an address, and one where nothing is`, async page => {
    await enter(page);
    for (const name of ['page.css', 'nothing']) {
      await page.getByLabel('or give an address').fill(new URL(name, page.url()).href);
      await page.keyboard.press('Enter');
      await page.waitForSelector('body:is(.finished, .failed)');
      assert.equal(await text(page, name).textContent(), name == 'nothing'
        ? 'the server says 404' : createHash('sha256').update(
          readFileSync(join(root, 'demo', name))).digest('hex'));
    }
  });

  test(`in ${where}: the tasks, and for whom they wait`, async page => {
    await enter(page);
    await page.setInputFiles('#files', paths(endless));
    await says(task(page, 'film').locator('.does'), 'waits for read, hash');
    await says(task(page, 'late').locator('.does'), 'waits in limiter_acquire');
    await page.getByText('As text').click();
    await says(page.locator('#tree'), /^film, in wio_group_close.*\n├── read/m);
    await page.click('#interrupt');
    await page.waitForSelector('body.stopped');
    for (const name of ['film', 'late'])
      await says(task(page, name).locator('.does'), /^cancelled$/);
    assert.equal(await page.locator('#tasks .stopped').count(), 10);
    assert.equal(await page.textContent('#tree'), 'no task is left');
  });
}

test('a worker that is left has ended, and what runs cannot be moved', async page => {
  await inWorker(page);
  await page.setInputFiles('#files', paths(small));
  await page.waitForSelector('body.finished');
  assert.equal(page.workers().length, 1);
  const gone = page.workers()[0].waitForEvent('close');
  await page.check('[value=page]', {force: true});
  await gone;
  await page.setInputFiles('#files', paths(endless));
  await says(text(page, 'film'), /MB/);
  assert.equal(await page.locator('[value=worker]').isDisabled(), true);
  await page.click('#interrupt');
  await page.waitForSelector('body.stopped');
  assert.equal(await page.locator('[value=worker]').isDisabled(), false);
});

test('by the keyboard, and what is announced', async page => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('[value=worker]').isChecked(), true);
  for (const id of ['files', 'url']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), id);
  }
  await page.setInputFiles('#files', paths(endless));
  await says(text(page, 'film'), /MB/);
  await page.getByRole('button', {name: 'Cancel film'}).focus();
  await page.keyboard.press('Enter');
  await says(text(page, 'film'), /^cancelled/);
  // Who has pressed a button that is gone stands on the next.
  assert.equal(await page.evaluate(() =>
    document.activeElement.getAttribute('aria-label')), 'Cancel disk');
  assert.equal(await page.getByRole('status').textContent(), '1 of 4 done');
  await page.getByRole('button', {name: 'Interrupt'}).focus();
  await page.keyboard.press('Enter');
  await page.waitForSelector('body.stopped');
  assert.equal(await page.getByRole('status').textContent(), 'Interrupted');
  // Everything that can be used has a name.
  const nameless = await page.$$eval('button, input', all => all.filter(one =>
    !(one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent)
      .trim()).map(({outerHTML}) => outerHTML));
  assert.deepEqual(nameless, []);
});

/* A picture half-way, for who wants to see it; nothing may stick out. */
for (const [name, {width, height, colorScheme}] of Object.entries({
  'light': {width: 1100, height: 900, colorScheme: 'light'},
  'dark': {width: 1100, height: 900, colorScheme: 'dark'},
  'phone': {width: 390, height: 844, colorScheme: 'light'},
}))
  test(`a picture: ${name}`, async page => {
    await page.setViewportSize({width, height});
    await page.emulateMedia({colorScheme});
    await page.screenshot({path: join(pictures, `page-${name}-empty.png`)});
    await page.setInputFiles('#files', paths([...small, ...endless]));
    await page.click('#primes');
    await says(text(page, 'disk'), /MB/);
    await page.getByRole('button', {name: 'Cancel disk'}).click();
    await says(task(page, 'late').locator('.does'), 'waits for read, hash');
    await page.screenshot({path: join(pictures, `page-${name}.png`), fullPage: true});
    assert.ok(await page.evaluate(() =>
      document.documentElement.scrollWidth <= innerWidth));
    // Something was drawn beside the tasks.
    assert.ok(await page.evaluate(() => {
      const canvas = document.querySelector('#tracks canvas');
      const {data} = canvas.getContext('2d')
        .getImageData(0, 0, canvas.width, canvas.height);
      return data.some(byte => byte > 0);
    }));
    await page.click('#interrupt');
    await page.click('#interrupt');
    await page.waitForSelector('body.stopped');
    await page.screenshot({path: join(pictures, `page-${name}-end.png`), fullPage: true});
  });
