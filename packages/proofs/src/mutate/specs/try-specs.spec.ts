import type { Mutation } from '../population/mutation.ts';
import type { Scratch } from '../scratch.ts';
import type { SpecMap } from './spec-map.ts';
import { tryOwnSpecs } from './try-specs.ts';
import type { WarmOutcome, WarmSpecs } from './warm-specs.ts';

const SPEC = 'services/shop/src/count.spec.ts';
const OTHER = 'services/shop/src/other.spec.ts';
const map: SpecMap = new Map(
  [OTHER, SPEC].map((spec, ms) => [spec, { key: '', ms, reached: ['count'] }] as const),
);
const mutation = { folder: 'services/shop', file: 'services/shop/src/count.ts', region: 'count' } as Mutation;

/** @param outcomeOf the outcome of a spec, with the change or without it, in a new process or one that has run specs */
function tryWith(
  outcomeOf: (spec: string, isChanged: boolean, isNew: boolean) => string | 'passed' | 'late' | 'ended',
) {
  let isChanged = true;
  let runs = 1;
  const scratch = {
    apply: () => (isChanged = true),
    restore: () => (isChanged = false),
  } as unknown as Scratch;
  const specs: WarmSpecs = {
    run: async (spec): Promise<WarmOutcome> => {
      const outcome = outcomeOf(spec, isChanged, runs === 0);
      runs += 1;
      if (outcome !== 'late' && outcome !== 'ended')
        return { outcome: 'done', reached: [], ms: 1, ...(outcome === 'passed' ? {} : { failed: outcome }) };
      runs = 0;
      return { outcome };
    },
    isFresh: () => runs === 0,
    stop: () => (runs = 0),
  };
  return tryOwnSpecs(mutation, { scratch, specs, map });
}

describe('tryOwnSpecs', () => {
  it('counts a failure that the change causes', async () => {
    const outcome = await tryWith((spec, isChanged) => (spec === SPEC && isChanged ? 'counts' : 'passed'));
    expect(outcome).toEqual({ outcome: 'failed', spec: SPEC, test: 'counts' });
  });

  it('does not count a failure that an earlier change caused in the process', async () => {
    expect(await tryWith((_spec, _isChanged, isNew) => (isNew ? 'passed' : 'counts'))).toEqual({
      outcome: 'passed',
    });
  });

  it('counts a failure in a new process if the change spoils the process', async () => {
    expect(await tryWith(() => 'counts')).toEqual({ outcome: 'failed', spec: SPEC, test: 'counts' });
  });

  it('tries a spec again, in a new process, if the process ends or the spec does not', async () => {
    expect(await tryWith((_spec, _isChanged, isNew) => (isNew ? 'passed' : 'ended'))).toEqual({
      outcome: 'passed',
    });
    expect(await tryWith(() => 'ended')).toMatchObject({ outcome: 'failed', test: 'the process ends' });
    expect(await tryWith(() => 'late')).toEqual({ outcome: 'late' });
  });
});
