import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository, type Ended, type RepositoryCopy } from './gates/repository-copy.spec-kit.ts';

/** Whom a change breaks is found in the templates of all services, which are compiled for it. */
const TIMEOUT_MS = 120_000;
const ORDER_PLACED = 'packages/contracts/src/events/order-placed.ts';
const GIFT_WRAP = 'giftWrap: z.optional(z.boolean()),';
const SNAPSHOT = 'packages/contracts/snapshot';

let copy: RepositoryCopy;
let original: string;
beforeAll(async () => {
  copy = await copyRepository();
  original = await read(ORDER_PLACED);
}, TIMEOUT_MS);

afterAll(() => copy.remove());

/** What the scripts of package.json run, and nothing that is chained to it. */
const contracts = (...args: readonly string[]) =>
  copy.run(process.execPath, ['scripts/contracts.ts', ...args]);
const read = (path: string) => readFile(join(copy.dir, path), 'utf8');
const eventsOf = async () =>
  JSON.parse(await read(`${SNAPSHOT}/events.json`)) as Record<string, { data: object }>;
const plant = (fields: string) => copy.plant({ [ORDER_PLACED]: original.replace('...placedOrder,', fields) });

describe('When the contracts are as the snapshot says', () => {
  it('passes', async () => {
    expect(await contracts('check')).toMatchObject({
      code: 0,
      output: expect.stringContaining('as the snapshot says'),
    });
  });
});

describe('When OrderPlaced may have a gift wrap', () => {
  let checked: Ended;
  beforeAll(async () => {
    await plant(`...placedOrder, ${GIFT_WRAP}`);
    checked = await contracts('check');
  }, TIMEOUT_MS);

  it('fails as long as the snapshot does not have it, and says that nothing breaks', () => {
    expect(checked.code).toBe(1);
    expect(checked.output).toContain('event OrderPlaced\n  addition: /data/giftWrap a new field');
    expect(checked.output).toContain(
      'Nothing breaks, and the snapshot does not have it yet: run pnpm contracts:update',
    );
    expect(checked.output).not.toContain('BREAKS');
  });

  it('passes once it is taken in', async () => {
    expect(await contracts('update')).toMatchObject({ code: 0 });
    expect(await contracts('check')).toMatchObject({ code: 0 });
    expect((await eventsOf())['OrderPlaced']?.data).toMatchObject({
      properties: { giftWrap: { type: 'boolean' } },
    });
  });
});

describe('When OrderPlaced loses its currency', () => {
  let checked: Ended;
  beforeAll(async () => {
    await plant(`...(({ currency: _, ...rest }) => rest)(placedOrder), ${GIFT_WRAP}`);
    checked = await contracts('check');
  }, TIMEOUT_MS);

  it('fails, and says where, whom it breaks and what to do', () => {
    expect(checked.code).toBe(1);
    expect(checked.output).toContain('event OrderPlaced BREAKS');
    expect(checked.output).toContain('breaking: /data/currency a field was removed or renamed');
    expect(checked.output).toMatch(/for orders, by its rule FulfilOrder\w*/);
    expect(checked.output).toMatch(/for platform, by its rule EveryEvent\w*/);
    expect(checked.output).toContain(
      'How to mend it: Keep currency, and add its replacement as a new field. Or publish OrderPlacedV2',
    );
  });

  it('is not taken in by itself', async () => {
    expect(await contracts('update')).toMatchObject({ code: 1 });
    expect((await eventsOf())['OrderPlaced']?.data).toMatchObject({ properties: { currency: {} } });
  });

  it('is taken in with a reason, which stands beside the snapshot', async () => {
    expect(await contracts('update', '--accept-breaking', 'nobody read it')).toMatchObject({
      code: 0,
    });
    expect(await read(`${SNAPSHOT}/accepted-breaks.md`)).toMatch(
      /^## \d{4}-\d\d-\d\d · nobody read it\n\n- OrderPlaced\/data\/currency: field-removed/m,
    );
    expect(await contracts('check')).toMatchObject({ code: 0 });
  });
});

describe('When the command line is not understood', () => {
  it.each([['--what'], ['more'], ['--accept-breaking', 'on check']])('says so of %s', async (...args) => {
    expect(await contracts('check', ...args)).toMatchObject({ code: 2 });
  });
});
