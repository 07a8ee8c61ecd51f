import type { AttributeValue, Item } from './attribute-value.ts';
import { validationError } from './validation-error.ts';

/** The values of the placeholders of an expression. */
export type Placeholders = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, AttributeValue>> | undefined;
};

const TOKENS = /\s*(<>|<=|>=|[=<>(),+\-.[\]]|[:#]?[A-Za-z0-9_]+)/y;

/** Reads an expression token by token, and resolves its placeholders. */
export function createParser(expression: string, { names = {}, values = {} }: Placeholders) {
  const tokens = tokensOf(expression);
  let at = 0;
  const peek = () => tokens[at];
  const isNext = (word: string) => peek()?.toUpperCase() === word;
  const take = (): string => {
    const token = tokens[at];
    if (token === undefined) throw validationError(`Syntax error at the end of "${expression}"`);
    at += 1;
    return token;
  };
  const accept = (word: string): boolean => {
    if (!isNext(word)) return false;
    at += 1;
    return true;
  };
  const expect = (word: string): void => {
    const token = take();
    if (token.toUpperCase() !== word) {
      throw validationError(
        `Syntax error; token: "${token}" where "${word}" was expected in "${expression}"`,
      );
    }
  };
  const name = (token: string): string => {
    if (!token.startsWith('#')) return token;
    const meant = names[token];
    if (meant === undefined) throw validationError(`An expression attribute name is not defined: ${token}`);
    return meant;
  };
  const path = (): readonly (string | number)[] => {
    const parts: (string | number)[] = [name(take())];
    for (;;) {
      if (accept('.')) parts.push(name(take()));
      else if (accept('[')) {
        parts.push(Number(take()));
        expect(']');
      } else return parts;
    }
  };
  const value = (token: string): AttributeValue => {
    const meant = values[token];
    if (meant === undefined) throw validationError(`An expression attribute value is not defined: ${token}`);
    return meant;
  };
  const isAtEnd = () => at === tokens.length;
  return {
    ...{ peek, isNext, take, accept, expect, path, value, isAtEnd },
    nameOf: name,
    lookAhead: () => tokens[at + 1],
  };
}

export type Parser = ReturnType<typeof createParser>;

/** Returns the value at a path in an item. */
export function valueAt(
  item: Item | undefined,
  path: readonly (string | number)[],
): AttributeValue | undefined {
  let value: AttributeValue | undefined = { M: item ?? {} };
  for (const part of path) {
    value = typeof part === 'number' ? value?.L?.[part] : ofMap(value?.M, part);
  }
  return value;
}

function ofMap(map: Item | undefined, name: string): AttributeValue | undefined {
  return map !== undefined && Object.hasOwn(map, name) ? map[name] : undefined;
}

function tokensOf(expression: string): readonly string[] {
  const known = cache.get(expression);
  if (known !== undefined) return known;
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < expression.trimEnd().length) {
    const start = TOKENS.lastIndex;
    const match = TOKENS.exec(expression);
    if (match === null) throw validationError(`Syntax error in "${expression}" at ${start}`);
    tokens.push(match[1] ?? '');
  }
  cache.set(expression, tokens);
  return tokens;
}

/** Needs no bound: the services have some dozens of expressions in all. */
const cache = new Map<string, readonly string[]>();
