import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { type NewService, toNewService } from './new-service/options.ts';
import { type PlannedFile, planService } from './new-service/plan-service.ts';

const ROOT = join(import.meta.dirname, '..');

const newService = command(
  'new-service',
  'Creates a service that runs and passes all gates: one aggregate with its table, a route to create it and one to get it, and an event that its stream publishes.',
  { examples: ['pnpm new-service carts --about "Collects what a customer wants to buy." --dry-run'] },
)
  .argument('<name>', 'lower-case letters, by convention a plural: carts')
  .option('--singular <word>', 'name of one aggregate (the name without its s)')
  .option(
    '--prefix <letters>',
    'prefix of its ids, before _: three lower-case letters (the first three of the singular)',
  )
  .option('--about <text>', 'purpose of the service, in one sentence')
  .option('--dry-run', 'lists the files that it would write, and writes nothing')
  .action(async (name, { dryRun, ...values }) => {
    const service = toNewService(name, values);
    const files = planService(ROOT, service);
    for (const { path, isNew } of files) console.log(`${isNew ? '+' : '~'} ${path}`);
    if (dryRun) {
      console.log('\nNothing was written: this was a dry run.');
      return;
    }
    await make(files);
    console.log(`\n${nextSteps(service)}`);
  });

/** Writes the snapshot of the contracts, and the client's types. */
const UPDATE_CONTRACTS = ['packages/docs/src/main.ts', 'contracts'];

async function make(files: readonly PlannedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  // The names differ in length from the template's, so Biome has to break the lines again.
  const sources = files.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
  await promisify(execFile)('biome', ['check', '--write', ...sources], { cwd: ROOT });
  await promisify(execFile)(process.execPath, UPDATE_CONTRACTS, { cwd: ROOT });
}

function nextSteps({ name }: NewService): string {
  return `services/${name} was created. Next:

  pnpm install                 links it, and writes the lockfile
  pnpm test:all ${name.padEnd(14)} runs its specs
  npm start                    runs it with the others: POST http://127.0.0.1:4000/v1/${name}

Then replace the example: the contracts in packages/contracts/src/${name}, the rules in services/${name}/src/domain. After a
change of the contracts: pnpm generate contracts.`;
}

await run(newService);
