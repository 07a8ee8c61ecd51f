import { command } from '@tradepost/command-line/command';
import { UsageError } from '@tradepost/command-line/usage-error';

/** Writes the snapshot of the contracts, and the client's types, which follow from them. */
export const contracts = command(
  'contracts',
  'Adds compatible differences of the contracts to the committed snapshot, and writes the types of packages/client.',
  {
    notes: 'A breaking difference is refused without a reason. `pnpm check contracts` lists the differences.',
  },
)
  .option(
    '--accept-breaking <why>',
    'accepts breaking differences; the reason is written beside the snapshot',
  )
  .action(async ({ acceptBreaking }) => {
    if (acceptBreaking?.trim() === '') throw new UsageError('--accept-breaking must have a reason');
    const { SNAPSHOT, updateSnapshot } = await import('./contracts.ts');
    const { writeApi } = await import('@tradepost/reference/client-types/render-api');
    await updateSnapshot(acceptBreaking?.trim());
    console.log(`${SNAPSHOT}\n${await writeApi()}`);
  });
