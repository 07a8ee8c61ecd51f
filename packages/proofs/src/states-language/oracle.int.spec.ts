import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CONFORMANCE_CASES,
  type ConformanceCase,
} from '@tradepost/states-language/conformance-cases.spec-kit';
import { prepareEmulator } from '../rehearse/emulator.ts';
import { type OracleRun, startOracle } from './oracle.spec-kit.ts';

const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', '..', 'node_modules', '.cache');
/** Long enough to install the emulator first. */
const SPEC_TIMEOUT_MS = 360_000;

const startEmulator = await prepareEmulator(CACHE_DIR);

const PATHS = 'https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html';
const CHOICE = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html';
const ERRORS = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html';
const MOCKS = 'a mock of the oracle that throws keeps its error in every retry';

/** Cases in which the oracle is wrong: what it does, and where AWS documents otherwise. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'a ResultPath creates missing objects, and keeps others': `it takes brackets for a part of the name (${PATHS})`,
  'paths select by wildcard, index, filter, slice and descent': `it knows no filter, slice and descent (${PATHS})`,
  'a missing value in Parameters is States.Runtime, which States.ALL does not catch':
    'a mocked task of the oracle does not evaluate its Parameters',
  "the intrinsic function States.Format('{} of {}: {}', $.n, 'order 7', $.list)":
    "it writes JSON with Python's blanks; AWS writes the string value of the JSON",
  'the intrinsic function States.ArrayRange(5, 1, -2)':
    'it excludes the end of a falling range; AWS includes the last value (intrinsic-functions.html)',
  'the intrinsic function States.ArrayLength($.list[?(@ == 2)])': `it knows no filter (${PATHS})`,
  'the rule {"Variable":"$.x","IsPresent":true} for {"x":null}': `it takes null for absent (${CHOICE})`,
  'the rule {"Variable":"$.x","IsTimestamp":true} for {"x":"2026-01-01"}': `it accepts a date; AWS RFC 3339 with T and a zone (${CHOICE})`,
  'the rule {"Variable":"$.x","TimestampGreaterThanEqualsPath":"$.y"} for {"x":"2026-01-01T00:00:00Z","y":"2025-01-01T00:00:00Z"}': `it does not know this operator (${CHOICE})`,
  'a comparison of a missing value fails with States.Runtime': `it compares with null (${CHOICE})`,
  'a task succeeds at its last attempt of the default of three retries': MOCKS,
  'attempts are counted for each retrier': MOCKS,
  'an intrinsic function that fails is States.IntrinsicFailure': `it reports States.Runtime (${ERRORS})`,
  'a Map state of something else than a list fails with States.Runtime':
    'it takes the value for a list of one; the input of a Map state is an array (state-map-inline.html)',
  'a Wait state for something else than a number fails with States.Runtime':
    'it does not wait; SecondsPath must select a number (state-wait.html)',
};

/** The oracle's history has no states inside Parallel and Map states. */
function expectedOf({ states, output, error, entered = Object.keys(states) }: ConformanceCase): OracleRun {
  return {
    end: error === undefined ? { output } : { error },
    entered: entered.filter((name) => name in states),
  };
}

(typeof startEmulator === 'string' ? describe.skip : describe)("MiniStack's interpreter as an oracle", () => {
  let dataDir: string;
  let oracle: Awaited<ReturnType<typeof startOracle>>;
  let runs: ReadonlyMap<string, OracleRun>;
  beforeAll(async () => {
    if (typeof startEmulator === 'string') return;
    dataDir = await mkdtemp(join(tmpdir(), 'oracle-'));
    oracle = await startOracle(startEmulator, dataDir, CONFORMANCE_CASES);
    const pending = CONFORMANCE_CASES.map(async (each) => [each.name, await oracle.run(each)] as const);
    runs = new Map(await Promise.all(pending));
  }, SPEC_TIMEOUT_MS);
  afterAll(async () => {
    await oracle?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const isKnown = ({ name }: ConformanceCase) => Object.hasOwn(DIFFERENCES, name);

  it.each(CONFORMANCE_CASES.filter((each) => !isKnown(each)))('agrees: $name', (each) => {
    expect(runs.get(each.name)).toEqual(expectedOf(each));
  });

  it.each(CONFORMANCE_CASES.filter(isKnown))('still differs: $name', (each) => {
    expect(runs.get(each.name)).not.toEqual(expectedOf(each));
  });

  it('has no difference listed that is not a case', () => {
    const names = CONFORMANCE_CASES.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(Object.keys(DIFFERENCES)));
  });
});
