import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { silentProgress } from '@tradepost/command-line/progress';
import { writeSboms } from './write-sboms.ts';

type Sbom = {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version: string;
  }[];
};

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const BUNDLING_MS = 300_000;

describe('writeSboms', () => {
  const out = mkdtempSync(join(tmpdir(), 'sbom-'));
  afterAll(() => rmSync(out, { recursive: true }));

  it(
    'lists the packages in the bundle of each function, with their versions',
    async () => {
      const files = await writeSboms(
        {
          servicesDir: join(ROOT, 'services'),
          services: ['catalog'],
          workDir: join(ROOT, 'node_modules', '.cache', 'tradepost', 'sbom'),
          out,
        },
        silentProgress,
      );
      expect(files.map((file) => basename(file))).toContain('catalog-projectListings.cdx.json');
      const [reading, projecting] = ['catalog-getProduct', 'catalog-projectListings'].map(
        (name) => JSON.parse(readFileSync(join(out, `${name}.cdx.json`), 'utf8')) as Sbom,
      );
      expect(reading?.bomFormat).toBe('CycloneDX');
      expect(reading?.metadata.component.name).toBe('catalog');
      const manifest = JSON.parse(
        readFileSync(join(ROOT, 'services', 'catalog', 'node_modules', 'zod', 'package.json'), 'utf8'),
      ) as { readonly version: string };
      expect(reading?.components).toContainEqual(
        expect.objectContaining({ name: 'zod', version: manifest.version }),
      );
      const namesIn = (sbom: Sbom | undefined) => sbom?.components.map(({ name }) => name);
      expect(namesIn(reading)).toContain('http-cors');
      // It has no HTTP route.
      expect(namesIn(projecting)).not.toContain('http-cors');
    },
    BUNDLING_MS,
  );
});
