import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ESLint } from 'eslint';
import type { Finding, Outcome } from './gate.ts';
import { explainRules } from './lint/explain-rules.ts';
import { ROOT } from './root.ts';

const CONFIG = '.eslint.config.mjs';

/**
 * Runs Biome for format and style (biome.json), and ESLint for the rules that need types (.eslint.config.mjs). Both print
 * their messages; the findings explain how to fix them.
 */
export async function lint(): Promise<Outcome> {
  const [style, rules] = await Promise.all([checkStyle(), checkRules()]);
  return { findings: [...style, ...rules], checked: `Biome, ESLint ${ESLint.version}` };
}

async function checkStyle(): Promise<readonly Finding[]> {
  const biome = spawn('biome', ['check', '.'], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(biome, 'exit')) as [number | null];
  if (code === 0) return [];
  const fix = 'pnpm format fixes what can be fixed automatically; the messages above describe the rest.';
  return [{ place: 'Biome', detail: 'format or style', fix }];
}

/** Prints ESLint's messages; returns a finding for each kind. */
async function checkRules(): Promise<readonly Finding[]> {
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: CONFIG });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results));
  const rules = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'the parser'));
  return explainRules(rules);
}
