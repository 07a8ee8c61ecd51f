import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { declineCode } from '@tradepost/contracts/payments/model';
import { loadRegistry } from '@tradepost/contracts/registry';
import { problemsOf } from '@tradepost/contracts/route-answers';
import type { LoadedServices } from '../code/load-services.ts';
import { storedEventTypes } from './stored-event-types.ts';

/** Returns all branches except those listed in `UNREACHABLE`. */
export async function expectedBranches(loaded: LoadedServices): Promise<readonly string[]> {
  const branches = await allBranches(loaded);
  return branches.filter((branch) => !Object.hasOwn(UNREACHABLE, branch));
}

/**
 * Returns every branch that a run may reach, read from the contracts, stored events and templates: states and catches of the workflow,
 * rules with their event types, events, and rejections. Runs that never reach a branch prove nothing about it.
 *
 * @returns the names of the branches, as runs report them, in alphabetical order
 */
export async function allBranches({
  root,
  services,
  description,
}: LoadedServices): Promise<readonly string[]> {
  const { events, commands, routes } = await loadRegistry();
  const stored = await Promise.all(
    services.map(async ({ name }) => ({ name, types: await storedEventTypes(root, name, events) })),
  );
  const branches = new Set([
    ...workflowBranches(description),
    ...ruleBranches(description),
    ...events.map(({ contract }) => `bus: ${contract.type}`),
    ...stored.flatMap(({ name, types }) => types.map((type) => `${name} commits: ${type}`)),
    ...commands.flatMap(({ contract: { service, rejections } }) =>
      rejections.map((code) => `${service} refuses: ${code}`),
    ),
    ...routes.flatMap(({ contract }) => [
      ...problemsOf(contract).map((code) => `${contract.service} refuses: ${code}`),
      ...contract.problems.map((code) => `${contract.method} ${contract.path} refuses: ${code}`),
    ]),
    ...declineCode.options.map((code) => `orders are rejected for: ${code}`),
    STOCK_TOMBSTONE,
  ]);
  return [...branches].sort();
}

/** A reservation that was released before it was requested: its state shows it, and there is no event. */
const STOCK_TOMBSTONE = 'inventory begins as: released';

const ROW_OF_CONFLICTS = 'needs fourteen conflicts in a row: packages/aggregate/src/retry.spec.ts tests them';
const OPERATIONS =
  "the operations API reads other services' logs and queues: packages/proofs/src/e2e/dead-letters.e2e.spec.ts and timeline.e2e.spec.ts test it";
const REPLAYS =
  "replays read the bus's rules and archive: services/operations/src/replays.int.spec.ts and packages/proofs/src/e2e/replays.e2e.spec.ts test them";
const REPUBLICATIONS =
  'an operator publishes events again: services/operations/src/adapters/republish.spec.ts and packages/proofs/src/e2e/republish.e2e.spec.ts test it';
const NO_REFUSED_REFUNDS = 'the simulated provider rejects no refund that payments accepts';

