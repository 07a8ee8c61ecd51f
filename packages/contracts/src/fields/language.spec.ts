import { language } from './language.ts';

describe('language', () => {
  it.each([
    ['de', 'de'],
    ['de-at', 'de-AT'],
    ['DE_at', 'de-AT'],
    ['zh-hant-tw', 'zh-Hant-TW'],
    ['iw', 'he'],
  ])('returns %s as %s', (given, canonical) => {
    expect(language.parse(given)).toBe(canonical);
  });

  it.each(['', 'd', 'german', 'de-', 'de-AT-AT-', '../de', 'de-a', 'de-AT-DE'])('rejects "%s"', (given) => {
    expect(language.safeParse(given).success).toBe(false);
  });
});
