import { type Gate, report } from './gate.ts';
import { runGates, summarize } from './run-gates.ts';

const gate = (name: string, code: number, fix?: string): Gate => ({
  name,
  description: '',
  check: [process.execPath, '-e', `console.log('output of ${name}'); process.exitCode = ${code}`],
  ...(fix === undefined ? {} : { fix }),
});

describe('runGates', () => {
  it('prints the output of each gate under its name, and how to fix what failed', async () => {
    const printed: string[] = [];
    const gates = [gate('one', 0), gate('two', 1, 'Write it again.'), gate('three', 2), gate('four', 3)];
    const results = await runGates(gates, (output) => printed.push(output));

    const statuses = results.map(({ gate: { name }, status }) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual({
      one: 'passed',
      two: 'failed',
      three: 'failed',
      four: 'skipped',
    });
    expect(printed).toContainEqual(expect.stringMatching(/^== two: failed in [\d.ms ]+\noutput of two\n$/));
    expect(summarize(results)).toContain('two: Write it again. To repeat it: pnpm check two');
    expect(summarize(results)).toMatch(/^skipped +four /m);
  });
});

describe('report', () => {
  const finding = { place: 'a.ts:1', detail: 'is wrong', rule: 'right', fix: 'Turn it round.' };

  it.each([
    [0, [], []],
    [3, [], ['there is no Python']],
    [1, [finding], ['there is no Python']],
  ])('returns %d for %j and the skipped checks %j', (code, findings, skipped) => {
    expect(report({ findings, checked: '1 file', skipped })).toBe(code);
  });
});
