import type { Finding } from '../gate.ts';

/** How to fix findings of rules whose own messages do not explain it. */
const FIXES: Readonly<Record<string, string>> = {
  'no-floating-promises':
    'await the promise or return it; mark it with void only if its failure does not matter.',
  'no-misused-promises': 'pass a function that returns nothing, and await in a function that is awaited.',
  'no-unsafe': 'parse external data with a schema, or declare its type as unknown and narrow it.',
  'no-super-linear':
    'bound a quantifier, exclude from its class what follows it, or put (?<!x) before x+; long inputs then take linear time.',
  'switch-exhaustiveness-check':
    'give each member of the union its own case, and end with default: return x satisfies never.',
};

/** Returns a finding for each kind of the rules, by their names, that a linter found broken: it explains how to fix them. */
export function explainRules(linter: string, rules: readonly string[]): readonly Finding[] {
  const kinds = new Set(rules.map((rule) => Object.keys(FIXES).find((part) => rule.includes(part)) ?? rule));
  return [...kinds].map((kind) => ({
    place: linter,
    detail: kind,
    fix: FIXES[kind] ?? `See the message of ${kind} above.`,
  }));
}
