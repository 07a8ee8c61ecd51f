import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedServices, loadServices } from '../code/load-services.ts';
import { TIMES_TO_LIVE } from '../invariants/check-time-to-live.ts';
import { EDGES } from '../workload/edges.ts';
import { COVERAGE } from './coverage.ts';
import { boundsInSources, boundsInTemplates } from './named-bounds.ts';

const SRC = join(import.meta.dirname, '..');
const EDGE = 'a bound is where it is documented';

/** Tables whose items expire, but not in a run. */
const UNREACHED: ReadonlySet<string> = new Set([
  // Operations keeps timelines, which runs do not read.
  'tradepost-dev-operations-timelines',
]);

let loaded: LoadedServices;
beforeAll(async () => {
  loaded = await loadServices();
});

describe('the coverage of bounds', () => {
  it('has every named number of the sources and templates, and no others', () => {
    const bounds = [...boundsInSources(loaded.root), ...boundsInTemplates(loaded.description)];
    expect(bounds.filter((bound) => !Object.hasOwn(COVERAGE, bound))).toEqual([]);
    expect(Object.keys(COVERAGE).filter((bound) => !bounds.includes(bound))).toEqual([]);
  });

  it('names promises that the simulation checks, and specs that exist', () => {
    const checks = ['invariants', 'scenarios']
      .flatMap((folder) =>
        readdirSync(join(SRC, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          join(SRC, folder, file),
        ),
      )
      .filter((file) => file.endsWith('.ts') && !file.includes('.spec.'))
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    for (const [bound, coverage] of Object.entries(COVERAGE)) {
      if ('promise' in coverage && !checks.includes(`'${coverage.promise}'`))
        throw new Error(`${bound}: nothing checks "${coverage.promise}"`);
      if ('spec' in coverage && !existsSync(join(loaded.root, coverage.spec)))
        throw new Error(`${bound}: there is no ${coverage.spec}`);
    }
  });

  it('agrees with the requests at the bounds', () => {
    const covered = Object.entries(COVERAGE).filter(
      ([, coverage]) => 'promise' in coverage && coverage.promise === EDGE,
    );
    expect(EDGES.map(({ bound }) => bound).sort()).toEqual(covered.map(([bound]) => bound).sort());
  });

  it('has the time to live of each table that the simulated services write', () => {
    const expiring = loaded.description.tables
      .filter(({ properties }) => properties['TimeToLiveSpecification'] !== undefined)
      .map(({ tableName }) => tableName)
      .filter((name) => !UNREACHED.has(name));
    expect(Object.keys(TIMES_TO_LIVE).sort()).toEqual(expiring.sort());
  });
});
