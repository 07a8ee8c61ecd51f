import { type AwsError, awsError } from '../gateway/aws-error.ts';

/**
 * Entry in wire format: `Time` in epoch seconds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html
 */
export type PutEventsEntry = {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  readonly Time?: number;
  readonly TraceHeader?: string;
};

/** Parsed detail of a valid entry, or the error code and message of its result. */
export type CheckedEntry =
  | { readonly detail: Readonly<Record<string, unknown>> }
  | { readonly errorCode: string; readonly errorMessage: string };

const MAX_ENTRIES = 10;
const MAX_TOTAL_BYTES = 1024 * 1024;
const TIME_BYTES = 14;

/**
 * Returns the error for which AWS refuses the whole request: no entries, too many, or too large; undefined if it is valid.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export function faultOfRequest(entries: readonly PutEventsEntry[]): AwsError | undefined {
  if (entries.length < 1 || entries.length > MAX_ENTRIES) {
    const bound = entries.length < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_ENTRIES}`;
    return awsError(
      'ValidationException',
      `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`,
    );
  }
  const total = entries.reduce((sum, entry) => sum + entrySizeBytes(entry), 0);
  if (total <= MAX_TOTAL_BYTES) return undefined;
  return awsError('ValidationException', 'Total size of the entries in the request is over the limit.');
}

/**
 * Size of an entry as counted against the limit.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size
 */
function entrySizeBytes(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return entry.Time === undefined ? bytes : bytes + TIME_BYTES;
}

/** Validates one entry. An invalid entry does not affect the others of its request. */
export function checkEntry(entry: PutEventsEntry): CheckedEntry {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return invalidArgument(`Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
    }
  }
  if (entry.Source?.startsWith('aws.')) {
    return {
      errorCode: 'NotAuthorizedForSourceException',
      errorMessage: 'Not authorized for the source.',
    };
  }
  if (entry.Time !== undefined && !Number.isFinite(entry.Time)) {
    return invalidArgument('Parameter Time is not valid.');
  }
  const detail = parseDetail(entry.Detail ?? '');
  return detail ? { detail } : { errorCode: 'MalformedDetail', errorMessage: 'Detail is malformed.' };
}

function invalidArgument(errorMessage: string): CheckedEntry {
  return { errorCode: 'InvalidArgument', errorMessage };
}

function parseDetail(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail)
      ? (detail as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
