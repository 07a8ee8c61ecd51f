import { drawGraph } from './graph.ts';
import { drawSequence } from './sequence.ts';

/** Tradepost, its services, and who uses them. */
export const context = drawGraph({
  name: 'context',
  title: 'Tradepost and its surroundings',
  description:
    'Storefronts, apps and back offices call the HTTP API of orders and catalog. ERPs and warehouses send commands to inventory over SQS. ' +
    'The saga of orders sends commands to inventory and payments. Payments calls a payment provider, which sends signed webhooks. ' +
    'All services publish events on the EventBridge bus and consume events from it. Operations and the event archive get every event; operators use them.',
  width: 960,
  height: 600,
  frames: [{ label: 'Tradepost', x: 215, y: 40, width: 545, height: 545 }],
  boxes: [
    {
      id: 'clients',
      lines: ['Storefronts,', 'apps, back offices'],
      x: 85,
      y: 110,
      width: 140,
      height: 52,
      kind: 'outside',
    },
    { id: 'erp', lines: ['ERPs, warehouses'], x: 85, y: 412, width: 140, kind: 'outside' },
    { id: 'operators', lines: ['Operators'], x: 85, y: 545, width: 140, kind: 'outside' },
    { id: 'provider', lines: ['Payment provider'], x: 880, y: 360, width: 140, kind: 'outside' },
    { id: 'orders', lines: ['orders', 'event store, projections'], x: 490, y: 110, width: 180, height: 52 },
    { id: 'saga', lines: ['saga fulfil-order', 'Step Functions'], x: 490, y: 230, width: 150, height: 48 },
    { id: 'inventory', lines: ['inventory', 'stock, reservations'], x: 490, y: 360, width: 150, height: 52 },
    { id: 'catalog', lines: ['catalog', 'products, prices'], x: 310, y: 360, width: 150, height: 52 },
    { id: 'payments', lines: ['payments', 'payments, ledger'], x: 670, y: 360, width: 150, height: 52 },
    { id: 'bus', lines: ['EventBridge bus'], x: 490, y: 460, width: 510, height: 36, kind: 'accent' },
    {
      id: 'operations',
      lines: ['platform, operations', 'event archive, dead-letter messages, replays, timelines'],
      x: 490,
      y: 545,
      width: 370,
      height: 52,
    },
  ],
  edges: [
    { from: 'clients', to: 'orders', label: ['/v1/orders'], labelAt: [290, 110] },
    { from: 'clients', to: 'catalog', label: ['/v1/products'], labelAt: [215, 255] },
    { from: 'erp', to: 'inventory', label: ['commands over SQS'], via: [[450, 412]], labelAt: [235, 412] },
    { from: 'operators', to: 'operations', label: ['API, commands'], labelAt: [243, 545] },
    { from: 'orders', to: 'saga', label: ['OrderPlaced,', 'by a rule of the bus'] },
    { from: 'saga', to: 'inventory', label: ['ReserveStock, CommitStock'] },
    { from: 'saga', to: 'payments', label: ['AuthorizePayment'], labelAt: [650, 290] },
    { from: 'payments', to: 'provider', isMutual: true, label: ['calls,', 'webhooks'], labelAt: [780, 325] },
    { from: 'inventory', to: 'bus', isMutual: true, label: ['events'] },
    { from: 'catalog', to: 'bus', via: [[310, 430]], isMutual: true },
    { from: 'payments', to: 'bus', via: [[670, 400]], isMutual: true },
    {
      from: 'orders',
      to: 'bus',
      via: [
        [752, 110],
        [752, 445],
      ],
      isMutual: true,
    },
    { from: 'bus', to: 'operations', label: ['every event'] },
  ],
});

