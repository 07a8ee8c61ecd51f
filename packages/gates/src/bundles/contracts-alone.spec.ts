import { join } from 'node:path';
import { loadRegistry } from '@tradepost/contracts/registry';
import { build } from 'esbuild';

const CONTRACTS = join(import.meta.dirname, '../../../../packages/contracts/src');

/** Bundles one export of a contracts file, and returns the bundle without comments. */
async function bundleOf(file: string, name: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from './${file}';`, resolveDir: CONTRACTS, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    external: ['zod/mini', 'zod/v4/core'],
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

describe('a bundle that uses one contract', () => {
  it('contains no other contract of its file', async () => {
    const { events, commands, routes } = await loadRegistry();
    const contracts = [...events, ...commands, ...routes];
    const bundles = await Promise.all(
      contracts.map(async ({ file, name }) => ({ name, text: await bundleOf(file, name) })),
    );
    const defined = bundles.map(({ name, text }) => ({
      name,
      contracts: [...text.matchAll(/^var (\w+) = .*\bdefine(?:Event|Command|Route)\(/gm)].map(
        ([, each]) => each,
      ),
    }));
    expect(defined).toEqual(contracts.map(({ name }) => ({ name, contracts: [name] })));
  });
});
