import { join } from 'node:path';

/** The repository's root. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Folder of installed tools and compiled templates. */
export const CACHE_DIR = join(ROOT, 'node_modules', '.cache');
