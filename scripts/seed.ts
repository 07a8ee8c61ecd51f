import { parseArgs } from 'node:util';
import { connect } from './api/connect.ts';
import { seedCatalogue } from './seed/seed-catalogue.ts';

/** `node scripts/seed.ts [--url URL]`: the demo catalogue and its stock; a second time, nothing changes. */
const { values } = parseArgs({ options: { url: { type: 'string', default: 'http://127.0.0.1:4000' } } });
const api = connect({ url: values.url });
try {
  await seedCatalogue(api);
  console.log(`The demo catalogue is at ${values.url}/v1/products`);
} catch (error) {
  console.error(`seed: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await api.close();
}
