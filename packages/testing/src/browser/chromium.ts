import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Names of the executable on Debian, Fedora and Arch, and in Google's packages. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser sends no requests of its own, and pages reach this machine only. */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

/**
 * Finds the Chromium of this machine: the one that `CHROMIUM` names, or else the first that is installed. Specs that need
 * a browser are skipped if there is none.
 *
 * @returns path of the executable
 */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(':');
  const installed = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...installed, ...MAC_APPLICATIONS].find((path) => existsSync(path));
}

/**
 * Opens an empty page in a headless Chromium with a profile of its own, and closes both when `act` has ended or failed.
 *
 * @returns the result of `act`
 * @throws Error if no Chromium is installed
 * @example
 * const title = await withPage(async (page) => {
 *   await page.goto(url);
 *   return page.title();
 * });
 */
export async function withPage<Result>(act: (page: Page) => Promise<Result>): Promise<Result> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'No Chromium is installed: install one, or name one in the environment variable CHROMIUM',
    );
  }
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: FLAGS });
  try {
    return await act(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
  } finally {
    await browser.close();
  }
}
