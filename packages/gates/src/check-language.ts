import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { extractTexts, type FileTexts } from './check-language/extract-texts.ts';
import { checkTexts } from './check-language/language-rules.ts';
import { type LanguageOptions, parseLanguageOptions, USAGE } from './check-language/options.ts';
import { sample } from './check-language/sample.ts';

/** Kinds of files with texts that people read. */
const SOURCES = ['*.ts', '*.cjs', '*.mjs', '*.yml', '*.md'];
/**
 * Generated files; recorded data; the released history of versions; and the rules of this check with their spec, which contain
 * the words.
 */
const EXCLUDED = /(?:^|\/)(?:generated|snapshot|samples|golden|check-language)\/|CHANGELOG\.md$/;

/** `pnpm check:language`; `--help` has the rest. */
async function checkLanguage({ root, sampleOf }: LanguageOptions): Promise<number> {
  const files = await readTexts(root);
  if (sampleOf !== undefined) {
    for (const line of sample(files, sampleOf)) console.log(line);
    return 0;
  }
  let count = 0;
  for (const { path, texts } of files) {
    for (const { kind, line, found, instead } of checkTexts(texts)) {
      count += 1;
      console.log(`${path}:${line}: ${kind} with "${found}": write ${instead}`);
    }
  }
  const total = files.reduce((sum, { texts }) => sum + texts.length, 0);
  console.log(`${count} findings in ${total} texts of ${files.length} files`);
  return count === 0 ? 0 : 1;
}

async function readTexts(root: string): Promise<readonly FileTexts[]> {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', '--', ...SOURCES],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  const paths = listed.split('\n').filter((path) => path !== '' && !EXCLUDED.test(path));
  const files = await Promise.all(
    paths.map(async (path) => {
      const source = await readFile(join(root, path), 'utf8').catch(() => '');
      return { path, texts: extractTexts(path, source) };
    }),
  );
  return files.filter(({ texts }) => texts.length > 0);
}

process.exitCode = await runCommandLine({
  name: 'check:language',
  usage: USAGE,
  parse: parseLanguageOptions,
  run: checkLanguage,
});
