/** A log line that contains forbidden text. */
export type Leak = { readonly what: string; readonly line: string };

/** Any text in the form of an e-mail address. */
const EMAIL = /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*[a-z]/i;

/** Folders of packages, which pnpm names NAME@VERSION. They occur in stack traces and look like e-mail addresses. */
const PACKAGE_PATH = /\/node_modules\/[^\s"\\)]*/g;

/**
 * Finds in log lines the texts that were planted in requests, messages and headers, and any e-mail address. Planted texts
 * are found as they are, and as encoded by JSON, URLs and base64.
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

function formsOf(text: string): ReadonlySet<string> {
  const json = JSON.stringify(text).slice(1, -1);
  return new Set([
    ...[text, json, JSON.stringify(json).slice(1, -1)],
    ...[
      encodeURIComponent(text),
      Buffer.from(text)
        .toString('base64')
        .replace(/={1,2}$/, ''),
    ],
  ]);
}
