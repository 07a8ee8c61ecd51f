import { command } from '@tradepost/command-line/command';
import { wholeNumber } from '@tradepost/command-line/parsers';

/** The AWS APIs use the next port. */
const MAX_PORT = 65_534;

export const start = command('start', 'Runs the whole of Tradepost on this machine, as npm start does.', {
  examples: ['npm start', 'npm start -- --port 5000 --fresh', 'npm start -- --open'],
  exitCodes: '0 if it was stopped, 1 if it failed',
})
  .option(
    '--port <number>',
    'port of the API; the AWS APIs use the next one; 0 chooses two free ones',
    wholeNumber('--port', { least: 0, most: MAX_PORT }),
    4_000,
  )
  .option('--data <folder>', 'folder of the data', '.tradepost')
  .option('--fresh', 'deletes all data first', false)
  .option('--no-seed', 'does not create the demo catalogue')
  .option(
    '--enforce-permissions',
    'denies functions and workflows the calls that their roles do not allow, as AWS does',
    false,
  )
  .option(
    '--open',
    'accepts requests without a token, as if the developer or the customer ada had sent them; no stage can',
    false,
  )
  .option('--no-throttle', 'does not throttle the routes, which a stage does')
  .option('--no-watch', 'does not reload changed sources while it runs')
  .option('--quiet', 'prints one line when it is ready, and nothing else', false)
  .action(async ({ data: dataDir, ...options }) => {
    const { runStart } = await import('./start/run-start.ts');
    const code = await runStart({ ...options, dataDir }).catch((error: Error) => {
      console.error(`tradepost start: ${error.message}`);
      return 1;
    });
    // Ends what a failed start, or a stop that took too long, has left.
    process.exit(code);
  });
