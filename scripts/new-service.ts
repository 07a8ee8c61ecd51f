import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { type NewService, type NewServiceOptions, parseNewService, USAGE } from './new-service/options.ts';
import { type PlannedFile, planService } from './new-service/plan-service.ts';

const ROOT = join(import.meta.dirname, '..');

/** `pnpm new-service NAME`: a service that runs and passes all gates. `--help` has the options. */
async function newService({ service, dryRun }: NewServiceOptions): Promise<number> {
  const files = planService(ROOT, service);
  for (const { path, isNew } of files) console.log(`${isNew ? '+' : '~'} ${path}`);
  if (dryRun) {
    console.log('\nNothing was written: this was a dry run.');
    return 0;
  }
  await make(files);
  console.log(`\n${nextSteps(service)}`);
  return 0;
}

/** Regenerate what follows from the contracts: the client's types, and the snapshot. */
const GENERATORS = ['packages/reference/src/generate-client.ts', 'packages/gates/src/contracts.ts update'];

async function make(files: readonly PlannedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(ROOT, path)), { recursive: true });
    await writeFile(join(ROOT, path), text);
  }
  // The names differ in length from the template's, so Biome has to break the lines again.
  const sources = files.map(({ path }) => path).filter((path) => path.endsWith('.ts'));
  await promisify(execFile)('biome', ['check', '--write', ...sources], { cwd: ROOT });
  for (const generator of GENERATORS) {
    await promisify(execFile)(process.execPath, generator.split(' '), { cwd: ROOT });
  }
}

function nextSteps({ name }: NewService): string {
  return `services/${name} was created. Next:

  pnpm install                 links it, and writes the lockfile
  pnpm test:all ${name.padEnd(14)} runs its specs
  npm start                    runs it with the others: POST http://127.0.0.1:4000/v1/${name}

Then replace the example: the contracts in packages/contracts/src/${name}, the rules in services/${name}/src/domain. After a
change of the contracts: pnpm contracts:update.`;
}

process.exitCode = await runCommandLine({
  name: 'new-service',
  usage: USAGE,
  parse: parseNewService,
  run: newService,
});
