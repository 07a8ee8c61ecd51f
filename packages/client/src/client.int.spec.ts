import { join } from 'node:path';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { servePage } from '@tradepost/testing/browser/serve-page';
import { behaviours } from './behaviours.spec-kit.ts';
import type {} from './client-page.spec-kit.ts';
import { openFaultServer } from './fault-server.spec-kit.ts';

const inChromium = findChromium() === undefined ? describe.skip : describe;

inChromium('the client in a page of another origin', () => {
  const seen = new Map<string, { readonly outcome: unknown; readonly asked: unknown }>();

  beforeAll(async () => {
    const [server, served] = await Promise.all([
      openFaultServer(),
      servePage(join(import.meta.dirname, 'client-page.spec-kit.ts')),
    ]);
    try {
      await withPage(async (page) => {
        await page.goto(served.url);
        await page.waitForFunction(() => 'behave' in globalThis);
        for (const [name, { answers, select }] of Object.entries(behaviours)) {
          server.play(answers);
          const outcome = await page.evaluate(([each, url]) => behave(each, url), [
            name,
            server.url,
          ] as const);
          const requests = server.requests();
          seen.set(name, { outcome, asked: select === undefined ? requests.length : select(requests) });
        }
      });
    } finally {
      await Promise.all([server.close(), served.close()]);
    }
  }, 120_000);

  it.each(Object.entries(behaviours))('%s', (name, { comesTo, select, asked }) => {
    expect(seen.get(name)).toEqual({ outcome: comesTo, asked: select === undefined ? 1 : asked });
  });
});
