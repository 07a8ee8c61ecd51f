import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { formsOf } from './find-leaks.ts';

/** A file that contains a planted text. */
export type FoundInFile = { readonly file: string; readonly what: string };

/**
 * Finds planted texts in the files of a folder, in upper and lower case and in the forms of `formsOf`. Databases and logs are
 * searched as bytes, so deleted rows and write-ahead logs count too.
 *
 * @param planted planted texts by their kind: `{'a note': 'ring twice'}`
 */
export function findInFiles(folder: string, planted: Readonly<Record<string, string>>): FoundInFile[] {
  const wanted = Object.entries(planted).map(
    ([what, text]) => [what, [...formsOf(text)].map((form) => form.toLowerCase())] as const,
  );
  return filesIn(folder).flatMap((file) => {
    const text = readFileSync(join(folder, file)).toString().toLowerCase();
    return wanted
      .filter(([, forms]) => forms.some((form) => text.includes(form)))
      .map(([what]) => ({ file, what }));
  });
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path));
}
