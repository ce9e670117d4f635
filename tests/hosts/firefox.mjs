// SPDX-License-Identifier: MIT
// A page in Firefox, which is only told its address: the page says the rest.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/* It asks nobody for anything, and shows nothing of its own. */
const preferences = {
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.search.update': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
  'toolkit.telemetry.enabled': false,
};

/* Gives what closes it. */
export function show(address) {
  const profile = mkdtempSync(join(tmpdir(), 'wasyncio-firefox-'));
  writeFileSync(join(profile, 'user.js'), Object.entries(preferences)
    .map(entry => `user_pref(${entry.map(part => JSON.stringify(part)).join(', ')});\n`)
    .join(''));
  const browser = spawn(process.env.WASYNCIO_FIREFOX,
    ['--headless', '--no-remote', '--profile', profile, address],
    {stdio: 'ignore', timeout: 300_000, killSignal: 'SIGKILL'});
  const ended = once(browser, 'close');
  return async () => {
    browser.kill();
    await ended;
    rmSync(profile, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
  };
}
