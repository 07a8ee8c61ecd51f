import { command } from '@tradepost/command-line/command';
import { withCaller } from './api/target.ts';

export const seed = withCaller(
  command(
    'seed',
    'Creates the demo catalogue with its stock, example tax rates and shipping methods, and a discount code. A second run changes nothing.',
    {
      notes: 'npm start does the same at each start.',
      examples: ['pnpm tradepost seed', 'pnpm tradepost seed --stage dev'],
    },
  ),
).action(async (options) => {
  const { callApi } = await import('./api/call-api.ts');
  const { seedCatalogue, seedCategories } = await import('./seed/seed-catalogue.ts');
  const { seedPricing } = await import('./seed/seed-pricing.ts');
  const { seedShipping } = await import('./seed/seed-shipping.ts');
  await callApi(options, async (api) => {
    await seedCategories(api);
    await seedCatalogue(api);
    await seedPricing(api);
    await seedShipping(api);
    console.log(`The demo catalogue is at ${api.catalogUrl}/v1/products`);
    return 0;
  });
});
