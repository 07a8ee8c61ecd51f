/** A log line that contains forbidden text. */
export type Leak = { readonly what: string; readonly line: string };

/** Any text in the form of an e-mail address. */
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/i;

/** Folders of packages, which pnpm names NAME@VERSION. They occur in stack traces and look like e-mail addresses. */
const PACKAGE_PATH = /\/node_modules\/[^\s"\\)]*/g;

/**
 * Finds in log lines the texts that were planted in requests, messages and headers, and any e-mail address. Planted texts
 * are found as they are, and as encoded by JSON, URLs, base64 and base64url.
 *
 * @param planted planted texts by their kind: `{'a note': 'ring twice'}`
 */
export function findLeaks(lines: readonly string[], planted: Readonly<Record<string, string>>): Leak[] {
  const wanted = Object.entries(planted).flatMap(([what, text]) =>
    [...formsOf(text)].map((form) => [what, form.toLowerCase()] as const),
  );
  return lines.flatMap((line) => {
    const lower = line.toLowerCase();
    const found = wanted.find(([, form]) => lower.includes(form));
    if (found !== undefined) return [{ what: found[0], line }];
    return EMAIL.test(line.replaceAll(PACKAGE_PATH, '')) ? [{ what: 'an e-mail address', line }] : [];
  });
}

/** Returns a text as it is, and as encoded by JSON, URLs, base64 and base64url, at any offset in what was encoded. */
export function formsOf(text: string): ReadonlySet<string> {
  const json = JSON.stringify(text).slice(1, -1);
  return new Set([
    ...[text, json, JSON.stringify(json).slice(1, -1)],
    ...[withoutUnicode(text), encodeURIComponent(text)],
    ...[0, 1, 2].flatMap((offset) => [inBase64(text, offset, 'base64'), inBase64(text, offset, 'base64url')]),
  ]);
}

/** JSON of a writer that escapes all characters beyond ASCII. */
function withoutUnicode(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are part of ASCII.
  return text.replace(/[^\u0000-\u007f]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
}

/** The characters of base64 that depend on the text alone, if so many bytes (modulo 3) precede it. */
function inBase64(text: string, offset: number, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
  return whole.toString(encoding).slice(offset === 0 ? 0 : 4);
}
