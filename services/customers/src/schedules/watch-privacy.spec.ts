import type { WatchDeps } from '../deps.ts';
import { watchPrivacy } from './watch-privacy.ts';

const NOW_MS = Date.parse('2026-03-01T09:00:00.000Z');

/** @param expired number of subjects whose restricted keys have expired */
function watching(expired = 0) {
  const left = Array.from({ length: expired }, (_none, index) => `sub_${index}`);
  const asked: { day?: string; before?: string; largestPage: number } = { largestPage: 0 };
  const deps = {
    nowMs: () => NOW_MS,
    erasures: {
      findExpired: async (day: string, limit: number) => {
        asked.day = day;
        asked.largestPage = Math.max(asked.largestPage, limit);
        return left.slice(0, limit);
      },
      erase: async ({ subjectId }: { readonly subjectId: string }) => {
        left.splice(left.indexOf(subjectId), 1);
      },
      findUnapplied: async (page: readonly unknown[]) => page.slice(1),
    },
    erasureList: {
      all: async function* pages() {
        yield [{}, {}, {}];
        yield [{}, {}];
      },
    },
    requests: {
      countDue: async (before: string) => {
        asked.before = before;
        return 4;
      },
    },
  };
  return { left, asked, deps: deps as unknown as WatchDeps };
}

describe('watchPrivacy', () => {
  it('deletes the restricted keys that have expired', async () => {
    const { left, asked, deps } = watching(250);
    expect(await watchPrivacy(deps)).toContainEqual(
      expect.objectContaining({ name: 'RestrictedKeysDeleted', value: 250 }),
    );
    expect(left).toEqual([]);
    expect(asked).toMatchObject({ day: '2026-03-01', largestPage: 100 });
  });

  it('leaves more than a thousand for the next day', async () => {
    const { left, deps } = watching(1_050);
    await watchPrivacy(deps);
    expect(left).toHaveLength(50);
  });

  it('counts erasures that are not applied, and requests that are due within a week', async () => {
    const { asked, deps } = watching();
    expect(await watchPrivacy(deps)).toEqual([
      expect.objectContaining({ name: 'RestrictedKeysDeleted', value: 0 }),
      expect.objectContaining({ name: 'ErasuresNotApplied', value: 3 }),
      expect.objectContaining({ name: 'PrivacyRequestsDue', value: 4 }),
    ]);
    expect(asked.before).toBe('2026-03-08T09:00:00.000Z');
  });
});
