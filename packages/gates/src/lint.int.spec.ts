import { explainRules } from './lint/explain-rules.ts';
import { copyRepository, type RepositoryCopy } from './repository-copy.spec-kit.ts';

const TIMEOUT_MS = 120_000;

/** Each line of a planted file that breaks a rule ends with the start of the expected message. */
const PLANTED = {
  'services/orders/src/http/planted.ts': `
import { setTimeout as sleep } from 'node:timers/promises';
import { retryOnConflict } from '@tradepost/aggregate/retry';
import * as all from 'zod'; // zod/mini
import { z } from 'zod'; // zod/mini
import { type Deps, deps, fulfilOrder } from '../deps.ts';

export type Colour = { readonly kind: 'red' } | { readonly kind: 'blue' };

export function floating({ orders }: Deps, ids: readonly string[]) {
  sleep(1); // no-floating-promises
  retryOnConflict(async () => 1); // no-floating-promises
  orders.history('ord_1'); // no-floating-promises
  deps().orders.load('ord_1'); // no-floating-promises
  fulfilOrder().start({} as never); // no-floating-promises
  ids.map(async (id) => orders.load(id)); // no-floating-promises
  ids.forEach(async (id) => void (await orders.load(id))); // no-misused-promises
  if (orders.load('ord_1')) return; // no-misused-promises
  console.log(all, z); // Take the logger
}

export function any(parsed: any) { // noExplicitAny
  const json = JSON.parse('{}'); // no-unsafe-assignment
  return [parsed, json.a]; // no-unsafe-member-access
}

export function missing(colour: Colour): string {
  switch (colour.kind) { // switch-exhaustiveness-check
    case 'red':
      return 'warm';
    default:
      return 'cold';
  }
}

export const isEmail = (sent: string) => /^(\\w+\\.?)+@/.test(sent); // no-super-linear-backtracking
export const trimmed = (sent: string) => sent.replace(/ +$/, ''); // no-super-linear-move
export const linear = (sent: string) => sent.replace(/(?<! ) +$/, '');

export const stack = (middy: { use: (what: unknown) => unknown }) => middy.use({}); // Add the middleware
`,
  'services/orders/src/domain/planted.ts': `
import { inspect } from 'node:util'; // Leave it to the caller

export const now = () => Date.now(); // Have the caller pass the time
export const today = () => new Date(); // Have the caller pass the time
export const text = () => Date(); // Have the caller pass the time
export const moment = (at: string) => new Date(at);
export const ticks = () => performance.now(); // Have the caller pass the time
export const dice = () => Math.random(); // Have the caller pass it
export const id = () => crypto.randomUUID(); // Have the caller pass it
export const stage = () => process.env['STAGE']; // Have deps.ts read the environment
export const hidden = () => globalThis.process.env; // Have deps.ts read the environment
export const get = () => fetch('https://example.com'); // Leave it to the caller
export const later = () => setTimeout(() => {}, 1); // Leave it to the caller
export const waits = async () => 1; // Leave it to the caller
export const shown = inspect({});
export const loads = () => import('./order.ts'); // Leave it to the caller
`,
};

type Finding = { readonly file: string; readonly line: number; readonly message: string };

const EXPECTED = Object.entries(PLANTED).flatMap(([file, text]) => expectedIn(file, text));

let copy: RepositoryCopy;
let rules: readonly string[];
let findings: readonly Finding[];

/** Lints only the planted files. */
beforeAll(async () => {
  copy = await copyRepository();
  await copy.plant(PLANTED);
  // Oxlint reads the types of every included file, which the planted files do not need.
  await copy.edit('tsconfig.json', '"packages/*/src"', '"packages/money/src"');
  await copy.edit('tsconfig.json', '"services/*/src"', '"services/orders/src"');
  await copy.edit('tsconfig.json', '"scripts",', '');
  const files = Object.keys(PLANTED);
  const [biome, oxlint, eslint] = await Promise.all([
    copy.run('biome', ['check', ...files]),
    copy.run('oxlint', ['--type-aware', '--format=unix', ...files]),
    copy.run('eslint', ['--config', '.eslint.config.mjs', ...files]),
  ]);
  findings = [...ofBiome(biome.output), ...ofOxlint(oxlint.output), ...ofEslint(eslint.output)];
  rules = findings.map(({ message }) => message.slice(message.lastIndexOf(' ') + 1));
}, TIMEOUT_MS);

afterAll(() => copy.remove());

describe('the configuration of Biome, Oxlint and ESLint', () => {
  it.each(EXPECTED.map(({ file, line, message }) => [file, line, message] as const))(
    'finds %s:%d: %s',
    (file, line, wanted) => {
      const messages = findings
        .filter((each) => each.file === file && each.line === line)
        .map((each) => each.message);
      expect(messages.join('\n')).toContain(wanted);
    },
  );

  it('finds nothing in other lines', () => {
    const places = new Set(EXPECTED.map(({ file, line }) => `${file}:${line}`));
    const others = findings.filter(({ file, line }) => file in PLANTED && !places.has(`${file}:${line}`));
    expect(others).toEqual([]);
  });

  it.each([
    ...['no-floating-promises', 'no-misused-promises', 'no-unsafe', 'no-super-linear'],
    'switch-exhaustiveness-check',
  ])('finds %s, whose message does not explain how to fix it', (kind) => {
    const [explained] = explainRules(
      'a linter',
      rules.filter((rule) => rule.includes(kind)),
    );
    expect(explained?.fix).toMatch(/^[a-z].*\.$/);
  });
});

function expectedIn(file: string, text: string): readonly Finding[] {
  return text.split('\n').flatMap((source, index) => {
    const [, message] = source.split(' // ');
    return message === undefined ? [] : [{ file, line: index + 1, message }];
  });
}

/** `path:line:column lint/group/rule ━━━` */
function ofBiome(output: string): readonly Finding[] {
  return [...output.matchAll(/^(\S+):(\d+):\d+ (lint\/\S+)/gm)].map(([, file = '', line, message = '']) => ({
    file,
    line: Number(line),
    message,
  }));
}

/** `path:line:column: message [Error/typescript(rule)]` */
function ofOxlint(output: string): readonly Finding[] {
  return [...output.matchAll(/^(\S+?):(\d+):\d+: (.+) \[Error\/(.+)\]$/gm)].map(
    ([, file = '', line, message = '', rule = '']) => ({
      file,
      line: Number(line),
      message: `${message} ${rule}`,
    }),
  );
}

/** Reads ESLint's output: the file on a line of its own, then `line:column  error  message  rule`. */
function ofEslint(output: string): readonly Finding[] {
  let file = '';
  return output.split('\n').flatMap((text) => {
    if (text.startsWith(copy.dir)) file = text.slice(copy.dir.length + 1);
    const [, line, message = ''] = /^ +(\d+):\d+ +error +(\S.*)$/.exec(text) ?? [];
    return line === undefined ? [] : [{ file, line: Number(line), message }];
  });
}
