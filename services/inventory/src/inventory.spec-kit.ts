import { BatchWriteCommand, type DynamoDBDocumentClient, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import {
  changeReservation,
  commitStock,
  dispatchStock,
  extendReservation,
  releaseStock,
  reserveStock,
} from '@tradepost/contracts/inventory/commands';
import { asFunction } from '@tradepost/testing/as-function';
import { toMessage } from '@tradepost/testing/messages';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import * as stockCommands from './commands/stock-commands.ts';
import { createDeps, type Deps } from './deps.ts';
import type { Line } from './domain/allocate.ts';

export const TABLE_NAME = 'tradepost-dev-inventory-stock';
const BUNDLES_TABLE_NAME = 'tradepost-dev-inventory-bundles';
export const AUDIT_TABLE_NAME = 'tradepost-dev-operations-audit';
export const NOW = '2026-01-01T10:00:00.000Z';
export const EXPIRES_AT = '2026-01-01T10:30:00.000Z';

const CART_BOUNDS = {
  CART_RESERVATION_TTL_SECONDS: '600',
  CART_RESERVATION_MAX_SECONDS: '1800',
  CART_STOCK_SHARE_PERCENT: '50',
};

const MAX_BATCH_ITEMS = 25;

/** Reservations are numbered: `reservationIdOf(7)` is `res_…0007`. */
export const reservationIdOf = (number: number) => `res_${String(number).padStart(26, '0')}`;
export const cartIdOf = (number: number) => `crt_${String(number).padStart(26, '0')}`;
export const orderIdOf = (number: number) => `ord_${String(number).padStart(26, '0')}`;

/** The commands, run with the permissions of the function that handles them. */
export const commands = {
  reserveStock: asFunction('tradepost-dev-inventory-commands', stockCommands.reserveStock),
  changeReservation: asFunction('tradepost-dev-inventory-commands', stockCommands.changeReservation),
  extendReservation: asFunction('tradepost-dev-inventory-commands', stockCommands.extendReservation),
  releaseStock: asFunction('tradepost-dev-inventory-commands', stockCommands.releaseStock),
  commitStock: asFunction('tradepost-dev-inventory-commands', stockCommands.commitStock),
  dispatchStock: asFunction('tradepost-dev-inventory-commands', stockCommands.dispatchStock),
};

/** Dependencies at a fixed time. */
export function depsAt(client: DynamoDBDocumentClient, now = NOW): Deps {
  process.env['STOCK_TABLE_NAME'] = TABLE_NAME;
  process.env['BUNDLES_TABLE_NAME'] = BUNDLES_TABLE_NAME;
  process.env['RESERVATION_TTL_SECONDS'] = '1800';
  process.env['GUEST_RESERVATION_TTL_SECONDS'] = '900';
  Object.assign(process.env, CART_BOUNDS);
  return createDeps(client, () => now);
}

export const toReserve = (number: number, lines: readonly Line[]) =>
  toMessage(
    reserveStock,
    { reservationId: reservationIdOf(number), orderId: orderIdOf(number), lines: [...lines] },
    { id: `reserve-${number}`, correlationId: `cor-${number}` },
  );

/** The command of a version of a cart that reserves the lines, with the ids of the number. */
export const toReserveForCart = (number: number, version: number, lines: readonly Line[]) =>
  toMessage(
    reserveStock,
    {
      reservationId: reservationIdOf(number),
      cart: { cartId: cartIdOf(number), version },
      lines: [...lines],
    },
    { id: `reserve-cart-${number}-${version}`, correlationId: `cor-${number}` },
  );

export const toChange = (number: number, version: number, lines: readonly Line[]) =>
  toMessage(
    changeReservation,
    {
      reservationId: reservationIdOf(number),
      cart: { cartId: cartIdOf(number), version },
      lines: [...lines],
    },
    { id: `change-${number}-${version}`, correlationId: `cor-${number}` },
  );

export const toExtend = (number: number, version: number) =>
  toMessage(
    extendReservation,
    { reservationId: reservationIdOf(number), cart: { cartId: cartIdOf(number), version } },
    { id: `extend-${number}-${version}`, correlationId: `cor-${number}` },
  );

export const toReleaseForCart = (number: number, version: number) =>
  toMessage(
    releaseStock,
    { reservationId: reservationIdOf(number), cart: { cartId: cartIdOf(number), version } },
    { id: `release-cart-${number}-${version}`, correlationId: `cor-${number}` },
  );

export const toRelease = (number: number) =>
  toMessage(
    releaseStock,
    { reservationId: reservationIdOf(number), orderId: orderIdOf(number) },
    { id: `release-${number}`, correlationId: `cor-${number}` },
  );

export const toCommit = (number: number) =>
  toMessage(
    commitStock,
    { reservationId: reservationIdOf(number), orderId: orderIdOf(number) },
    { id: `commit-${number}`, correlationId: `cor-${number}` },
  );

/** The dispatch, with a number of its own, of units at the default location. */
export const toDispatch = (number: number, dispatch: number, lines: readonly Line[]) =>
  toMessage(
    dispatchStock,
    {
      reservationId: reservationIdOf(number),
      orderId: orderIdOf(number),
      dispatchId: `dsp_${String(dispatch).padStart(26, '0')}`,
      allocations: lines.map((line) => ({ ...line, location: 'main' })),
    },
    { id: `dispatch-${number}-${dispatch}`, correlationId: `cor-${number}` },
  );

/** Sets the environment variables that handlers read. Returns a function that restores the previous ones. */
export function putEnvironment(endpoint: string): () => void {
  const before = { ...process.env };
  Object.assign(process.env, {
    ...sdkEnvironment({ DYNAMODB: { endpoint } }),
    POWERTOOLS_SERVICE_NAME: 'inventory',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    STOCK_TABLE_NAME: TABLE_NAME,
    BUNDLES_TABLE_NAME,
    STAGE: 'dev',
    AUDIT_TABLE_NAME: AUDIT_TABLE_NAME,
    RESERVATION_TTL_SECONDS: '1800',
    GUEST_RESERVATION_TTL_SECONDS: '900',
    ...CART_BOUNDS,
    COMMANDS_DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
    CATALOG_DEAD_LETTERS_URL: 'http://127.0.0.1/dead-letters',
  });
  return () => {
    process.env = before;
  };
}

/** Writes stock items, all units available: `{A: {main: 50}}`. */
export async function putStock(
  client: DynamoDBDocumentClient,
  units: Readonly<Record<string, Readonly<Record<string, number>>>>,
): Promise<void> {
  const items = Object.entries(units).flatMap(([sku, locations]) =>
    Object.entries(locations).map(([location, onHand]) => ({
      pk: `sku#${sku}`,
      sk: `location#${location}`,
      sku,
      location,
      onHand,
      reserved: 0,
      available: onHand,
      lowStockThreshold: 0,
      version: 0,
      updatedAt: '2026-01-01T00:00:00.000Z',
      correlationId: 'put-stock',
    })),
  );
  for (let first = 0; first < items.length; first += MAX_BATCH_ITEMS) {
    const requests = items.slice(first, first + MAX_BATCH_ITEMS).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [TABLE_NAME]: requests } }));
  }
}

