import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { formatNumber, type Progress } from '@tradepost/command-line/progress';
import { createMaps } from './create-maps.ts';
import { codeFiles, enumerate } from './population/enumerate.ts';
import { checkEquivalents, type Equivalent, reasonFor } from './population/equivalents.ts';
import { type Mutation, toDiff } from './population/mutation.ts';
import { order, partOf, type Shard } from './population/sample.ts';
import { createTypeCheck, rememberTypes } from './population/type-check.ts';
import { describeSurvivor, toReport, withReport } from './results/report.ts';
import { type Result, statusOf } from './results/result.ts';
import { openResultFile, type ResultFile } from './results/result-file.ts';
import type { Simulator } from './simulator/simulator.ts';
import { tryAll } from './try-all.ts';
import type { Outcome } from './try-mutation.ts';

export type MutateOptions = {
  readonly root: string;
  readonly seed: number;
  /** Number of mutations that compile. */
  readonly count: number;
  /** Number of seeds that run at most for each. */
  readonly maxSeeds: number;
  readonly shard: Shard;
  /** Beginnings of paths. Without any, all mutations. */
  readonly only: readonly string[];
  /** File of results. */
  readonly out: string;
  /** Continues an earlier run: what it has tried is not tried again. */
  readonly isResumed: boolean;
  /** Tries the survivors of an earlier run again, and nothing else. */
  readonly isRepeated: boolean;
  readonly equivalents: readonly Equivalent[];
  /** Creates the simulator of a copy of the repository. */
  readonly simulatorOf: (copy: string, isInstrumented?: boolean) => Simulator;
  readonly print: (line: string) => void;
  readonly progress: Progress;
};

/** Mutations whose types are checked at once, at least. */
const MIN_BATCH = 10;

/** Tries a sample of mutations, and prints each survivor. Returns the results of all of the sample. */
export async function runMutate(options: MutateOptions): Promise<readonly Result[]> {
  const { root, seed, count, shard, only, out, isResumed, isRepeated, equivalents, progress } = options;
  const population = enumerate(root);
  checkEquivalents(equivalents, population);
  const file = openResultFile(out, isResumed || isRepeated);
  const wanted = population.filter(
    (each) => only.length === 0 || only.some((start) => each.file.startsWith(start)),
  );
  const sample = partOf(order(wanted, seed), shard);
  const survivors = file.results().filter((result) => statusOf(result) === 'survived');
  const known = new Map(file.results().map((result) => [result.id, result]));
  const chosen = isRepeated ? sample.filter(({ id }) => survivors.some((each) => each.id === id)) : sample;
  const typesFile = join(root, 'node_modules', '.cache', 'mutate', 'types.json');
  const typeErrorsOf = rememberTypes(root, typesFile, () => createTypeCheck(root, codeFiles(root)));
  const target = isRepeated ? chosen.length : Math.ceil(count / shard.of);
  options.print(
    `${formatNumber(population.length)} mutations, of which ${formatNumber(wanted.length)} are wanted`,
  );
  const queue: Mutation[] = [];
  const taken: Result[] = [];
  const missing = () => target - queue.length - taken.filter(isCompiled).length;
  // Types first: the program needs memory that the workers need later.
  progress.begin('checking types', target, 'mutations');
  for (let next = 0; next < chosen.length && missing() > 0; ) {
    const batch = chosen.slice(next, next + Math.max(missing(), MIN_BATCH));
    next += batch.length;
    const unknown = batch.filter(
      (mutation) => (isRepeated || !known.has(mutation.id)) && reasonFor(mutation, equivalents) === undefined,
    );
    const typeErrors = typeErrorsOf(unknown);
    for (const mutation of batch) {
      if (missing() === 0) break;
      const result = isRepeated ? undefined : known.get(mutation.id);
      const settled =
        result ?? settle(root, mutation, typeErrors.get(mutation.id), reasonFor(mutation, equivalents));
      if (settled === undefined) queue.push(mutation);
      else taken.push(settled);
      if (result === undefined && settled !== undefined) file.add(settled);
      if (settled === undefined || isCompiled(settled)) progress.advance();
    }
    // The progress is printed meanwhile.
    await setImmediate();
  }
  progress.end();
  if (queue.length > 0) await tryQueue(queue, file, options);
  const ids = new Set([...taken.map(({ id }) => id), ...queue.map(({ id }) => id)]);
  return file.results().filter(({ id }) => ids.has(id));
}

function isCompiled(result: Result): boolean {
  return statusOf(result) !== 'discarded';
}

/** Returns the result of a mutation that is not tried, or undefined if it is to be tried. */
function settle(
  root: string,
  mutation: Mutation,
  typeError: string | undefined,
  equivalent: string | undefined,
): Result | undefined {
  if (equivalent !== undefined) return { ...toResult(root, mutation), equivalent };
  return typeError === undefined ? undefined : { ...toResult(root, mutation), typeError };
}

function toResult(root: string, mutation: Mutation): Result {
  const { start: _start, end: _end, region: _region, ...kept } = mutation;
  return { ...kept, diff: toDiff(readFileSync(join(root, mutation.file), 'utf8'), mutation) };
}

async function tryQueue(
  queue: readonly Mutation[],
  file: ResultFile,
  { root, maxSeeds, simulatorOf, print, progress }: MutateOptions,
): Promise<void> {
  const folders = new Set(queue.map(({ folder }) => folder));
  const maps = await createMaps({ root, folders, simulatorOf, progress });
  const { failing } = maps.seedMap;
  if (failing.length > 0) print(`seeds that break a promise without a change: ${failing.join(', ')}`);
  progress.begin('trying', queue.length, 'mutations');
  let survived = 0;
  const onTried = (mutation: Mutation, outcome: Outcome) => {
    const result = { ...toResult(root, mutation), ...outcome };
    file.add(result);
    if (statusOf(result) === 'survived') {
      survived += 1;
      print(`\n${describeSurvivor(result)}`);
    }
    progress.advance(1, `${survived} survived`);
  };
  await tryAll(queue, maps, { root, maxSeeds, simulatorOf, onTried });
  progress.end();
}

/** Writes the tables of results into the README. */
export function writeReport(path: string, results: readonly Result[], heading: string): void {
  writeFileSync(path, withReport(readFileSync(path, 'utf8'), `${heading}\n\n${toReport(results)}`));
}
