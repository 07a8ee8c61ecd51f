import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findChromium, withPage } from './chromium.ts';

const inChromium = findChromium() === undefined ? describe.skip : describe;

inChromium('a page opened by withPage', () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer((_request, response) => response.end('<title>Mugs</title>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('loads documents of this machine', async () => {
    const title = await withPage(async (page) => {
      await page.goto(url);
      return page.title();
    });
    expect(title).toBe('Mugs');
  }, 60_000);

  it('cannot reach other machines', async () => {
    const going = withPage((page) => page.goto('http://example.com'));
    await expect(going).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  }, 60_000);
});
