import type { RouteContract } from '@tradepost/contracts/define-route';
import type { Registered, Registry } from '@tradepost/contracts/registry';
import type * as z from 'zod/mini';
import { type Field, fieldsOf } from './fields-of.ts';

/** A part of a contract that has fields. */
export type ContractPart = {
  /** `message` is stored, archived and sent to several services. */
  readonly kind: 'message' | 'request' | 'response';
  /** As people find it: `event OrderPlaced`, `body of placeOrder`. */
  readonly place: string;
  /** Folder of the contract in `packages/contracts/src`: `orders`. */
  readonly folder: string;
  /** Type of the message, or name of the route. */
  readonly name: string;
  readonly fields: readonly Field[];
  readonly route?: RouteContract;
};

type Contracts = Pick<Registry, 'events' | 'commands' | 'routes'>;

/** Returns all parts of all contracts: data and replies of messages, and path, query, body and response of routes. */
export function partsOf({ events, commands, routes }: Contracts): readonly ContractPart[] {
  return [
    ...events.flatMap(({ file, contract }) => toPart('message', 'event', file, contract.type, contract.data)),
    ...commands.flatMap(({ file, contract }) => [
      ...toPart('message', 'command', file, contract.type, contract.data),
      ...toPart('message', 'reply of', file, contract.type, contract.reply),
    ]),
    ...routes.flatMap(partsOfRoute),
  ];
}

function partsOfRoute({ name, file, contract }: Registered<RouteContract>): readonly ContractPart[] {
  const { params, query, body, success } = contract;
  const of = (kind: ContractPart['kind'], what: string, schema: z.ZodMiniType) =>
    toPart(kind, `${what} of`, file, name, schema).map((part) => ({ ...part, route: contract }));
  return [
    ...of('request', 'path', params),
    ...of('request', 'query', query),
    ...of('request', 'body', body),
    ...of('response', 'response', success.body),
  ];
}

/** A list, because a part without fields is none. */
function toPart(
  kind: ContractPart['kind'],
  what: string,
  file: string,
  name: string,
  schema: z.ZodMiniType,
): readonly ContractPart[] {
  const fields = fieldsOf(schema);
  const [folder = file] = file.split('/');
  return fields.length === 0 ? [] : [{ kind, place: `${what} ${name}`, folder, name, fields }];
}
