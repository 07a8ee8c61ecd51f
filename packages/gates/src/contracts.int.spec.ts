import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository, type Ended, type RepositoryCopy } from './repository-copy.spec-kit.ts';

/** Long enough to compile the templates of all services. */
const TIMEOUT_MS = 120_000;
const ORDER_EVENTS = 'packages/contracts/src/orders/events.ts';
const GIFT_WRAP = 'giftWrap: z.optional(z.boolean()),';
const SNAPSHOT = 'packages/contracts/snapshot';

let copy: RepositoryCopy;
let original: string;
beforeAll(async () => {
  copy = await copyRepository();
  original = await read(ORDER_EVENTS);
}, TIMEOUT_MS);

afterAll(() => copy.remove());

const contracts = (...args: readonly string[]) =>
  copy.run(process.execPath, ['packages/gates/src/contracts.ts', ...args]);
const read = (path: string) => readFile(join(copy.dir, path), 'utf8');
const eventsOf = async () =>
  JSON.parse(await read(`${SNAPSHOT}/events.json`)) as Record<string, { data: object }>;
const plant = (fields: string) => copy.plant({ [ORDER_EVENTS]: original.replace('...placedOrder,', fields) });

describe('contracts:check, with contracts that match the snapshot', () => {
  it('passes', async () => {
    expect(await contracts('check')).toMatchObject({
      code: 0,
      output: expect.stringContaining('match the snapshot'),
    });
  });
});

describe('an optional field added to OrderPlaced', () => {
  let checked: Ended;
  beforeAll(async () => {
    await plant(`...placedOrder, ${GIFT_WRAP}`);
    checked = await contracts('check');
  }, TIMEOUT_MS);

  it('fails the check until the snapshot has it, as a difference that is not breaking', () => {
    expect(checked.code).toBe(1);
    expect(checked.output).toContain('event OrderPlaced\n  addition: /data/giftWrap a new field');
    expect(checked.output).toContain(
      'No difference is breaking, but the snapshot lacks them: run pnpm contracts:update',
    );
    expect(checked.output).not.toContain('BREAKS');
  });

  it('passes the check after contracts:update', async () => {
    expect(await contracts('update')).toMatchObject({ code: 0 });
    expect(await contracts('check')).toMatchObject({ code: 0 });
    expect((await eventsOf())['OrderPlaced']?.data).toMatchObject({
      properties: { giftWrap: { type: 'boolean' } },
    });
  });
});

describe('a field removed from OrderPlaced', () => {
  let checked: Ended;
  beforeAll(async () => {
    await plant(`...(({ currency: _, ...rest }) => rest)(placedOrder), ${GIFT_WRAP}`);
    checked = await contracts('check');
  }, TIMEOUT_MS);

  it('fails the check, which prints the place, the affected consumers and how to fix it', () => {
    expect(checked.code).toBe(1);
    expect(checked.output).toContain('event OrderPlaced BREAKS');
    expect(checked.output).toContain('breaking: /data/currency a field was removed or renamed');
    expect(checked.output).toMatch(/for orders, by its rule FulfilOrder\w*/);
    expect(checked.output).toMatch(/for platform, by its rule EveryEvent\w*/);
    expect(checked.output).toContain(
      'How to fix it: Keep currency, and add its replacement as a new field. Or publish OrderPlacedV2',
    );
  });

  it('is refused by contracts:update', async () => {
    expect(await contracts('update')).toMatchObject({ code: 1 });
    expect((await eventsOf())['OrderPlaced']?.data).toMatchObject({ properties: { currency: {} } });
  });

  it('is accepted with a reason, which is written beside the snapshot', async () => {
    expect(await contracts('update', '--accept-breaking', 'nobody read it')).toMatchObject({
      code: 0,
    });
    expect(await read(`${SNAPSHOT}/accepted-breaks.md`)).toMatch(
      /^## \d{4}-\d\d-\d\d · nobody read it\n\n- OrderPlaced\/data\/currency: field-removed/m,
    );
    expect(await contracts('check')).toMatchObject({ code: 0 });
  });
});

describe('a wrong command line', () => {
  it.each([['--what'], ['more'], ['--accept-breaking', 'on check']])(
    'is answered with exit code 2: %s',
    async (...args) => {
      expect(await contracts('check', ...args)).toMatchObject({ code: 2 });
    },
  );
});
