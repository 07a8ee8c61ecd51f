import { createHash } from 'node:crypto';
import type { FileTexts, TextKind } from './extract-texts.ts';
import type { SampleOptions } from './options.ts';

const AREAS = [
  'packages/contracts/',
  'services/',
  'packages/lambda/',
  'packages/local/',
  'packages/gates/',
  'packages/proofs/',
] as const;
/** Texts of fixtures are data: only their comments and test names are sampled. */
const FIXTURE = /\.spec[.-]|\/examples?[./]|\/template\//;

const KINDS: readonly TextKind[] = ['description', 'message', 'test name', 'comment'];

/** Returns lines with random texts of each area and kind. The same seed and the same texts give the same sample. */
export function sample(files: readonly FileTexts[], { size, seed }: SampleOptions): readonly string[] {
  return AREAS.flatMap((area) =>
    KINDS.flatMap((kind) => {
      const texts = files
        .filter(({ path }) => path.startsWith(area) && (isForPeople(kind) || !FIXTURE.test(path)))
        .flatMap((file) =>
          file.texts.map(({ line, ...text }) => ({ ...text, place: `${file.path}:${line}` })),
        )
        .filter((text) => text.kind === kind && text.text.length > 1)
        .map((text) => ({ ...text, order: rank(`${seed} ${text.place} ${text.text}`) }))
        .toSorted((one, other) => one.order.localeCompare(other.order))
        .slice(0, size);
      return [`## ${area} ${kind}`, ...texts.map(({ place, text }) => `${place}: ${text}`), ''];
    }),
  );
}

function isForPeople(kind: TextKind): boolean {
  return kind === 'comment' || kind === 'test name';
}

function rank(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
