import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The literals of a service: the types of its events, and the codes of its rejections. */
export type Literals = {
  readonly service: string;
  readonly events: readonly string[];
  readonly refusals: readonly string[];
};

/**
 * Reads the events and rejection codes of each service from the types in its `domain/`: every `type` of the types named
 * `…Event`, and every `code` of those named `…Rejection`. They exist as types only, so this uses the compiler.
 *
 * @param root the repository's root folder
 */
export function readLiterals(root: string, services: readonly string[]): readonly Literals[] {
  const files = new Map(services.map((service) => [service, sourcesOf(join(root, 'services', service))]));
  const program = ts.createProgram([...files.values()].flat(), {
    ...ts.parseConfigFileTextToJson(
      'tsconfig.base.json',
      ts.sys.readFile(join(root, 'tsconfig.base.json')) ?? '',
    ).config.compilerOptions,
    ...OPTIONS,
  });
  const checker = program.getTypeChecker();
  const literalsOf = (paths: readonly string[], suffix: string, property: string) => {
    const found = new Set<string>();
    for (const alias of paths.flatMap((path) => aliasesIn(program.getSourceFile(path)))) {
      if (!alias.name.text.endsWith(suffix)) continue;
      for (const member of membersOf(checker.getTypeAtLocation(alias.name))) {
        const symbol = member.getProperty(property);
        if (symbol === undefined) continue;
        for (const value of membersOf(checker.getTypeOfSymbol(symbol)))
          if (value.isStringLiteral()) found.add(value.value);
      }
    }
    return [...found].sort();
  };
  return [...files].map(([service, paths]) => ({
    service,
    events: literalsOf(paths, 'Event', 'type'),
    refusals: literalsOf(paths, 'Rejection', 'code'),
  }));
}

/** Compiler options beside those of tsconfig.base.json. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ['lib.esnext.d.ts'],
  types: [],
  noEmit: true,
};

function sourcesOf(service: string): readonly string[] {
  return readdirSync(join(service, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('domain') && name.endsWith('.ts') && !name.includes('.spec'))
    .map((name) => join(service, 'src', name));
}

function aliasesIn(file: ts.SourceFile | undefined): readonly ts.TypeAliasDeclaration[] {
  return [...(file?.statements ?? [])].filter(ts.isTypeAliasDeclaration);
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
