import { spawn } from 'node:child_process';

/** The outcome of specs: all pass, one fails, or they did not end in time. */
export type SpecOutcome =
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'failed'; readonly spec: string; readonly test: string }
  | { readonly outcome: 'late' };

type Options = {
  /** Folder of the copy. */
  readonly root: string;
  readonly config: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Ends the run. A spec that waits for something that never happens would wait for ten minutes. */
  readonly maxMs: number;
};

/** Characters of Jest's output that are kept if it does not name a failed test. */
const MAX_TEXT = 500;

/** Runs specs in a copy until one fails, one file after the other. */
export async function runJest(specs: readonly string[], options: Options): Promise<SpecOutcome> {
  const { root, config, environment = {}, maxMs } = options;
  const args = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    ...['--config', config, '--bail', '--maxWorkers', '1', '--silent', '--runTestsByPath', ...specs],
  ];
  const { isLate, exitCode, text } = await runGroup(args, { root, environment, maxMs });
  if (isLate) return { outcome: 'late' };
  return exitCode === 0 ? { outcome: 'passed' } : toFailure(text);
}

/** Takes the output of Jest, which writes no JSON if it ends at the first failure. Returns the first failed test. */
export function toFailure(output: string): SpecOutcome & { readonly outcome: 'failed' } {
  const [, spec] = /^FAIL (?:\w+ )?(\S+)/m.exec(output) ?? [];
  const after = output.slice(output.indexOf('FAIL ')).split('\n').slice(1);
  const test = after.find((line) => line.trim() !== '')?.replace(/^\s*(?:● )?/, '');
  // A change can end Jest itself, by a rejection that nothing handles.
  if (spec === undefined) return { outcome: 'failed', spec: 'Jest', test: output.trim().slice(-MAX_TEXT) };
  return { outcome: 'failed', spec, test: test ?? 'the file does not load' };
}

type GroupOptions = Pick<Options, 'root' | 'maxMs'> & {
  readonly environment: Readonly<Record<string, string>>;
};

type Ended = { readonly isLate: boolean; readonly exitCode: number | null; readonly text: string };

/** Runs Node in a process group of its own, which ends with it: specs start local engines. */
function runGroup(args: readonly string[], { root, environment, maxMs }: GroupOptions) {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  // The gate `privileges` reads recorded AWS calls: those of a changed function must not be among them.
  const { RECORD_CALLS: _calls, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...inherited, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let isLate = false;
  const endGroup = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The group has ended.
    }
  };
  const timer = setTimeout(() => {
    isLate = true;
    endGroup();
  }, maxMs);
  child.stdout.on('data', (part) => (text += String(part)));
  child.stderr.on('data', (part) => (text += String(part)));
  child.on('error', reject);
  child.on('close', (exitCode) => {
    clearTimeout(timer);
    endGroup();
    resolve({ isLate, exitCode, text });
  });
  return promise;
}
