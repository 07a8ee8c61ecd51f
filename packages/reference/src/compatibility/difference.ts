import type { ChangeOfSchema, Direction, Severity } from './schema-change.ts';
import type { ContractKind } from './snapshot.ts';

/** Changes of a contract outside its schemas. */
export type ChangeOfContract =
  | 'contract-added'
  | 'contract-removed'
  | 'fact-changed'
  | 'code-added'
  | 'code-removed'
  | 'status-changed';

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
