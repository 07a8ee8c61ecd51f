import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toReport, toSurvivorList, withReport } from './report.ts';
import { type Result, statusOf } from './result.ts';
import { openResultFile } from './result-file.ts';

const base: Result = {
  id: 'a1',
  folder: 'services/shop',
  file: 'services/shop/src/streams/project.ts',
  line: 7,
  operator: 'boundary',
  declaration: 'project',
  original: '<',
  replacement: '<=',
  diff: '- a < b\n+ a <= b',
};
const failed = { outcome: 'failed', spec: 'project.spec.ts', test: 'projects' } as const;
const passed = { outcome: 'passed' } as const;
const caught = { outcome: 'caught', seed: 3, promise: 'all work finishes' } as const;

describe('statusOf', () => {
  it.each<[string, Partial<Result>]>([
    ['discarded', { typeError: 'Type A is not assignable' }],
    ['discarded', { specs: passed, simulator: { outcome: 'unbuildable', reason: 'invalid' } }],
    ['equivalent', { equivalent: 'nothing reads it' }],
    ['specs', { specs: failed, simulator: caught }],
    ['specs', { specs: { outcome: 'late' } }],
    ['simulator', { specs: passed, simulator: caught }],
    ['simulator', { specs: passed, simulator: { outcome: 'late', seed: 1 } }],
    ['gate', { specs: passed, simulator: { outcome: 'survived' }, isCaughtByGate: true }],
    ['survived', { specs: passed, simulator: { outcome: 'threw', seed: 1, reason: 'unknown operation' } }],
    ['survived', { specs: passed, simulator: { outcome: 'survived' } }],
  ])('is %s: %j', (status, outcome) => {
    expect(statusOf({ ...base, ...outcome })).toBe(status);
  });
});

describe('openResultFile', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'results-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('goes on with the results of an interrupted run, without its half-written line', () => {
    const path = join(folder, 'below/results.jsonl');
    const first = openResultFile(path, false);
    first.add(base);
    appendFileSync(path, '{"id":"a2","fo');
    const second = openResultFile(path, true);
    expect(second.results()).toEqual([base]);
    second.add({ ...base, id: 'a2' });
    expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('has the last result of a mutation that was tried again', () => {
    const file = openResultFile(join(folder, 'results.jsonl'), false);
    file.add(base);
    file.add({ ...base, specs: failed });
    expect(file.results()).toEqual([{ ...base, specs: failed }]);
  });

  it('begins anew unless a run is continued', () => {
    const path = join(folder, 'results.jsonl');
    openResultFile(path, false).add(base);
    expect(openResultFile(path, false).results()).toEqual([]);
  });
});

describe('toReport', () => {
  const results: readonly Result[] = [
    { ...base, id: 'a1', specs: failed, simulator: caught },
    { ...base, id: 'a2', specs: passed, simulator: { outcome: 'survived' } },
    { ...base, id: 'a3', operator: 'constant', specs: failed, simulator: { outcome: 'survived' } },
    { ...base, id: 'a4', folder: 'packages/lambda', file: 'packages/lambda/src/by.ts', typeError: 'no' },
  ];

  it('counts by folder and by operator what caught them', () => {
    const report = toReport(results);
    expect(report).toContain('| services/shop | 3 | 66 % | 2 | 0 | 0 | 1 | 0 | 0 |');
    expect(report).toContain('| packages/lambda | 0 | – | 0 | 0 | 0 | 0 | 0 | 1 |');
    expect(report).toContain('| constant | 1 | 100 % | 1 | 0 | 0 | 0 | 0 | 0 |');
    expect(report).toContain('the simulator alone catches 1 of 3 (33 %).');
  });

  it('lists survivors with their places and diffs', () => {
    expect(toSurvivorList(results)).toBe(
      'services/shop/src/streams/project.ts:7 boundary a2\n- a < b\n+ a <= b',
    );
  });
});

describe('withReport', () => {
  it('replaces what is between the markers', () => {
    expect(withReport('a\n<!-- mutate -->\nold\n<!-- /mutate -->\nb', 'new')).toBe(
      'a\n<!-- mutate -->\nnew\n<!-- /mutate -->\nb',
    );
    expect(() => withReport('no markers', 'new')).toThrow('<!-- mutate -->');
  });
});
