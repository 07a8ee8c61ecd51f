import { globSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const PAYMENTS = join(import.meta.dirname, '../../../../services/payments');

/** Bundles the functions of payments as esbuild.yml does for a stage with this provider; returns those with Stripe's package. */
async function functionsWithStripe(provider: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: PAYMENTS,
    entryPoints: globSync('src/{commands,http,streams}/*.yml', { cwd: PAYMENTS }).map((file) =>
      file.replace(/yml$/, 'ts'),
    ),
    bundle: true,
    write: false,
    metafile: true,
    outdir: 'unused',
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    conditions: ['module'],
    define: { 'process.env.PAYMENT_PROVIDER': JSON.stringify(provider) },
  });
  return Object.values(metafile.outputs)
    .filter(({ inputs }) => Object.keys(inputs).some((path) => path.includes('/node_modules/stripe/')))
    .map(({ entryPoint = '' }) => entryPoint)
    .toSorted();
}

describe("Stripe's package", () => {
  it('is in the bundles of the functions that use it, if it is the provider of the stage', async () => {
    expect(await functionsWithStripe('stripe')).toEqual([
      'src/commands/payment-commands.ts',
      'src/http/create-capture.ts',
      'src/http/create-refund.ts',
      'src/http/receive-provider-webhook.ts',
    ]);
  });

  it.each(['simulated', 'none'])('is in no bundle of a stage whose provider is %s', async (provider) => {
    expect(await functionsWithStripe(provider)).toEqual([]);
  });
});
