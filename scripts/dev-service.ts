/**
 * `pnpm --filter <service> dev`: runs one service alone with `serverless offline`, against the platform that
 * `npm start` runs. Arguments go to `serverless offline`; `LOCAL_CLOUD_DATA` names another data folder.
 */
import { join } from 'node:path';
import { devService } from '@tradepost/local/dev-service';

const dataDir = process.env['LOCAL_CLOUD_DATA'] ?? join(import.meta.dirname, '..', '.tradepost');

try {
  process.exitCode = await devService({ dir: process.cwd(), dataDir, args: process.argv.slice(2) });
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
