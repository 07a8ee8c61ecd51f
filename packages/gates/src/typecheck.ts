import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Finding, Outcome } from './gate.ts';
import { ROOT } from './root.ts';

/** TypeScript's compiler of version 7: a fifth of the time of version 6, which ts-jest and ESLint's parser still need. */
export const TSC = join(
  dirname(createRequire(import.meta.url).resolve('typescript-7/package.json')),
  'bin',
  'tsc',
);

/** All code, and apart from it what runs in browsers, whose types contradict those of Node. */
const PROGRAMS = ['tsconfig.json', 'packages/shop/tsconfig.json'];

const SOURCES = ['packages/*/{src,fixtures,bench,page}/**/*.ts', 'services/*/src/**/*.ts', 'scripts/**/*.ts'];
const NOT_CHECKED = ['**/node_modules/**', 'scripts/new-service/template/**', '**/.tradepost/**'];
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Checks the types of the whole repository, and that tsconfig.json omits no source file. Prints TypeScript's messages. */
export async function typecheck(): Promise<Outcome> {
  const programs = await Promise.all(PROGRAMS.map((project) => runCompiler(['-p', project, '--listFiles'])));
  const code = programs.every((program) => program.code === 0) ? 0 : 1;
  const lines = programs.flatMap(({ output }) => output.split('\n'));
  const isFile = (line: string) => line.startsWith(ROOT) && line.endsWith('.ts');
  const messages = lines.filter((line) => !line.startsWith('/') && line.trim() !== '');
  for (const message of messages) console.log(message);
  const checked = new Set(lines.filter(isFile).map((file) => relative(ROOT, file)));
  const types: readonly Finding[] =
    code === 0
      ? []
      : [{ place: 'TypeScript', detail: 'types', fix: 'The messages above explain each finding.' }];
  return { findings: [...types, ...findOmitted(checked)], checked: `${checked.size} files` };
}

/** Returns a finding for each source file of the repository that is not among `checked`, paths relative to the root. */
export function findOmitted(checked: ReadonlySet<string>): readonly Finding[] {
  return globSync(SOURCES, { cwd: ROOT, exclude: NOT_CHECKED })
    .filter((file) => !checked.has(file))
    .map((file) => ({
      place: file,
      detail: 'is not part of the program that is type-checked',
      fix: 'Move it, or add its folder to "include" of tsconfig.json.',
    }));
}

async function runCompiler(
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const options = { cwd: ROOT, maxBuffer: MAX_OUTPUT_BYTES };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [TSC, ...args], options);
    return { code: 0, output: stdout };
  } catch (error) {
    const { code, stdout } = error as Error & { code?: number | string; stdout?: string };
    if (typeof code !== 'number' || stdout === undefined) throw error;
    return { code, output: stdout };
  }
}
