import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseNoArguments, runCommandLine } from '@tradepost/command-line/run-command-line';
import { ESLint } from 'eslint';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CONFIG = '.eslint.config.mjs';

/** How to fix findings of rules whose own messages do not explain it. */
const MENDING: Readonly<Record<string, string>> = {
  'no-floating-promises':
    'await the promise or return it; mark it with void only if its failure does not matter.',
  'no-misused-promises': 'pass a function that returns nothing, and await in a function that is awaited.',
  'no-unsafe': 'parse external data with a schema, or declare its type as unknown and narrow it.',
  'no-super-linear':
    'bound a quantifier, exclude from its class what follows it, or put (?<!x) before x+; long inputs then take linear time.',
  'switch-exhaustiveness-check':
    'give each member of the union its own case, and end with default: return x satisfies never.',
};

const USAGE = `Runs Biome for format and style (biome.json), and ESLint for the rules that need types (.eslint.config.mjs).

  pnpm lint

Exit code: 0 if nothing is found, 1 if something is, 2 for a wrong command line.`;

/** `pnpm lint`: the last lines explain how to fix its findings. */
async function lint(): Promise<number> {
  const [formed, sound] = await Promise.all([checkForm(), checkRules()]);
  if (!formed)
    console.error(
      'How to fix it: pnpm format fixes what can be fixed automatically; the messages above describe the rest.',
    );
  for (const how of sound) console.error(`How to fix it: ${how}`);
  return formed && sound.length === 0 ? 0 : 1;
}

async function checkForm(): Promise<boolean> {
  const biome = spawn('biome', ['check', '.'], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(biome, 'exit')) as [number | null];
  return code === 0;
}

/** Prints what ESLint finds; returns a sentence for each kind of finding. */
async function checkRules(): Promise<readonly string[]> {
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: CONFIG });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results));
  const rules = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? ''));
  return [...new Set(rules.map((rule) => mendingOf(rule)))];
}

function mendingOf(rule: string): string {
  const found = Object.entries(MENDING).find(([part]) => rule.includes(part));
  return found === undefined ? `see the message of ${rule} above.` : `${found[0]}: ${found[1]}`;
}

process.exitCode = await runCommandLine({ name: 'lint', usage: USAGE, parse: parseNoArguments, run: lint });
