#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createConsoleReport } from './console-report.ts';
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from './local-cloud.ts';

const USAGE = `Runs a folder of Serverless Framework services on this machine.

  --services <folder>   the folder of the services (default: services)
  --stage <name>        the stage to compile them for (default: dev)
  --port <number>       of the gateway; the AWS APIs get the next one (default: 4000; 0: any)
  --data <folder>       the data folder (default: .local-cloud)
  --fresh               deletes all data before the start
  --quiet               hides the output of the functions
  --no-watch            does not reload changed sources
  --enforce-permissions refuses calls that the role of a function or workflow does not allow
  --allow-unsupported   starts even if a template declares something unsupported
  --help
`;

/** Maximum time that a start in progress gets to finish after a signal. */
const STARTING_GRACE_MS = 2_000;
/** Maximum duration of a stop. After that, the process exits. */
const STOP_TIMEOUT_MS = 10_000;

export type CliOptions = {
  /** Replaces the arguments of the command line. */
  readonly args?: readonly string[];
  /** Options that the command line overrides. */
  readonly defaults?: Partial<LocalCloudOptions>;
  /** Called when the cloud is ready, for example to print next steps. */
  readonly onReady?: (cloud: LocalCloud) => void | Promise<void>;
};

/**
 * Runs the local cloud until SIGINT or SIGTERM; a second signal ends it at once. Resolves with the exit code: 0 after a
 * signal, 1 if it could not start or failed, 2 for a wrong command line.
 */
async function runCli({ args, defaults = {}, onReady }: CliOptions = {}): Promise<number> {
  const stopped = signalled();
  // EPIPE: the reader of our output, such as a pager, may exit first.
  process.stdout.on('error', () => undefined);
  let options: LocalCloudOptions;
  try {
    options = { ...defaults, ...parse(args ?? process.argv.slice(2)) };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if ('help' in options) {
    console.log(USAGE);
    return 0;
  }
  const report = createConsoleReport(options.quiet === true);
  const starting = startLocalCloud({
    servicesDir: 'services',
    ...options,
    log: report.line,
    onProgress: report.progress,
  });
  try {
    const cloud = await Promise.race([starting, stopped.then(() => sleep(STARTING_GRACE_MS, undefined))]);
    // Stopped during the start: the engines end with this process.
    if (cloud === undefined) return 0;
    report.ready(cloud);
    await onReady?.(cloud);
    const reason = await Promise.race([stopped, cloud.failed]);
    if (reason !== undefined) console.error(reason);
    else report.stopping();
    await withinTime(cloud.stop());
    return reason === undefined ? 0 : 1;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

function parse(args: readonly string[]): Partial<LocalCloudOptions> & { help?: true } {
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : [...args],
    allowNegative: true,
    options: {
      services: { type: 'string' },
      stage: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      fresh: { type: 'boolean' },
      quiet: { type: 'boolean' },
      watch: { type: 'boolean' },
      'enforce-permissions': { type: 'boolean' },
      'allow-unsupported': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_535)) {
    throw new Error(`--port must be a number from 0 to 65534, not ${JSON.stringify(values.port)}`);
  }
  return {
    ...(values.services === undefined ? {} : { servicesDir: values.services }),
    ...(values.stage === undefined ? {} : { stage: values.stage }),
    ...(port === undefined ? {} : { port }),
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    ...(values.fresh === undefined ? {} : { fresh: values.fresh }),
    ...(values.quiet === undefined ? {} : { quiet: values.quiet }),
    ...(values.watch === undefined ? {} : { watch: values.watch }),
    ...(values['enforce-permissions'] === undefined
      ? {}
      : { enforcePermissions: values['enforce-permissions'] }),
    ...(values['allow-unsupported'] === undefined ? {} : { allowUnsupported: values['allow-unsupported'] }),
    ...(values.help === true ? { help: true } : {}),
  };
}

/** Resolves at the first signal. The second one ends the process; the engines detect that and stop. */
function signalled(): Promise<undefined> {
  return new Promise((resolve) => {
    let count = 0;
    const onSignal = (signal: NodeJS.Signals): void => {
      count += 1;
      if (count > 1) process.exit(signal === 'SIGINT' ? 130 : 143);
      resolve(undefined);
    };
    process.on('SIGINT', onSignal);
    process.on('SIGTERM', onSignal);
  });
}

async function withinTime(stopping: Promise<void>): Promise<void> {
  const timer = setTimeout(() => {
    console.error(`The local cloud did not stop within ${STOP_TIMEOUT_MS / 1_000} seconds`);
    process.exit(1);
  }, STOP_TIMEOUT_MS);
  await stopping;
  clearTimeout(timer);
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exit(await runCli());
}
