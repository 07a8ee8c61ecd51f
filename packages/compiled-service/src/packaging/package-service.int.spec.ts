import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findServices, packageServices } from './package-service.ts';

const SLOW_MS = 60_000;
const fixtures = fileURLToPath(new URL('../../../local/fixtures', import.meta.url));
const modules = fileURLToPath(new URL('../../../local/node_modules', import.meta.url));

describe('packageServices', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'packaging-'));
    cpSync(join(fixtures, 'services'), join(root, 'services'), { recursive: true });
    symlinkSync(modules, join(root, 'node_modules'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const run = async (): Promise<{ names: string[]; cached: boolean[] }> => {
    const cached: boolean[] = [];
    const services = await packageServices(findServices(join(root, 'services')), {
      stage: 'dev',
      cacheDir: join(root, 'cache'),
      onPackaged: (result) => cached.push(result.cached),
    });
    return {
      names: services.map(({ name, template }) => `${name} ${Object.keys(template.Resources).length}`),
      cached,
    };
  };

  it(
    'compiles each service once, without bundling and without files in its folder',
    async () => {
      const first = await run();
      expect(first).toEqual({ names: ['hub 33', 'notes 40'], cached: [false, false] });
      expect(await run()).toEqual({ names: first.names, cached: [true, true] });
      expect(existsSync(join(root, 'services/hub/.serverless'))).toBe(false);
      writeFileSync(join(root, 'services/hub/src/greeting.ts'), "export const greeting = 'another';");
      expect((await run()).cached).toEqual([true, true]);
      writeFileSync(
        join(root, 'services/notes/functions.yml'),
        'tick: { handler: src/tick.handler, nonsense: true }',
      );
      await expect(run()).rejects.toThrow('notes: serverless package failed');
    },
    SLOW_MS,
  );
});

describe('findServices', () => {
  it('throws if the folder has no services', () => {
    expect(() => findServices(fixtures)).toThrow(`No service in ${fixtures}`);
  });
});
