import { createHash } from 'node:crypto';
import type { Change } from '../operators/operator.ts';

/** One small change of a source or template. */
export type Mutation = Change & {
  /** Follows from the content, not from the position: it stays the same while other code of the file changes. */
  readonly id: string;
  /** Folder of the service or package: `services/orders`. */
  readonly folder: string;
  /** Path from the repository's root. */
  readonly file: string;
  readonly line: number;
  readonly operator: string;
  /** Names of the declarations around the change, from outside to inside; of a template, its keys. */
  readonly declaration: string;
  readonly original: string;
  /** The region of code around the change, see `toRegions`. A template has none. */
  readonly region: string | undefined;
};

/** Takes the content of a mutation; `occurrence` counts those of the same content. Returns its id. */
export function idOf(
  { file, operator, declaration, original, replacement }: Omit<Mutation, 'id'>,
  occurrence: number,
): string {
  const content = JSON.stringify([file, operator, declaration, original, replacement, occurrence]);
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}

/** Returns a text with a change. */
export function changed(text: string, { start, end, replacement }: Change): string {
  return `${text.slice(0, start)}${replacement}${text.slice(end)}`;
}

/** Returns the changed lines of a mutation as a diff without context. */
export function toDiff(text: string, mutation: Change): string {
  const first = text.lastIndexOf('\n', mutation.start - 1) + 1;
  const after = text.indexOf('\n', mutation.end);
  const last = after < 0 ? text.length : after;
  const before = text.slice(first, last);
  const then = changed(text, mutation).slice(
    first,
    last + mutation.replacement.length - (mutation.end - mutation.start),
  );
  const lines = (mark: string, part: string) => part.split('\n').map((line) => `${mark} ${line}`);
  return [...lines('-', before), ...lines('+', then)].join('\n');
}
