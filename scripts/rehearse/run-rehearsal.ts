import { join } from 'node:path';
import { createShop } from '../e2e/shop.ts';
import { compileServices } from '../templates/compile-services.ts';
import type { Progress } from '../terminal/progress.ts';
import {
  changeWhileOrdersFlow,
  removeAll,
  removeOneWhileOrdersFlow,
  requireAllKinds,
  requireTokens,
  sellOne,
} from './acts.ts';
import { startApiFront } from './api-front.ts';
import type { Emulator } from './emulator.ts';
import { startEmulatorBridge } from './emulator-bridge.ts';
import { createServerless } from './serverless.ts';
import { prepareStage } from './stage.ts';
import { countEvents, requireSameLogs, tellDeployed, tellLocally } from './two-clouds.ts';

export type RehearsalConfig = {
  readonly emulator: Emulator;
  /** For the local cloud's data. */
  readonly workDir: string;
  /** Where packages are kept for the next rehearsal. */
  readonly cacheDir: string;
  readonly progress: Progress;
  /** Tells a result. */
  readonly say: (what: string) => void;
  /** Waited for when the services have been deployed and tried, before any is removed. */
  readonly onDeployed?: (urls: { readonly api: string; readonly aws: string }) => Promise<void>;
};

const STAGE = 'rehearsal';
const FIRST = 'platform';
/** What the others can do without for a while: it tells them what is for sale by events alone. */
const REMOVED_FIRST = 'catalog';

/**
 * Deploys all services, sells, changes one service while it sells, removes one while it sells, removes all, and does the
 * first and the last of it again in the opposite order.
 *
 * @throws Error at the first thing that is not as it must be
 */
export async function runRehearsal(config: RehearsalConfig): Promise<void> {
  const { emulator, workDir, cacheDir, progress, say } = config;
  const services = await compileServices(STAGE);
  const bridge = await startEmulatorBridge(emulator);
  const front = await startApiFront(emulator, services, STAGE);
  const shop = createShop(front.url);
  try {
    const stage = await prepareStage(services, createServerless(bridge.url, STAGE), cacheDir, progress);
    const act = { shop, stage, emulator, say };
    const others = services.map(({ name }) => name).filter((name) => name !== FIRST);
    const forwards = [FIRST, ...others];
    await stage.deploy(forwards);
    await requireAllKinds(act);
    say(`deployed: ${forwards.join(', ')}; left out: ${describe(bridge.taken)}`);

    await requireTokens(act, front.url, STAGE);

    const expected = await tellLocally(join(workDir, 'local'), progress);
    const deployed = await tellDeployed(shop, expected, progress);
    say(
      `${expected.size} stories: the same ${countEvents(expected)} events in the local cloud and where it is deployed`,
    );
    await changeWhileOrdersFlow(act, 'orders');
    await config.onDeployed?.({ api: front.url, aws: bridge.url });
    await removeOneWhileOrdersFlow(act, REMOVED_FIRST);
    requireSameLogs(expected, await deployed.readAgain());
    await removeAll(act, forwards.filter((name) => name !== REMOVED_FIRST).toReversed());

    const backwards = [FIRST, ...others.toReversed()];
    await stage.deploy(backwards);
    await sellOne(shop);
    say(`deployed: ${backwards.join(', ')}; an order is confirmed`);
    await removeAll(act, backwards.toReversed());
  } finally {
    await shop.api.close();
    await front.stop();
    await bridge.stop();
  }
}

function describe(taken: ReadonlyMap<string, string>): string {
  const types = [...new Set(taken.values())].sort();
  return types.length === 0 ? 'nothing' : types.join(', ');
}
