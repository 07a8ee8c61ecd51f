import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { ESLint } from 'eslint';
import type { Finding, Outcome } from './gate.ts';
import { explainRules } from './lint/explain-rules.ts';
import { ROOT } from './root.ts';

const CONFIG = '.eslint.config.mjs';
/** A line for each finding. */
const OXLINT_ARGS = ['--type-aware', '--format=unix'];

/**
 * Runs Biome for format and style (biome.json), Oxlint for the rules that need types (.oxlintrc.json), and ESLint for rules that
 * neither has (.eslint.config.mjs). They print their messages; the findings explain how to fix them.
 */
export async function lint(): Promise<Outcome> {
  const [style, types, rules] = await Promise.all([checkStyle(), checkTypes(), checkRules()]);
  return { findings: [...style, ...types, ...rules], checked: `Biome, Oxlint, ESLint ${ESLint.version}` };
}

async function checkStyle(): Promise<readonly Finding[]> {
  const biome = spawn('biome', ['check', '.'], { cwd: ROOT, stdio: 'inherit' });
  const [code] = (await once(biome, 'exit')) as [number | null];
  if (code === 0) return [];
  const fix = 'pnpm format fixes what can be fixed automatically; the messages above describe the rest.';
  return [{ place: 'Biome', detail: 'format or style', fix }];
}

/** Prints Oxlint's messages, which end with `[Error/typescript(rule)]`; returns a finding for each kind. */
async function checkTypes(): Promise<readonly Finding[]> {
  const oxlint = spawn('oxlint', OXLINT_ARGS, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([
    text(oxlint.stdout),
    once(oxlint, 'exit') as Promise<[number | null]>,
  ]);
  if (code === 0) return [];
  process.stdout.write(output);
  const rules = [...output.matchAll(/\[Error\/(.+)\]$/gm)].map(([, rule = '']) => rule);
  return rules.length > 0
    ? explainRules('Oxlint', rules)
    : [{ place: 'Oxlint', detail: `ended with ${code}` }];
}

/** Prints ESLint's messages; returns a finding for each kind. */
async function checkRules(): Promise<readonly Finding[]> {
  const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: CONFIG });
  const results = await eslint.lintFiles(['.']);
  const formatter = await eslint.loadFormatter('stylish');
  process.stdout.write(await formatter.format(results));
  const rules = results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId ?? 'the parser'));
  return explainRules('ESLint', rules);
}
