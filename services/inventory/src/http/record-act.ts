import type { AuditLog } from '@tradepost/audit/audit-log';
import type { ActName, NotAnAct, Recorded } from '@tradepost/contracts/audit/acts';

type Request = {
  readonly caller: { readonly kind: 'person' | 'machine'; readonly id: string };
  readonly correlationId: string;
};

/**
 * Records a change of stock that a person makes. The changes of machines, which are many, are in the log of stock adjustments only.
 *
 * @param sku   SKU of the stock
 * @param facts of the act, without the SKU
 */
export async function recordAct<Name extends ActName>(
  audit: AuditLog,
  act: Name,
  { caller, correlationId }: Request,
  sku: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<Recorded<Name> | NotAnAct> {
  if (caller.kind === 'machine') return { notAnAct: 'a machine changes the stock' };
  return audit.record({ act, actor: caller.id, target: `stock/${sku}`, after: facts, correlationId });
}
