import { join } from 'node:path';

/** Folder of all services. */
export const SERVICES_DIR = join(import.meta.dirname, '..', '..', '..', '..', 'services');
