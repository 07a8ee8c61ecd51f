import type { Command } from './given.ts';
import { commandTable, followTable } from './tables.ts';

type Lamp = { readonly status: 'off' | 'on' | 'broken' };
type LampEvent =
  | { readonly type: 'TurnedOn'; readonly at: string }
  | { readonly type: 'Broke'; readonly at: string };

const lamp = {
  initial: { status: 'off' } as Lamp,
  evolve: (state: Lamp, event: LampEvent): Lamp => {
    if (state.status === 'broken') return state;
    if (event.type === 'Broke') return { status: 'broken' };
    return state.status === 'off' ? { status: 'on' } : state;
  },
};
const turnOn: Command<Lamp, LampEvent, { readonly code: 'LAMP_BROKEN' }> = ({ status }) => {
  if (status === 'broken') return { rejection: { code: 'LAMP_BROKEN' } };
  return { events: status === 'on' ? [] : [{ type: 'TurnedOn' }] };
};
const states = {
  off: [],
  on: [{ type: 'TurnedOn' as const }],
  broken: [{ type: 'Broke' as const }],
};
const events = { TurnedOn: { type: 'TurnedOn' as const }, Broke: { type: 'Broke' as const } };

followTable(
  lamp,
  { states, events },
  { off: { TurnedOn: 'on', Broke: 'broken' }, on: { Broke: 'broken' }, broken: {} },
);

commandTable(lamp, states, {
  turnOn: [turnOn, { off: ['TurnedOn'], on: [], broken: 'LAMP_BROKEN' }],
});
