import { messageAttributes } from '@tradepost/aggregate/message-attributes';
import type { StoredCommit } from '@tradepost/aggregate/store';
import { type StateCommit, toStateCommit, toStoredCommit } from '@tradepost/aggregate/stored-commit';
import type { StreamRecord } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  reservationChanged,
  reservationTakenOver,
  stockAdjusted,
  stockCommitted,
  stockDispatched,
  stockReleased,
  stockReservationRefused,
  stockReserved,
} from '@tradepost/contracts/inventory/events';
import { isPublished, type PublishedEvent } from '../domain/published-event.ts';
import { type ReservationEvent, type ReservationState, reservation } from '../domain/reservation.ts';
import { type StockEvent, stock, storedLevel } from '../domain/stock.ts';
import { isStockItem } from '../domain/stock-item.ts';
import { mergeAllocations } from '../domain/stock-move.ts';
import { toStockAlerts } from './to-stock-alerts.ts';

const source = 'tradepost.inventory';

/**
 * Maps a change of the table to the events to publish: those of a reservation, an adjustment, or the alert that a stock is
 * low or depleted.
 */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  const { newImage = {} } = record;
  if (isStockItem(newImage)) return toStockAlerts(record);
  const ofReservation = toStateCommit(record, reservation);
  if (ofReservation !== undefined) return toReservationEvents(ofReservation);
  const ofStock = toStoredCommit(record, stock);
  return ofStock === undefined ? [] : toAdjustmentEvents(ofStock, newImage['state']);
}

function toReservationEvents(commit: StateCommit<ReservationState, ReservationEvent>): readonly CloudEvent[] {
  return commit.events.flatMap((event, index) =>
    isPublished(event)
      ? [toReservationEvent(commit.id, event, commit.state, messageAttributes(commit, index, { source }))]
      : [],
  );
}

/** Fields that the stored event lacks come from the state after it. */
function toReservationEvent(
  reservationId: string,
  event: PublishedEvent,
  state: ReservationState,
  attributes: MessageAttributes,
): CloudEvent {
  const { orderId, cart } = state.status === 'none' ? {} : state;
  const ids = { reservationId, ...(orderId === undefined ? {} : { orderId }) };
  const ofCart = cart === undefined ? {} : { cartId: cart.id };
  const allocations = mergeAllocations('allocations' in state ? state.allocations : []);
  switch (event.type) {
    case 'StockReserved': {
      const expiresAt = 'expiresAt' in state ? state.expiresAt : attributes.time;
      return toCloudEvent(stockReserved, { ...ids, ...ofCart, allocations, expiresAt }, attributes);
    }
    case 'StockReservationRefused': {
      const { shortages } = event;
      return toCloudEvent(stockReservationRefused, { ...ids, code: 'OUT_OF_STOCK', shortages }, attributes);
    }
    case 'StockReleased':
      return toCloudEvent(
        stockReleased,
        { ...ids, ...ofCart, reason: event.reason, allocations },
        attributes,
      );
    case 'ReservationChanged': {
      const { expiresAt } = event;
      return toCloudEvent(reservationChanged, { ...ids, ...ofCart, allocations, expiresAt }, attributes);
    }
    case 'ReservationTakenOver': {
      const { expiresAt } = event;
      return toCloudEvent(reservationTakenOver, { ...ids, allocations, expiresAt }, attributes);
    }
    case 'StockCommitted':
      return toCloudEvent(stockCommitted, ids, attributes);
    case 'StockDispatched': {
      const { dispatchId, allocations: sent } = event;
      const isComplete = state.status === 'dispatched';
      return toCloudEvent(stockDispatched, { ...ids, dispatchId, allocations: sent, isComplete }, attributes);
    }
    default:
      return event satisfies never;
  }
}

/** Events of an adjustment, whose item has the stock level after it. */
function toAdjustmentEvents(commit: StoredCommit<StockEvent>, level: unknown): readonly CloudEvent[] {
  const { sku, location } = storedLevel.parse(level);
  return commit.events.flatMap((event, index) => {
    if (event.type !== 'StockAdjusted') return [];
    const { delta, reason, onHand, available } = event;
    const data = { adjustmentId: commit.id, sku, location, delta, reason, onHand, available };
    const attributes = messageAttributes(commit, index, { source, subject: sku });
    return [toCloudEvent(stockAdjusted, data, attributes)];
  });
}