/** An order from placed to confirmed, and its compensation. */
export const orderSequence = drawSequence({
  name: 'order-sequence',
  title: 'Sequence of an order, with its compensation',
  description:
    'A client places an order. The orders service commits OrderPlaced and responds with 201. The event starts the saga, which sends ReserveStock to inventory, ' +
    'AuthorizePayment to payments, CommitStock to inventory and ConfirmOrder to orders. If a step is rejected, the saga sends RejectOrder; ' +
    'the event OrderRejected leads to ReleaseStock in inventory and VoidPayment in payments.',
  participants: ['Client', 'orders', 'saga', 'inventory', 'payments'],
  steps: [
    { from: 'Client', to: 'orders', text: 'POST /v1/orders' },
    { from: 'orders', to: 'orders', text: 'commit OrderPlaced' },
    { from: 'orders', to: 'Client', text: '201 placed', isReply: true },
    { from: 'orders', to: 'saga', text: 'OrderPlaced' },
    { from: 'saga', to: 'inventory', text: 'ReserveStock' },
    { from: 'inventory', to: 'saga', text: 'accepted', isReply: true },
    { from: 'saga', to: 'payments', text: 'AuthorizePayment' },
    { from: 'payments', to: 'saga', text: 'accepted', isReply: true },
    { from: 'saga', to: 'inventory', text: 'CommitStock' },
    { from: 'inventory', to: 'saga', text: 'accepted', isReply: true },
    { from: 'saga', to: 'orders', text: 'ConfirmOrder' },
    { from: 'orders', to: 'orders', text: 'commit OrderConfirmed' },
    { heading: 'If stock or payment is rejected: the order first, then its compensations' },
    { from: 'payments', to: 'saga', text: 'rejected, such as PAYMENT_DECLINED', isReply: true },
    { from: 'saga', to: 'orders', text: 'RejectOrder' },
    { from: 'orders', to: 'orders', text: 'commit OrderRejected' },
    { from: 'orders', to: 'inventory', text: 'OrderRejected, by a rule: ReleaseStock' },
    { from: 'inventory', to: 'inventory', text: 'release the units' },
    { from: 'orders', to: 'payments', text: 'OrderRejected, by a rule: VoidPayment' },
    { from: 'payments', to: 'payments', text: 'void, or bar' },
  ],
});

/** From a command to the projections of its consumers. */
export const writePath = drawGraph({
  name: 'write-path',
  title: 'Write path: command, event store, stream, bus, projection',
  description:
    'A handler executes a command on the aggregate, which decides. The event store commits the events as one item; on a conflict it loads and decides again. ' +
    'The stream of the table delivers the item to the publisher, which puts the events on the bus. A rule delivers them to an inbox, and a consumer updates its projection. ' +
    'Records that can never be published go to the failures queue, and messages that cannot be processed to a dead-letter queue.',
  width: 960,
  height: 400,
  boxes: [
    { id: 'handler', lines: ['Handler', 'parses the command'], x: 90, y: 70, width: 150, height: 52 },
    { id: 'aggregate', lines: ['Aggregate', 'decides: events'], x: 290, y: 70, width: 140, height: 52 },
    {
      id: 'store',
      lines: ['Event store', 'one conditional write'],
      x: 510,
      y: 70,
      width: 170,
      height: 52,
      kind: 'accent',
    },
    {
      id: 'stream',
      lines: ['Table stream', 'in order per aggregate'],
      x: 730,
      y: 70,
      width: 160,
      height: 52,
    },
    { id: 'publisher', lines: ['Publisher', 'maps to contracts'], x: 870, y: 200, width: 150, height: 52 },
    { id: 'failures', lines: ['Failures queue'], x: 870, y: 330, width: 150, kind: 'outside' },
    {
      id: 'bus',
      lines: ['EventBridge bus', 'rules'],
      x: 660,
      y: 200,
      width: 140,
      height: 52,
      kind: 'accent',
    },
    { id: 'inbox', lines: ['Inbox', 'SQS'], x: 460, y: 200, width: 120, height: 52 },
    { id: 'dead', lines: ['Dead-letter queue'], x: 460, y: 330, width: 150, kind: 'outside' },
    { id: 'consumer', lines: ['Consumer', 'repeats change nothing'], x: 270, y: 200, width: 160, height: 52 },
    { id: 'projection', lines: ['Projection', 'if newer'], x: 90, y: 200, width: 130, height: 52 },
  ],
  edges: [
    { from: 'handler', to: 'aggregate' },
    {
      from: 'aggregate',
      to: 'store',
      isMutual: true,
      label: ['conflict:', 'decide again'],
      labelAt: [392, 30],
    },
    { from: 'store', to: 'stream' },
    { from: 'stream', to: 'publisher', via: [[870, 70]] },
    { from: 'publisher', to: 'bus' },
    { from: 'publisher', to: 'failures', isDashed: true, label: ['can never be', 'published'] },
    { from: 'bus', to: 'inbox' },
    { from: 'inbox', to: 'dead', isDashed: true, label: ['after five', 'failures'] },
    { from: 'inbox', to: 'consumer' },
    { from: 'consumer', to: 'projection' },
  ],
});