/** Reserved and available units, `{A: {main: '1 + 2'}}`. If on hand is not their sum, the text has that difference. */
export async function unitsOf({ stock }: Deps, skus: readonly string[]) {
  const found = await stock.ofSkus(skus);
  return Object.fromEntries(
    skus.map((sku, index) => [
      sku,
      Object.fromEntries(
        (found[index] ?? []).map(({ location, onHand, reserved, available }) => {
          const isSound = onHand === reserved + available && reserved >= 0 && available >= 0;
          return [location, `${reserved} + ${available}${isSound ? '' : ` but ${onHand} on hand`}`];
        }),
      ),
    ]),
  );
}

/** `count` SKUs with a prefix: `P000`, `P001` and so on. */
export const manySkus = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, '0')}`);

/** Dependencies whose client fails at the given transaction, counted from 1, and at every request after it. */
export function crashingAt(client: DynamoDBDocumentClient, transaction: number): Deps {
  let sent = 0;
  return depsAt(
    intercepted(client, async (isTransaction) => {
      if (isTransaction) sent += 1;
      if (sent >= transaction) throw new Error('crashed');
    }),
  );
}

/** Dependencies that call `interrupt` just before the given transaction, counted from 1. */
export function interruptedAt(
  client: DynamoDBDocumentClient,
  transaction: number,
  interrupt: () => Promise<unknown>,
): Deps {
  let sent = 0;
  return depsAt(
    intercepted(client, async (isTransaction) => {
      if (isTransaction) sent += 1;
      if (isTransaction && sent === transaction) await interrupt();
    }),
  );
}

/** Dependencies whose client crashes at the given request, counted from 1: before or after its effect. */
export function crashingAtRequest(
  client: DynamoDBDocumentClient,
  request: number,
  when: 'before' | 'after',
): Deps {
  let sent = 0;
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    sent += 1;
    if (sent > request || (sent === request && when === 'before')) throw new Error('crashed');
    const result = await client.send(command);
    if (sent === request) throw new Error('crashed');
    return result;
  };
  return depsAt(Object.assign(Object.create(client) as DynamoDBDocumentClient, { send }));
}

function intercepted(
  client: DynamoDBDocumentClient,
  before: (isTransaction: boolean) => Promise<void>,
): DynamoDBDocumentClient {
  const send = async (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    await before(command instanceof TransactWriteCommand);
    return client.send(command);
  };
  return Object.assign(Object.create(client) as DynamoDBDocumentClient, { send });
}
