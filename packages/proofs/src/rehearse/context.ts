import type { AwsClients } from '@tradepost/deployment/aws/clients';
import type { Deployer } from './deployer.ts';
import type { EmulatorApi } from './emulator-api.ts';

/** Arguments of every step of a rehearsal. */
export type Context = {
  readonly emulator: EmulatorApi;
  /** Clients of the emulator. */
  readonly clients: AwsClients;
  readonly deployer: Deployer;
  /** Prints a result. */
  readonly log: (message: string) => void;
};
