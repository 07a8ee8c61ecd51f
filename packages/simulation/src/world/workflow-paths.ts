/** The data and the context object that the paths of a state refer to. */
export type Scope = { readonly data: unknown; readonly context: Readonly<Record<string, unknown>> };

type Fields = Readonly<Record<string, unknown>>;

/** Reads a reference path: `$.a.b`, or `$$.State.Name` in the context. Throws if there is no value. */
export function readPath({ data, context }: Scope, path: string): unknown {
  const isContext = path.startsWith('$$');
  const names = path
    .replace(/^\$\$?\.?/, '')
    .split('.')
    .filter((name) => name !== '');
  if (names.some((name) => !/^\w+$/.test(name))) throw new Error(`the path ${path} is not simulated`);
  return names.reduce<unknown>(
    (value, name) => {
      if (typeof value === 'object' && value !== null && name in value) return (value as Fields)[name];
      throw new Error(`there is no value at the path ${path}`);
    },
    isContext ? context : data,
  );
}

/** Returns the data with a result at a path: `$` replaces the data, `null` drops the result, the default is `$`. */
export function writePath(data: unknown, path: unknown, result: unknown): unknown {
  if (path === null) return data;
  if (path === undefined || path === '$') return result;
  const name = /^\$\.(\w+)$/.exec(String(path))?.[1];
  if (name === undefined) throw new Error(`the result path ${path} is not simulated`);
  return { ...(data as Fields), [name]: result };
}

/** Evaluates a payload template: fields that end in `.$` are paths or intrinsic functions. */
export function evaluate(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((each) => evaluate(each, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), evaluateText(String(value), scope)]
        : [name, evaluate(value, scope)],
    ),
  );
}

function evaluateText(text: string, scope: Scope): unknown {
  if (text.startsWith('$')) return readPath(scope, text);
  const [, format, rest] = /^States\.Format\('([^']*)',(.+)\)$/.exec(text) ?? [];
  if (format === undefined || rest === undefined)
    throw new Error(`the intrinsic function ${text} is not simulated`);
  const values = rest.split(',').map((path) => String(readPath(scope, path.trim())));
  return format.replace(/\{\}/g, () => values.shift() ?? '');
}

/** Returns the state that follows a Choice state. */
export function chooseNext(state: Fields, scope: Scope): string {
  const choices = state['Choices'] as readonly Fields[];
  const chosen = choices.find((choice) => holds(choice, scope));
  const next = chosen?.['Next'] ?? state['Default'];
  if (next === undefined) throw new Error('no choice matches, and there is no default');
  return String(next);
}

function holds(choice: Fields, scope: Scope): boolean {
  if (Array.isArray(choice['And'])) return choice['And'].every((each: Fields) => holds(each, scope));
  if (Array.isArray(choice['Or'])) return choice['Or'].some((each: Fields) => holds(each, scope));
  if (choice['Not'] !== undefined) return !holds(choice['Not'] as Fields, scope);
  const value = readPath(scope, String(choice['Variable']));
  if ('NumericGreaterThan' in choice) {
    // AWS fails an execution if the variable does not exist.
    if (typeof value !== 'number') throw new Error(`${choice['Variable']} is not a number`);
    return value > Number(choice['NumericGreaterThan']);
  }
  for (const test of ['StringEquals', 'NumericEquals', 'BooleanEquals']) {
    if (test in choice) return value === choice[test];
  }
  throw new Error(`the choice ${JSON.stringify(choice)} is not simulated`);
}