/** Branches that no run of the simulation can reach, each with the reason. */
export const UNREACHABLE: Readonly<Record<string, string>> = {
  'catalog refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'inventory refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'orders refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'payments refuses: TOO_MUCH_CONTENTION': ROW_OF_CONFLICTS,
  'inventory refuses: RESERVATION_TOO_LARGE': "needs stock of one order's SKUs in 1,501 places",
  'GET /v1/dead-letters refuses: INVALID_CURSOR': OPERATIONS,
  'GET /v1/dead-letters/{deadLetterId} refuses: DEAD_LETTER_NOT_FOUND': OPERATIONS,
  'GET /v1/orders/{orderId}/timeline refuses: ORDER_NOT_FOUND': OPERATIONS,
  'POST /v1/dead-letters/{deadLetterId}/discard refuses: DEAD_LETTER_NOT_FOUND': OPERATIONS,
  'POST /v1/dead-letters/{deadLetterId}/redrive refuses: DEAD_LETTER_NOT_FOUND': OPERATIONS,
  'POST /v1/dead-letters/{deadLetterId}/redrive refuses: DEAD_LETTER_NOT_REDRIVEN': OPERATIONS,
  'POST /v1/dead-letters/{deadLetterId}/redrive refuses: DEAD_LETTER_MISMATCH': OPERATIONS,
  'GET /v1/replays/{replayId} refuses: REPLAY_NOT_FOUND': REPLAYS,
  'POST /v1/replays refuses: CONSUMER_NOT_REPLAYABLE': REPLAYS,
  'POST /v1/replays refuses: TOO_MANY_EVENTS': REPLAYS,
  'POST /v1/replays refuses: TOO_MANY_REPLAYS': REPLAYS,
  'POST /v1/replays refuses: UNKNOWN_CONSUMER': REPLAYS,
  'POST /v1/republications refuses: AGGREGATE_NOT_FOUND': REPUBLICATIONS,
  'POST /v1/republications refuses: TOO_MANY_EVENTS': REPUBLICATIONS,
  'POST /v1/republications refuses: UNKNOWN_PUBLISHER': REPUBLICATIONS,
  'operations refuses: AGGREGATE_NOT_FOUND': REPUBLICATIONS,
  'operations refuses: UNKNOWN_PUBLISHER': REPUBLICATIONS,
  'operations refuses: CARD_NUMBER_NOT_ACCEPTED': OPERATIONS,
  'operations refuses: CONSUMER_NOT_REPLAYABLE': REPLAYS,
  'operations refuses: DEAD_LETTER_NOT_FOUND': OPERATIONS,
  'operations refuses: DEAD_LETTER_NOT_REDRIVEN': OPERATIONS,
  'operations refuses: DEAD_LETTER_MISMATCH': OPERATIONS,
  'operations refuses: IDEMPOTENCY_KEY_REUSED': REPLAYS,
  'operations refuses: MALFORMED_JSON': OPERATIONS,
  'operations refuses: ORDER_NOT_FOUND': OPERATIONS,
  'operations refuses: PAYLOAD_TOO_LARGE': OPERATIONS,
  'operations refuses: REPLAY_NOT_FOUND': REPLAYS,
  'operations refuses: TOO_MANY_EVENTS': REPLAYS,
  'operations refuses: TOO_MANY_REPLAYS': REPLAYS,
  'operations refuses: TOO_MUCH_CONTENTION': OPERATIONS,
  'operations refuses: UNKNOWN_CONSUMER': REPLAYS,
  'operations refuses: UNSUPPORTED_CONTENT_ENCODING': OPERATIONS,
  'operations refuses: UNSUPPORTED_MEDIA_TYPE': OPERATIONS,
  'payments refuses: REFUND_FAILED': NO_REFUSED_REFUNDS,
  'payments commits: RefundFailed': NO_REFUSED_REFUNDS,
};

type State = {
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Result?: { readonly code?: string };
};

function workflowBranches({ stateMachines }: Pick<CloudDescription, 'stateMachines'>): readonly string[] {
  return stateMachines.flatMap(({ definition }) =>
    Object.entries(definition['States'] as Record<string, State>).flatMap(([name, state]) => [
      name,
      ...(state.Catch ?? []).map(({ Next }) => `${name} caught → ${Next}`),
      ...(state.Result?.code === undefined ? [] : [`orders are rejected for: ${state.Result.code}`]),
    ]),
  );
}

function ruleBranches({ rules }: Pick<CloudDescription, 'rules'>): readonly string[] {
  return rules.flatMap(({ name, eventPattern }) => {
    const types = (eventPattern as { readonly 'detail-type'?: readonly unknown[] })?.['detail-type'] ?? [];
    return types
      .filter((type) => typeof type === 'string')
      .map((type) => `rule ${name.replace(/^tradepost-dev-/, '')}: ${type}`);
  });
}
