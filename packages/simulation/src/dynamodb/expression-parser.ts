import type { AttributeValue } from './attribute-value.ts';
import { validationError } from './validation-error.ts';

/** The values of the placeholders of an expression. */
export type Placeholders = {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, AttributeValue>> | undefined;
};

const TOKENS = /\s*(<>|<=|>=|[=<>(),+-]|[:#]?[A-Za-z0-9_]+)/y;

/** Reads an expression token by token, and resolves its placeholders. */
export function createParser(expression: string, { names = {}, values = {} }: Placeholders) {
  const tokens = tokensOf(expression);
  let at = 0;
  const peek = () => tokens[at];
  const take = (): string => {
    const token = tokens[at];
    if (token === undefined) throw validationError(`Syntax error at the end of "${expression}"`);
    at += 1;
    return token;
  };
  const accept = (word: string): boolean => {
    if (peek()?.toUpperCase() !== word) return false;
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
  /** Resolves the name of an attribute. Paths into an item are not simulated: no service uses one. */
  const name = (token: string): string => {
    if (!token.startsWith('#')) return token;
    const meant = names[token];
    if (meant === undefined) throw validationError(`An expression attribute name is not defined: ${token}`);
    return meant;
  };
  const value = (token: string): AttributeValue => {
    const meant = values[token];
    if (meant === undefined) throw validationError(`An expression attribute value is not defined: ${token}`);
    return meant;
  };
  const isAtEnd = () => at === tokens.length;
  return {
    peek,
    take,
    accept,
    expect,
    name,
    value,
    isAtEnd,
    lookAhead: () => tokens[at + 1],
  };
}

export type Parser = ReturnType<typeof createParser>;

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
