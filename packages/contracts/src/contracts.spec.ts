import { readdirSync } from 'node:fs';
import * as z from 'zod/mini';
import type { CommandContract } from './define-command.ts';
import type { EventContract } from './define-event.ts';
import type { RouteContract } from './define-route.ts';
import { PROBLEMS } from './problem.ts';

type Contract =
  | EventContract<string, z.ZodMiniType>
  | CommandContract<string, z.ZodMiniType, z.ZodMiniType>
  | RouteContract;

/** Every contract that a folder exports, with the file that it stands in. */
async function contractsIn<Of extends Contract>(folder: string, kind: Of['kind']) {
  const files = readdirSync(new URL(`./${folder}/`, import.meta.url)).filter(
    (name) => !name.includes('.spec'),
  );
  const found: { file: string; contract: Of }[] = [];
  for (const file of files) {
    const exported = Object.values((await import(`./${folder}/${file}`)) as Record<string, unknown>);
    for (const each of exported) {
      if ((each as Contract | undefined)?.kind === kind) found.push({ file, contract: each as Of });
    }
  }
  expect(found.length).toBeGreaterThanOrEqual(files.length);
  return found;
}

const kebab = (type: string) => type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

type AnyEvent = EventContract<string, z.ZodMiniType>;
type AnyCommand = CommandContract<string, z.ZodMiniType, z.ZodMiniType>;
type Found<Of> = readonly { readonly file: string; readonly contract: Of }[];

let events: Found<AnyEvent>;
let commands: Found<AnyCommand>;
let routes: Found<RouteContract>;
beforeAll(async () => {
  events = await contractsIn<AnyEvent>('events', 'event');
  commands = await contractsIn<AnyCommand>('commands', 'command');
  routes = await contractsIn<RouteContract>('http', 'route');
});

describe('Events', () => {
  it('stand one to a file that has their name, and say who publishes them', () => {
    expect(events.map(({ file }) => file)).toEqual(
      events.map(({ contract }) => `${kebab(contract.type)}.ts`),
    );
    for (const { contract } of events) {
      expect(contract.source).toMatch(/^tradepost\.[a-z]+$/);
      expect(contract.version).toBeGreaterThanOrEqual(1);
    }
  });

  it('let pass what a newer version added', () => {
    for (const { contract } of events) {
      const { error } = contract.data.safeParse({ addedLater: true });
      expect([contract.type, error?.issues.filter(({ code }) => code === 'unrecognized_keys')]).toEqual([
        contract.type,
        [],
      ]);
    }
  });
});

describe('Commands', () => {
  it('stand one to a file that has their name, and say who carries them out', () => {
    expect(commands.map(({ file }) => file)).toEqual(
      commands.map(({ contract }) => `${kebab(contract.type)}.ts`),
    );
    for (const { contract } of commands) expect(contract.service).toMatch(/^[a-z]+$/);
  });

  it('answer accepted or rejected', () => {
    for (const { contract } of commands) {
      const refusal = { outcome: 'rejected', rejection: { code: 'SOME_REASON', facts: 1 } };
      expect(contract.reply.parse(refusal)).toEqual(refusal);
      expect(contract.reply.safeParse({ outcome: 'perhaps' }).success).toBe(false);
    }
  });
});

describe('Routes', () => {
  it('are one to a method and path', () => {
    const names = routes.map(({ contract }) => `${contract.method} ${contract.path}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('take the parameters that their paths have', () => {
    for (const { contract } of routes) {
      const inPath = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const { properties = {} } = z.toJSONSchema(contract.params, { io: 'input' });
      expect([contract.path, Object.keys(properties)]).toEqual([contract.path, inPath]);
    }
  });

  it('name the scope that they need', () => {
    for (const { contract } of routes) expect(contract.scope).toMatch(/^[a-z]+:(read|write)$/);
  });

  it('answer with codes that have a status', () => {
    for (const { contract } of routes) {
      for (const code of contract.problems) expect(PROBLEMS).toHaveProperty(code);
    }
  });

  it('can be told in JSON Schema, for the reference', () => {
    for (const { contract } of routes) {
      for (const schema of [contract.query, contract.success.body]) {
        expect(() => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).not.toThrow();
      }
    }
  });
});

describe('Problems', () => {
  it('have stable codes and client or server statuses', () => {
    for (const [code, { status, title }] of Object.entries(PROBLEMS)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect([status >= 400 && status < 600, title.length > 0]).toEqual([true, true]);
    }
  });
});
