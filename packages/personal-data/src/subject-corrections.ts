import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import { customerPk, pkOf } from './subject-item.ts';

/** Corrects what the table of subject keys has about an order. It reads no key in clear. */
export type SubjectCorrections = {
  /**
   * Returns the writes that a correction of sealed data is committed with, in one transaction. One of their conditions fails if the
   * subject is erased meanwhile, so that nothing is stored about an erased person.
   *
   * @returns undefined if the subject was erased
   */
  readonly toWrites: (correction: SubjectCorrection) => Promise<readonly TransactWriteItem[] | undefined>;
};

export type SubjectCorrection = {
  readonly subjectId: string;
  /** Hash of the corrected e-mail address, if the subject is of one order: the order is then found by it. */
  readonly emailHash?: string | undefined;
  /** Customer who has claimed the order. */
  readonly claimedBy?: string | undefined;
};

export type SubjectCorrectionsConfig = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
};

export function createSubjectCorrections({
  client,
  tableName: TableName,
}: SubjectCorrectionsConfig): SubjectCorrections {
  return {
    toWrites: async ({ subjectId, emailHash, claimedBy }) => {
      const Key = { pk: pkOf(subjectId) };
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      if (Item?.['contact'] === undefined) return undefined;
      if (emailHash === undefined)
        return [{ ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_exists(contact)' } }];
      const claimant = Item['claimedBy'] as string | undefined;
      const address = { TableName, Key, ExpressionAttributeValues: { ':emailHash': emailHash } };
      if (claimant === undefined)
        return [
          {
            Update: {
              ...address,
              UpdateExpression: 'SET emailHash = :emailHash',
              ConditionExpression: 'attribute_exists(contact) AND attribute_not_exists(claimedBy)',
            },
          },
        ];
      const ofClaimant = {
        ...address,
        ExpressionAttributeValues: { ':emailHash': emailHash, ':claimant': claimant },
        ConditionExpression: 'attribute_exists(contact) AND claimedBy = :claimant',
      };
      if (claimant === claimedBy)
        return [{ Update: { ...ofClaimant, UpdateExpression: 'SET emailHash = :emailHash' } }];
      // A claim by the former address that orders has not carried out, and will reject: the subject must not stay with the claimant, whose
      // erasure would delete it.
      return [
        { Update: { ...ofClaimant, UpdateExpression: 'SET emailHash = :emailHash REMOVE claimedBy' } },
        {
          Update: {
            TableName,
            Key: { pk: customerPk(claimant) },
            UpdateExpression: 'DELETE subjects :subjects',
            ExpressionAttributeValues: { ':subjects': new Set([subjectId]) },
          },
        },
      ];
    },
  };
}
