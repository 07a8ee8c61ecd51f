import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Maximum number of cached source maps. They are read when an error is logged, and are larger than the bundles. */
const MAX_MAPS_KEPT = 8;

/**
 * Creates a function that replaces the position in the bundle, in a line of a stack trace, with the position in the source.
 * Other lines are returned unchanged. `bundleRoot` is the parent folder of all bundles.
 */
export function createTraceMapper(bundleRoot: string): (line: string) => string {
  const maps = new Map<string, SourceMap | undefined>();

  const mapOf = (file: string): SourceMap | undefined => {
    if (!maps.has(file)) {
      const path = `${file}.map`;
      maps.set(
        file,
        existsSync(path)
          ? new SourceMap(JSON.parse(readFileSync(path, 'utf8')) as SourceMapPayload)
          : undefined,
      );
      for (const oldest of [...maps.keys()].slice(0, -MAX_MAPS_KEPT)) maps.delete(oldest);
    }
    return maps.get(file);
  };
  return (line) => {
    if (!line.includes(bundleRoot)) return line;
    return line.replace(
      /(?:file:\/\/|(?<![^\s():"'`]))(\/[^\s():"'`]+):(\d+):(\d+)/,
      (whole, file: string, row: string, column: string) => {
        const origin = mapOf(file)?.findOrigin(Number(row), Number(column));
        if (origin === undefined || !('fileName' in origin)) return whole;
        return `${resolve(dirname(file), origin.fileName)}:${origin.lineNumber}:${origin.columnNumber}`;
      },
    );
  };
}
