import type { FoundText, TextKind } from './extract-texts.ts';

/** A rule of language, with what to write instead. */
type LanguageRule = {
  /** Kinds of text that it applies to; absent for all. */
  readonly kinds?: readonly TextKind[];
  readonly pattern: RegExp;
  /** Phrases in which the words are right. */
  readonly except?: RegExp;
  readonly instead: string;
};

const CODE_TEXTS: readonly TextKind[] = ['comment', 'description'];

/**
 * Words that name a thing otherwise than its field does, and forms of sentences that have to be read twice. The glossary of the
 * documentation has the words to use.
 */
const RULES: readonly LanguageRule[] = [
  { pattern: /\bpassing(?: order| fault|Since)s?\b/i, instead: 'pending' },
  { pattern: /\bstor(?:y|ies)\b/i, instead: 'timeline, or scenario in a test' },
  { pattern: /\bdead letters?\b/i, instead: 'dead-letter message, or dead-letter queue' },
  {
    pattern: /\b(?:an?|the|each|this|that|such|its|many) letters?\b/i,
    except: /\bletters? (?:of|and|or|from|that)\b/i,
    instead: 'dead-letter message',
  },
  { pattern: /\bdesks?\b/i, instead: 'the operations API' },
  { pattern: /\bburi(?:ed|es)\b|\bbury(?:ing)?\b/i, instead: 'move to the dead-letter queue' },
  { pattern: /\b(?:doors?|walls?)\b/i, instead: 'entry point, boundary' },
  { pattern: /\brooms?\b/i, except: /\broom for\b/i, instead: 'folder or layer' },
  { pattern: /\bhouse(?:'s|s)?\b/i, instead: 'this repository, or the default' },
  { pattern: /\brefusals?\b/i, instead: 'rejection' },
  { pattern: /\blet(?:s|ting)? go\b/i, instead: 'void or release' },
  { pattern: /\b(?:give|gives|given|gave|giving) back\b/i, instead: 'refund, release or return' },
  { pattern: /\b(?:says?|said|saying|tells?|told|telling)\b/i, instead: 'return, report, publish or record' },
  {
    pattern: /\b(?:hears?|speaks?|believes?|forgets?|learns?|hopes?|thinks?|wants?)\b/i,
    instead: 'a verb of what the code does',
  },
  {
    pattern:
      /\b(?:services?|functions?|catalogue|platform|orders|inventory|payments|handlers?|clouds?|emulators?|clients?) (?:does not |do not )?knows?\b/i,
    instead: '"has", "stores" or "is configured with"',
  },
  { pattern: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix' },
  { pattern: /\bgoes by\b|\bas told\b|\bin hand\b/i, instead: 'a plain verb' },
  { pattern: /[«»“”„‘’]/, instead: 'straight quotes, which can be pasted into a search' },
  {
    kinds: CODE_TEXTS,
    pattern: /^(?:What|Whether|Where|Who|Whose|Whom|Of)\b/,
    instead: 'a text that starts with the thing or a verb',
  },
  {
    kinds: ['test name'],
    pattern: /^(?:When|If|Once|Where|That|Whose)\b(?!-)/,
    instead: 'the unit or its state as a noun, which the test names continue with a verb',
  },
];

/** A text that breaks a rule. */
export type LanguageFinding = FoundText & { readonly found: string; readonly instead: string };

/** Takes the texts of a file; returns those that break a rule, with the words found. */
export function checkTexts(texts: readonly FoundText[]): readonly LanguageFinding[] {
  return texts.flatMap((text) =>
    RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(text.kind)).flatMap((rule) => {
      const found = rule.pattern.exec(text.text)?.[0];
      if (found === undefined || rule.except?.test(text.text)) return [];
      return [{ ...text, found, instead: rule.instead }];
    }),
  );
}
