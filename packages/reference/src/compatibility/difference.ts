import type { ChangeOfSchema, Direction, Severity } from './schema-change.ts';
import type { ContractKind } from './snapshot.ts';

/** Changes of a contract outside its schemas, each with its severity and its text in a report. */
export const CONTRACT_CHANGES = {
  'contract-added': { severity: 'addition', text: 'a new contract' },
  'contract-removed': { severity: 'breaking', text: 'the contract was removed or renamed' },
  'fact-changed': { severity: 'breaking', text: 'has changed' },
  // Callers handle an unknown code by its status.
  'code-added': { severity: 'addition', text: 'a new code' },
  'code-removed': { severity: 'addition', text: 'a removed code' },
  'status-changed': { severity: 'breaking', text: 'a removed code, or a code with another status' },
} as const;

export type ChangeOfContract = keyof typeof CONTRACT_CHANGES;

/** A difference between a contract and its snapshot, with the severity for its parties. */
export type Difference = {
  readonly kind: ContractKind;
  /** `OrderPlaced`, or `POST /v1/orders`. */
  readonly contract: string;
  /** Part of the contract and location in its data: `/data/shippingAddress/city`. */
  readonly pointer: string;
  readonly change: ChangeOfSchema | ChangeOfContract;
  /** Absent if the contract itself was added or removed, or one of its facts changed. */
  readonly direction?: Direction;
  readonly severity: Exclude<Severity, 'none'>;
  readonly was: string;
  readonly is: string;
};
