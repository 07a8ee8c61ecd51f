import { command } from '@tradepost/command-line/command';
import { url as parseUrl, wholeNumber } from '@tradepost/command-line/parsers';

/** More customers than ports of this machine cannot connect at once. */
const MAX_CUSTOMERS = 5_000;
/** As many as a laptop with two cores answers within the time limits of the services. */
const DEFAULT_AT_ONCE = 16;

/** Plays a day of the shop, and compares every account of the ledger with every quote. */
export const journey = command(
  'journey',
  'Plays a day of the shop on this machine: customers buy, pay and race for goods, and the ledger is compared with their quotes.',
  {
    notes: `Tradepost must run on this machine (npm start). The journey has goods, discount codes and stock of its own, and calls
only the public API: as the customer ada, as guests, and as staff. Chapters:
  1. ada signs in, browses, fills a cart, applies a code with a limit, chooses a shipping method and confirms 3-D Secure
  2. a guest pays by bank transfer
  3. a guest orders for free
  4. customers race for the uses of a code and the units of a product
  5. finance captures the payments
Then the ledger, the payments, the orders, the uses of the codes and the stock are compared with the quotes that the customers
were shown, to the minor unit. Nobody else may order meanwhile: the trial balance is compared, too.`,
    examples: [
      'pnpm tradepost journey',
      'pnpm tradepost journey --customers 20 --uses 4 --units 3',
      'pnpm tradepost journey --url http://127.0.0.1:5000',
    ],
    exitCodes: '0 if reconciled, 1 if not',
  },
)
  .option(
    '--customers <number>',
    'customers of the race',
    wholeNumber('--customers', { most: MAX_CUSTOMERS }),
    500,
  )
  .option(
    '--uses <number>',
    'uses of the code that they race for',
    wholeNumber('--uses', { most: MAX_CUSTOMERS }),
    100,
  )
  .option(
    '--units <number>',
    'units of the product that they race for',
    wholeNumber('--units', { most: MAX_CUSTOMERS }),
    50,
  )
  .option(
    '--at-once <number>',
    'customers who are in the shop at a time; more need more cores',
    wholeNumber('--at-once', { most: MAX_CUSTOMERS }),
    DEFAULT_AT_ONCE,
  )
  .option(
    '--url <url>',
    'address of the local API (http://127.0.0.1:4000, or TRADEPOST_URL)',
    parseUrl('--url'),
  )
  .action(async (options) => {
    const { playJourney } = await import('./journey/play-journey.ts');
    process.exitCode = await playJourney(options);
  });
