import { findOmitted } from './typecheck.ts';

describe('findOmitted', () => {
  it('finds each source file that the program does not have', () => {
    const all = findOmitted(new Set()).map(({ place }) => place);
    expect(all).toContain('packages/gates/src/typecheck.spec.ts');
    const checked = new Set(all.filter((file) => file !== 'packages/gates/src/typecheck.spec.ts'));
    expect(findOmitted(checked)).toEqual([
      {
        place: 'packages/gates/src/typecheck.spec.ts',
        detail: 'is not part of the program that is type-checked',
        fix: expect.stringContaining('tsconfig.json') as string,
      },
    ]);
  });
});
