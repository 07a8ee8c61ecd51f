import Sequencer from '@jest/test-sequencer';

type Tests = Parameters<Sequencer['sort']>[0];

/** The slowest kinds of specs. They begin first, so that no worker is alone with one at the end. */
const SLOW = [/\.e2e\.spec\.ts$/, /\.int\.spec\.ts$/];

/**
 * Jest's order, by the time that each spec took before. Where Jest does not know it, as in a fresh clone, end-to-end specs
 * come first and unit specs last.
 */
export default class LongestFirst extends Sequencer {
  override async sort(tests: Tests): Promise<Tests> {
    const sorted = await super.sort(tests);
    if (sorted.every(({ duration }) => duration !== undefined)) return sorted;
    return sorted.toSorted((one, other) => rankOf(one.path) - rankOf(other.path));
  }
}

function rankOf(path: string): number {
  const rank = SLOW.findIndex((kind) => kind.test(path));
  return rank < 0 ? SLOW.length : rank;
}
