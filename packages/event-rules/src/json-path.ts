/** Returns a value of a JSON document; undefined if there is none. */
export type JsonPath = (document: unknown) => unknown;

type Step = { readonly name: string } | { readonly index: number } | 'each';

const STEP = /^(?:\.([\w\-/]+|\*)|\[(\d+|\*)\]|\['([^']+)'\]|\["([^"]+)"\])/u;

/**
 * Compiles a path in the part of JSONPath that EventBridge supports: `$`, `.name` (with dashes, underscores and slashes),
 * `['name']`, `[0]`, and `*` as a name or index, which returns a list. Throws if the path is not valid.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function compileJsonPath(path: string): JsonPath {
  const steps = stepsOf(path);
  return (document) => follow(document, steps);
}

function stepsOf(path: string): Step[] {
  const steps: Step[] = [];
  let rest = path.startsWith('$') ? path.slice(1) : undefined;
  while (rest) {
    const found = STEP.exec(rest);
    if (!found) {
      rest = undefined;
      break;
    }
    const [all, dotted, bracket, single, double] = found;
    steps.push(stepOf(dotted ?? bracket ?? '', bracket !== undefined, single ?? double));
    rest = rest.slice(all.length);
  }
  if (rest === undefined) throw new Error(`JSON path ${JSON.stringify(path)} is not valid`);
  return steps;
}

function stepOf(text: string, bracketed: boolean, quoted: string | undefined): Step {
  if (quoted !== undefined) return { name: quoted };
  if (text === '*') return 'each';
  return bracketed ? { index: Number(text) } : { name: text };
}

function follow(value: unknown, steps: readonly Step[]): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (step === 'each') {
    return Object.values(value)
      .map((one) => follow(one, rest))
      .filter((one) => one !== undefined);
  }
  const key = 'name' in step ? step.name : String(step.index);
  return Object.hasOwn(value, key) ? follow((value as Record<string, unknown>)[key], rest) : undefined;
}
