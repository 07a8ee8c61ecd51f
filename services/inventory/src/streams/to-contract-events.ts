import { type StreamedCommit, type StreamRecord, toCommit } from '@tradepost/aggregate/stream-record';
import { type CloudEvent, type MessageAttributes, toCloudEvent } from '@tradepost/contracts/cloud-event';
import {
  stockAdjusted,
  stockCommitted,
  stockReleased,
  stockReservationRefused,
  stockReserved,
} from '@tradepost/contracts/inventory/events';
import {
  type Announced,
  announcement,
  mergeAllocations,
  type ReservationState,
  reservationState,
} from '../domain/reservation.ts';
import { stockAdjustment } from '../domain/stock.ts';
import { isStock, storedLevel } from '../stock-item.ts';
import { toStockAlerts } from './to-stock-alerts.ts';

/**
 * Maps a change of the table to the events to publish: those of a reservation, an adjustment, or the alert that a stock is
 * low or depleted.
 */
export function toContractEvents(record: StreamRecord): readonly CloudEvent[] {
  if (isStock(record.newImage ?? {})) return toStockAlerts(record);
  const commit = toCommit(record);
  if (commit === undefined) return [];
  return commit.kind === 'reservation' ? ofReservation(commit) : ofAdjustment(commit);
}

/** Fields that the stored event lacks come from the state after it. */
function ofReservation(commit: StreamedCommit): readonly CloudEvent[] {
  const state = reservationState.parse(commit.state);
  return commit.events.map((event, index) =>
    ofAnnouncement(commit.id, announcement.parse(event), state, attributesOf(commit, index, commit.id)),
  );
}

function ofAnnouncement(
  reservationId: string,
  event: Announced,
  state: ReservationState,
  attributes: MessageAttributes,
): CloudEvent {
  const ids = {
    reservationId,
    ...(state.status === 'none' || state.orderId === undefined ? {} : { orderId: state.orderId }),
  };
  const allocations = mergeAllocations('allocations' in state ? state.allocations : []);
  switch (event.type) {
    case 'StockReserved': {
      const expiresAt = 'expiresAt' in state ? state.expiresAt : attributes.time;
      return toCloudEvent(stockReserved, { ...ids, allocations, expiresAt }, attributes);
    }
    case 'StockReservationRefused': {
      const shortages = state.status === 'refused' ? state.shortages : [];
      return toCloudEvent(stockReservationRefused, { ...ids, code: 'OUT_OF_STOCK', shortages }, attributes);
    }
    case 'StockReleased':
      return toCloudEvent(stockReleased, { ...ids, reason: event.reason, allocations }, attributes);
    case 'StockCommitted':
      return toCloudEvent(stockCommitted, ids, attributes);
    default:
      return event satisfies never;
  }
}

function ofAdjustment(commit: StreamedCommit): readonly CloudEvent[] {
  const { sku, location } = storedLevel.parse(commit.state);
  return commit.events.map((stored, index) => {
    const { type: _type, ...event } = stockAdjustment.parse(stored);
    const data = { adjustmentId: commit.id, sku, location, ...event };
    return toCloudEvent(stockAdjusted, data, attributesOf(commit, index, sku));
  });
}

/** The id derives from stored data, so an event that is published twice has the same id. */
function attributesOf(
  { id, version, at, correlationId, causationId }: StreamedCommit,
  index: number,
  subject: string,
): MessageAttributes {
  return {
    id: `${id}/${version}/${index}`,
    source: 'tradepost.inventory',
    subject,
    time: at,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
  };
}
