#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createConsoleReport } from './console-report.ts';
import { startLocalCloud } from './local-cloud.ts';
import type { LocalCloudOptions } from './local-cloud-options.ts';
import { runUntilStopped } from './run-until-stopped.ts';

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

const USAGE_EXIT_CODE = 2;

// EPIPE: the reader of our output, such as a pager, may exit first.
process.stdout.on('error', () => undefined);
const options = parse();
if (options === 'help') console.log(USAGE);
else process.exit(await run(options));

/** Runs the local cloud until SIGINT or SIGTERM; a second signal ends it at once. Resolves with the exit code. */
async function run(given: LocalCloudOptions): Promise<number> {
  const report = createConsoleReport(given.quiet === true);
  const start = async () => {
    const cloud = await startLocalCloud({ ...given, log: report.line, onProgress: report.progress });
    report.ready(cloud);
    return cloud;
  };
  try {
    return await runUntilStopped(start, { onStopping: report.stopping });
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

/** Parses the command line. Ends the process with code 2 if it is wrong. */
function parse(): LocalCloudOptions | 'help' {
  try {
    const { values } = parseArgs({
      args: process.argv.slice(process.argv[2] === '--' ? 3 : 2),
      allowNegative: true,
      options: {
        services: { type: 'string', default: 'services' },
        stage: { type: 'string', default: 'dev' },
        port: { type: 'string', default: '4000' },
        data: { type: 'string', default: '.local-cloud' },
        fresh: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: true },
        'enforce-permissions': { type: 'boolean', default: false },
        'allow-unsupported': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_534)
      throw new Error(`--port must be a number from 0 to 65534, not ${JSON.stringify(values.port)}`);
    const { services: servicesDir, stage, data: dataDir, fresh, quiet, watch } = values;
    const enforcePermissions = values['enforce-permissions'];
    const allowUnsupported = values['allow-unsupported'];
    return { servicesDir, stage, port, dataDir, fresh, quiet, watch, enforcePermissions, allowUnsupported };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(USAGE_EXIT_CODE);
  }
}
