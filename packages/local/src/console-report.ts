import { styleText } from 'node:util';
import type { LocalCloud, Progress } from './local-cloud.ts';

export type ConsoleReport = {
  readonly line: (source: string, line: string) => void;
  readonly progress: (progress: Progress) => void;
  /** `others` are further addresses, each with a name. */
  readonly ready: (cloud: LocalCloud, others?: readonly (readonly [string, string])[]) => void;
  readonly stopping: () => void;
};

const COLOURS = ['cyan', 'magenta', 'yellow', 'green', 'blue'] as const;

/**
 * Reports the local cloud's progress on the console: one line per finished step, then the addresses, then the services'
 * lines, each after the name of its service. `quiet` omits the steps. Metrics and structured lines of the levels DEBUG and
 * INFO are omitted; CloudWatch Logs has all lines.
 */
export function createConsoleReport(quiet: boolean): ConsoleReport {
  const started = performance.now();
  const colours = new Map<string, (typeof COLOURS)[number]>();
  const named = (source: string): string => {
    if (!colours.has(source)) colours.set(source, COLOURS[colours.size % COLOURS.length] ?? 'cyan');
    return styleText(colours.get(source) ?? 'cyan', source);
  };
  return {
    line: (source, line) => {
      if (!isRoutine(line)) console.log(`${named(source)} │ ${line}`);
    },
    progress: (progress) => {
      if (!quiet) console.log(textOf(progress, named(progress.name)));
    },
    ready: ({ url, awsEndpoint, services, open }, others = []) => {
      const seconds = formatSeconds(performance.now() - started);
      console.log(`\n${styleText('bold', `Ready in ${seconds}`)}: ${services.join(', ')}`);
      for (const [name, address] of [['HTTP APIs', url] as const, ...others]) {
        console.log(`  ${name.padEnd(12)}${styleText('underline', address)}`);
      }
      console.log(
        `  AWS APIs    ${styleText('underline', awsEndpoint)}   aws --endpoint-url ${awsEndpoint} …`,
      );
      for (const [pool, username] of Object.entries(open)) {
        const whose = `a request without a token gets the claims of ${username} (${pool})`;
        console.log(`  ${styleText(['yellow', 'bold'], 'OPEN')}        ${whose}`);
      }
      console.log('');
    },
    stopping: () => console.log('\nStopping; press Ctrl-C again to end at once'),
  };
}

function isRoutine(line: string): boolean {
  return line.startsWith('{') && (/"level":"(DEBUG|INFO)"/.test(line) || line.includes('"_aws":'));
}

function textOf({ step, done, total, durationMs, cached }: Progress, name: string): string {
  const count = step === 'engine' ? '     ' : `[${done}/${total}]`;
  const what = {
    packaged: cached === true ? 'template unchanged' : 'template compiled',
    engine: 'runs',
    ready: 'is up',
  }[step];
  return `${count} ${name} ${what} ${styleText('dim', `(${formatSeconds(durationMs)})`)}`;
}

function formatSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`;
}
