import { generatePassword } from './generate-password.ts';

const rules = { length: 2_000, excludePunctuation: false, excludeCharacters: '' };

describe('generatePassword', () => {
  it('uses letters, digits and punctuation', () => {
    const password = generatePassword(rules);
    expect(password).toHaveLength(2_000);
    for (const kind of [/[a-z]/, /[A-Z]/, /\d/, /[^\w]/]) expect(password).toMatch(kind);
  });

  it('uses no excluded characters', () => {
    expect(generatePassword({ ...rules, excludePunctuation: true })).toMatch(/^[A-Za-z0-9]+$/);
    expect(generatePassword({ ...rules, excludeCharacters: 'aA0"\\' })).not.toMatch(/[aA0"\\]/);
  });

  it('picks each character by the number drawn', () => {
    expect(generatePassword({ ...rules, length: 3 }, (bound) => bound - 1)).toBe('~~~');
  });
});
