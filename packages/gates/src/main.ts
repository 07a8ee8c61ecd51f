import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { UsageError } from '@tradepost/command-line/usage-error';
import { gates } from './gates.ts';
import { runGates, summarize } from './run-gates.ts';

const NAMES = gates.map(({ name }) => name);

/** `pnpm check`: runs gates. */
const check = command('check', 'Runs the gates of this repository, as many at a time as there are cores.', {
  examples: ['pnpm check', 'pnpm check lint language', 'pnpm check --list'],
  notes: 'A gate that needs a program which is missing here, such as Python, is skipped with a message.',
  exitCodes: '0 if nothing is found, 1 if a gate finds something or cannot run',
})
  .argument('[names...]', 'gates to run; all without it')
  .option('--list', 'lists the gates')
  .option('--required', 'fails if a gate is skipped')
  .action(async (names, { list, required }) => {
    if (list) {
      for (const { name, description } of gates) console.log(`${name.padEnd(13)} ${description}`);
      return;
    }
    const unknown = names.find((name) => !NAMES.includes(name));
    if (unknown !== undefined)
      throw new UsageError(`a gate must be one of ${NAMES.join(', ')}, not "${unknown}"`);
    const wanted = gates.filter(({ name }) => names.length === 0 || names.includes(name));
    const results = await runGates(wanted, (output) => console.log(output));
    console.log(summarize(results));
    const failing = required ? ['failed', 'skipped'] : ['failed'];
    if (results.some(({ status }) => failing.includes(status))) process.exitCode = 1;
  });

await run(check);
