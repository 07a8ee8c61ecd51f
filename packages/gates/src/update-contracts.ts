import { command } from '@tradepost/command-line/command';
import { run } from '@tradepost/command-line/run';
import { UsageError } from '@tradepost/command-line/usage-error';

/** `pnpm contracts:update`: writes the snapshot of the contracts, and the client's types that follow from them. */
const updateContracts = command(
  'contracts:update',
  'Adds compatible differences of the contracts to the committed snapshot, and generates the types of packages/client.',
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
    const { updateSnapshot } = await import('./contracts.ts');
    await updateSnapshot(acceptBreaking?.trim());
    const { API_FILE, renderApi } = await import('@tradepost/reference/client-types/render-api');
    const { writeFile } = await import('node:fs/promises');
    await writeFile(API_FILE, await renderApi());
    console.log('The snapshot and the types of packages/client are up to date.');
  });

await run(updateContracts);
