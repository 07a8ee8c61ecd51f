import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded before a spec of an instrumented copy: writes the regions that it reaches, and the services and fragments whose
// templates it reads, to the file in MUTATE_REACHED, one a line.
const file = process.env['MUTATE_REACHED'];
const seen = new Set<string>();
const { appendFileSync, readFileSync } = fs;

function reach(place: string): void {
  if (file === undefined || seen.has(place)) return;
  seen.add(place);
  appendFileSync(file, `${place}\n`);
}

Object.assign(globalThis, { __reached: reach });

fs.readFileSync = ((...args: Parameters<typeof readFileSync>) => {
  const path = String(args[0]);
  const service =
    /\/packaged-services\/([a-z]+)-/.exec(path)?.[1] ?? /\/services\/([a-z]+)\/.*\.yml$/.exec(path)?.[1];
  if (service !== undefined) reach(`templates:services/${service}`);
  return readFileSync(...args);
}) as typeof readFileSync;
syncBuiltinESMExports();
