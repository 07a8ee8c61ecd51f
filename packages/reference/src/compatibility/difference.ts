import type { ChangeOfSchema, Direction, Severity } from './schema-change.ts';
import type { ContractKind } from './snapshot.ts';

/** What may become of a contract beside its schemas. */
export type ChangeOfContract =
  | 'contract-added'
  | 'contract-removed'
  | 'fact-changed'
  | 'code-added'
  | 'code-removed'
  | 'status-changed';

/** One way in which a contract is not what the snapshot says, and what that is to those who are bound by it. */
export type Difference = {
  readonly kind: ContractKind;
  /** `OrderPlaced`, or `POST /v1/orders`. */
  readonly contract: string;
  /** Which part of the contract, and where in its data: `/data/shippingAddress/city`. */
  readonly pointer: string;
  readonly change: ChangeOfSchema | ChangeOfContract;
  /** Absent where the contract itself came or went, or a fact of it changed. */
  readonly direction?: Direction;
  readonly severity: Exclude<Severity, 'none'>;
  readonly was: string;
  readonly is: string;
};
