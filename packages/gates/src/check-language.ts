import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractTexts } from './check-language/extract-texts.ts';
import { checkTexts } from './check-language/language-rules.ts';
import type { Outcome } from './gate.ts';
import { ROOT } from './root.ts';

/** Kinds of files with texts that people read. */
const SOURCES = ['*.ts', '*.cjs', '*.mjs', '*.yml', '*.md'];
/**
 * Generated files; recorded data; the released history of versions; and the rules of this check with their spec, which contain
 * the words.
 */
const EXCLUDED = /(?:^|\/)(?:generated|snapshot|samples|golden|check-language)\/|CHANGELOG\.md$/;

/** Checks the texts that people read: comments, test names, descriptions, messages, documentation. */
export async function checkLanguage(): Promise<Outcome> {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...SOURCES];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  const paths = listed.split('\n').filter((path) => path !== '' && !EXCLUDED.test(path));
  const files = await Promise.all(
    paths.map(async (path) => {
      // A deleted file is listed until it is committed.
      const source = await readFile(join(ROOT, path), 'utf8').catch(() => '');
      const texts = extractTexts(path, source);
      const findings = checkTexts(texts).map(({ kind, line, found, instead }) => ({
        ...{ place: `${path}:${line}`, detail: `${kind} with "${found}"`, fix: `Write ${instead}.` },
      }));
      return { count: texts.length, findings };
    }),
  );
  const count = files.reduce((sum, file) => sum + file.count, 0);
  return {
    findings: files.flatMap(({ findings }) => findings),
    checked: `${count} texts, ${files.length} files`,
  };
}
