import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import { countInWindow, keyInWindow } from '@tradepost/dynamodb/count-in-window';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import type { ReadSecret } from '@tradepost/lambda/secret';

/** A guest's payment, as far as its declines are counted. */
export type GuestPayment = {
  readonly emailHash: string;
  readonly ipHash?: string | undefined;
  /** Token of the payment provider. Only its hash is stored. */
  readonly token: string;
};

/** Counts of declined payments of guests, against those who try out stolen cards. */
export type DeclineCounts = {
  /** Returns true if the guest's address, card or IP address had too many declines in this hour. */
  readonly isBlocked: (payment: GuestPayment) => Promise<boolean>;
  /** Counts a decline. A repeated command may count it twice. */
  readonly add: (payment: GuestPayment) => Promise<void>;
};

export type DeclineLimits = {
  /** Declines in an hour of one e-mail address, or of one payment token. */
  readonly perGuest: number;
  /** Declines in an hour of one IP address. */
  readonly perIp: number;
};

const WINDOW_SECONDS = 3_600;

/** @param readPepper reads the platform's secret `idPepper`, which the hash of the payment token depends on */
export function createDeclineCounts(config: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly limits: DeclineLimits;
  readonly readPepper: ReadSecret;
  readonly now: () => string;
}): DeclineCounts {
  const { client, tableName, limits, readPepper, now } = config;
  const limitsOf = async ({
    emailHash,
    ipHash,
    token,
  }: GuestPayment): Promise<ReadonlyMap<string, number>> => {
    const card = pepperedId('crd', await readPepper(), ['card', token]);
    return new Map([
      [`declines#${emailHash}`, limits.perGuest],
      [`declines#${card}`, limits.perGuest],
      ...(ipHash === undefined ? [] : [[`declines#${ipHash}`, limits.perIp] as const]),
    ]);
  };
  const window = () => ({ windowSeconds: WINDOW_SECONDS, nowMs: Date.parse(now()) });
  return {
    isBlocked: async (payment) => {
      const limited = [...(await limitsOf(payment))].map(
        ([key, limit]) => [keyInWindow({ key, ...window() }), limit] as const,
      );
      const counts = await batchGet(
        client,
        tableName,
        limited.map(([pk]) => ({ pk })),
      );
      const limitOf = new Map(limited);
      return counts.some(
        ({ pk, amount }) => Number(amount) >= (limitOf.get(String(pk)) ?? Number.POSITIVE_INFINITY),
      );
    },
    add: async (payment) => {
      const keys = [...(await limitsOf(payment)).keys()];
      await Promise.all(keys.map((key) => countInWindow({ client, tableName, key, ...window() })));
    },
  };
}
