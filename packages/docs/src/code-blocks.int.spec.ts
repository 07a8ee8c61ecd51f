import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type CodeBlock, findCodeBlocks } from './code-blocks.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const PAGES = globSync(['README.md', 'packages/docs/{*,how-to/*}.md'], { cwd: ROOT });
const TIMEOUT_MS = 120_000;
/** Names commands as they were when an entry was written, some of which were renamed later. */
const CHANGELOG = 'packages/docs/changelog.md';

const pages = PAGES.map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));
const blocks = pages.flatMap(({ file, text }) => findCodeBlocks(file, text));

describe('findCodeBlocks', () => {
  it('returns language, info, line and code, without the indentation of a list', () => {
    const page =
      'Text\n\n```ts services/orders/src\nconst a = 1;\n```\n\n1. Step\n\n   ```sh\n   pnpm install\n   ```\n';
    expect(findCodeBlocks('page.md', page)).toEqual([
      { file: 'page.md', line: 4, language: 'ts', info: 'services/orders/src', code: 'const a = 1;\n' },
      { file: 'page.md', line: 10, language: 'sh', info: '', code: 'pnpm install\n' },
    ]);
  });
});

describe('a block of TypeScript', () => {
  it(
    'compiles in the folder that it names',
    () => {
      const typed = blocks.filter(({ language }) => language === 'ts');
      expect(typed.length).toBeGreaterThan(0);
      expect(compile(typed)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'is reported with its page and line if it does not compile',
    () => {
      const block = {
        file: 'page.md',
        line: 7,
        language: 'ts',
        info: 'packages/docs/src',
        code: "\nconst mugs: number = 'two';\nexport { mugs };\n",
      };
      expect(compile([block])).toEqual(["page.md:8: Type 'string' is not assignable to type 'number'."]);
    },
    TIMEOUT_MS,
  );
});

describe('a command in a page', () => {
  const scripts = Object.keys(
    (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest).scripts,
  );
  /** Commands of pnpm itself. */
  const known = new Set([...scripts, 'install', 'exec', 'changeset']);

  it('is a script of package.json', () => {
    const unknown = pages
      .filter(({ file }) => file !== CHANGELOG)
      .flatMap(({ file, text }) =>
        commandsOf(file, text)
          .filter((command) => !known.has(command))
          .map((command) => `${file}: pnpm ${command}`),
      );
    expect(unknown).toEqual([]);
  });
});

type Manifest = { readonly scripts: Readonly<Record<string, string>> };

/** Names after `pnpm` in blocks of shell, and in code spans. */
function commandsOf(file: string, text: string): readonly string[] {
  const shell = findCodeBlocks(file, text)
    .filter(({ language }) => language === 'sh')
    .map(({ code }) => code);
  const spans = [...text.matchAll(/`(pnpm [^`]+)`/g)].map(([, span = '']) => span);
  return [...shell, ...spans].flatMap((code) =>
    [...code.matchAll(/(?:^|\s)pnpm ([a-z][\w:-]*)/g)].map(([, name = '']) => name),
  );
}

/** Compiles blocks together, each as a module of its folder. Returns a line for each error. */
function compile(typed: readonly CodeBlock[]): readonly string[] {
  const files = new Map(typed.map((block, index) => [join(ROOT, block.info, `block-${index}.ts`), block]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), ts.sys.readFile) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const block = files.get(path);
    return block === undefined
      ? getSourceFile(path, version, ...rest)
      : ts.createSourceFile(path, block.code, version);
  };
  const program = ts.createProgram([...files.keys()], { ...options, noUnusedLocals: false }, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const block = file === undefined ? undefined : files.get(file.fileName);
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
    const place = block === undefined ? (file?.fileName ?? 'tsconfig') : `${block.file}:${block.line + line}`;
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
