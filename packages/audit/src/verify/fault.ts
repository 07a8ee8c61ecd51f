/** Kinds of faults of an audit log, with what each means. */
export const FAULTS = {
  'entry-changed': 'the entry does not have the content that its hash was made of',
  'entry-malformed': 'the item is not an entry, or its text is not canonical',
  'entry-missing': 'an entry before this place is missing',
  'entry-moved': 'the entry names another chain or sequence number than the place at which it is stored',
  'index-changed': 'an attribute by which lists find the entry differs from the entry',
  'link-broken':
    'the entry does not follow the entry before it: that one was changed, inserted or deleted, or a day is missing',
  'stray-item': 'the item is in no chain of this stage',
  'head-missing': 'the shard has entries and no head',
  'head-ahead': 'the head names an entry after the last one: the last entries are missing',
  'head-behind': 'entries follow the head: it was set back, or entries were added without it',
  'head-differs': 'the head has another hash than the entry that it names',
  'anchored-missing': 'an anchor names an entry that is not there',
  'anchored-differs': 'an anchor names another hash of the entry: the chain was written again',
  'anchor-malformed': 'the object is not an anchor of this stage',
  'anchor-missing': 'an anchor before this one is missing',
  'anchor-replaced': 'the object of the anchor was deleted, or another version was stored',
  'anchor-moved': 'the anchor has another number than its object',
  'anchor-unsigned':
    'the signature is not by the key over this anchor: the anchor was changed, or another key has signed it',
  'anchor-link-broken': 'the anchor does not follow the anchor before it',
  'anchor-set-back': 'a head of the anchor is before that of the anchor before it',
  'anchor-overdue': 'there is no anchor of the last two hours',
} as const;

export type FaultKind = keyof typeof FAULTS;

/** A fault with its place. */
export type Fault = {
  readonly kind: FaultKind;
  /** Chain, or another name of the place: a key of an item or of an object. */
  readonly place: string;
  /** Sequence number in the chain. */
  readonly seq?: number;
};
