import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { checkContracts, SNAPSHOT, updateSnapshot } from './contracts.ts';

/** Long enough to compile the templates of all services. */
const TIMEOUT_MS = 120_000;

type Schema = { properties: Record<string, object>; required: string[] };
type Events = Record<string, { data: Schema }>;

/** A copy of the snapshot: a field that it lacks is one that the contracts added. */
let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'contracts-'));
  cpSync(SNAPSHOT, folder, { recursive: true });
  printed = '';
  jest.spyOn(console, 'log').mockImplementation((text) => {
    printed += `${text}\n`;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const read = (): Events => JSON.parse(readFileSync(join(folder, 'events.json'), 'utf8'));
const plant = (change: (data: Schema) => void): void => {
  const events = read();
  change((events['OrderPlaced'] as Events[string]).data);
  writeFileSync(join(folder, 'events.json'), JSON.stringify(events));
};
const addField = () =>
  plant(({ properties }) => {
    delete properties['reference'];
  });
const removeField = () =>
  plant(({ properties, required }) => {
    properties['giftWrap'] = { type: 'boolean' };
    required.push('giftWrap');
  });

describe('an optional field added to a contract', () => {
  it('is a finding that is not breaking, until the snapshot has it', async () => {
    addField();
    const { findings } = await checkContracts(folder);
    expect(findings).toEqual([
      expect.objectContaining({ fix: expect.stringContaining('not breaking: run pnpm generate contracts') }),
    ]);
    expect(printed).toContain('event OrderPlaced\n  addition: /data/reference a new field');
    expect(printed).not.toContain('BREAKS');

    await updateSnapshot(undefined, folder);
    expect(read()['OrderPlaced']?.data.properties).toHaveProperty('reference');
    expect(await checkContracts(folder)).toMatchObject({ findings: [] });
  });
});

describe('a field removed from a contract', () => {
  it(
    'is a breaking finding, with the place, the affected consumers and how to fix it',
    async () => {
      removeField();
      const { findings } = await checkContracts(folder);
      expect(findings).toEqual([expect.objectContaining({ detail: '1 breaking differences' })]);
      expect(printed).toContain('event OrderPlaced BREAKS');
      expect(printed).toContain('breaking: /data/giftWrap a field was removed or renamed');
      expect(printed).toMatch(/for orders, by its rule FulfilOrder\w*/);
      expect(printed).toMatch(/for platform, by its rule EveryEvent\w*/);
      expect(printed).toContain('Keep giftWrap, and add its replacement as a new field.');
    },
    TIMEOUT_MS,
  );

  it(
    'is refused by the update without a reason, which is written beside the snapshot',
    async () => {
      removeField();
      await expect(updateSnapshot(undefined, folder)).rejects.toThrow('1 breaking differences');
      expect(read()['OrderPlaced']?.data.properties).toHaveProperty('giftWrap');

      await updateSnapshot('nobody read it', folder);
      expect(readFileSync(join(folder, 'accepted-breaks.md'), 'utf8')).toMatch(
        /## \d{4}-\d\d-\d\d · nobody read it\n\n- OrderPlaced\/data\/giftWrap: field-removed/,
      );
      expect(await checkContracts(folder)).toMatchObject({ findings: [] });
    },
    TIMEOUT_MS,
  );
});
