import type { TargetInput } from '@tradepost/event-rules/input-transformer';

/**
 * Resources declared by a folder of compiled templates, with every intrinsic function resolved. The template reader returns
 * them and the engines create them. Names follow CloudFormation.
 */
export type CloudResources = {
  readonly tables: readonly TableResource[];
  readonly queues: readonly QueueResource[];
  readonly topics: readonly TopicResource[];
  readonly subscriptions: readonly SubscriptionResource[];
  readonly buckets: readonly BucketResource[];
  readonly buses: readonly EventBusResource[];
  readonly archives: readonly ArchiveResource[];
  readonly rules: readonly RuleResource[];
  readonly stateMachines: readonly StateMachineResource[];
  readonly eventSourceMappings: readonly EventSourceMappingResource[];
  readonly functions: readonly FunctionResource[];
  readonly secrets: readonly SecretResource[];
  readonly keys: readonly KeyResource[];
  readonly keyAliases: readonly KeyAliasResource[];
  readonly logGroups: readonly LogGroupResource[];
  readonly userPools: readonly UserPoolResource[];
  readonly userPoolClients: readonly UserPoolClientResource[];
  readonly userPoolScopes: readonly UserPoolScopes[];
  readonly userPoolGroups: readonly UserPoolGroupResource[];
};

/** Service and logical id of a resource. Every message about it names both. */
export type Declared = { readonly service: string; readonly logicalId: string };

/** `properties` is the CloudFormation `Properties` block of `AWS::DynamoDB::Table`. */
export type TableResource = Declared & {
  readonly tableName: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** `attributes` are SQS queue attributes, by their API names, as strings. */
export type QueueResource = Declared & {
  readonly queueName: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
};

export type TopicResource = Declared & {
  readonly topicName: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
};

export type SubscriptionResource = Declared & {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** `AWS::S3::Bucket`. */
export type BucketResource = Declared & {
  readonly name: string;
  readonly arn: string;
  /** Undefined if versions were never enabled. */
  readonly versioning?: 'Enabled' | 'Suspended';
  /** True if retention and legal hold of versions are possible. */
  readonly objectLock: boolean;
  /** Retention of versions that set none themselves. */
  readonly defaultRetention?: { readonly mode: RetentionMode; readonly days: number };
  /** The enabled rules of its lifecycle. */
  readonly lifecycle: readonly LifecycleRule[];
  /** Encryption that responses name for objects that set none themselves. */
  readonly encryption: { readonly algorithm: string; readonly keyId?: string };
};

export type RetentionMode = 'GOVERNANCE' | 'COMPLIANCE';

/** Rule for objects whose keys begin with `prefix`. */
export type LifecycleRule = {
  readonly prefix: string;
  readonly expirationDays?: number;
  readonly noncurrentDays?: number;
  readonly abortUploadDays?: number;
  /** True if delete markers without other versions expire. */
  readonly expiresDeleteMarkers: boolean;
};

export type EventBusResource = Declared & { readonly name: string; readonly arn: string };

/** `AWS::Events::Archive` of all events of a bus. 0 retention days means for ever. */
export type ArchiveResource = Declared & {
  readonly name: string;
  readonly arn: string;
  readonly busArn: string;
  readonly retentionDays: number;
};

/** `AWS::Events::Rule`. Exactly one of `eventPattern` and `scheduleExpression` is set. */
export type RuleResource = Declared & {
  readonly name: string;
  readonly arn: string;
  readonly eventBusName: string;
  readonly enabled: boolean;
  readonly eventPattern?: Readonly<Record<string, unknown>>;
  readonly scheduleExpression?: string;
  readonly targets: readonly RuleTarget[];
};

/** Target of a rule. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html */
export type RuleTarget = TargetInput & {
  readonly id: string;
  readonly arn: string;
  readonly sqsMessageGroupId?: string;
  readonly retryPolicy: {
    readonly maximumRetryAttempts: number;
    readonly maximumEventAgeInSeconds: number;
  };
  readonly deadLetterArn?: string;
};

export type StateMachineResource = Declared & {
  readonly name: string;
  readonly arn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  /** Amazon States Language document, after all substitutions. */
  readonly definition: Readonly<Record<string, unknown>>;
  /** Logging of its executions, if any. */
  readonly logging?: WorkflowLogging;
};

/** `LoggingConfiguration` of a state machine. */
export type WorkflowLogging = {
  readonly logGroupName: string;
  readonly level: 'ALL' | 'ERROR' | 'FATAL';
  readonly includeExecutionData: boolean;
};

/** `AWS::Lambda::EventSourceMapping` for SQS and DynamoDB streams; the defaults are Lambda's. */
export type EventSourceMappingResource = Declared & {
  readonly functionName: string;
  readonly eventSourceArn: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  readonly maximumBatchingWindowInSeconds: number;
  readonly reportBatchItemFailures: boolean;
  /** Event patterns for records; a record that matches none is dropped. */
  readonly filters: readonly Readonly<Record<string, unknown>>[];
  /** SQS only. */
  readonly maximumConcurrency?: number;
  /** Streams only, like the fields below. As a limit, -1 means until the record expires. */
  readonly startingPosition?: 'TRIM_HORIZON' | 'LATEST';
  readonly maximumRetryAttempts?: number;
  readonly maximumRecordAgeInSeconds?: number;
  readonly bisectBatchOnFunctionError?: boolean;
  readonly parallelizationFactor?: number;
  readonly onFailureDestinationArn?: string;
};

export type FunctionResource = Declared & {
  readonly functionName: string;
  /** Key under `functions` in serverless.yml. */
  readonly functionKey: string;
  readonly arn: string;
  readonly runtime: string;
  readonly memorySizeMb: number;
  readonly timeoutSeconds: number;
  /** Environment variables. */
  readonly environment: Readonly<Record<string, string>>;
};

/** `AWS::SecretsManager::Secret` with a generated initial value. */
export type SecretResource = Declared & {
  readonly name: string;
  readonly arn: string;
  /** `GenerateSecretString`. */
  readonly generated: {
    readonly length: number;
    readonly excludePunctuation: boolean;
    readonly excludeCharacters: string;
  };
};

export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_256' | 'ECC_NIST_P256';
export type KeyUsage = 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC' | 'SIGN_VERIFY';

/** `AWS::KMS::Key`. */
export type KeyResource = Declared & {
  /** A UUID. */
  readonly id: string;
  readonly arn: string;
  readonly spec: KeySpec;
  /** Follows from the spec. */
  readonly usage: KeyUsage;
  readonly description: string;
  readonly enabled: boolean;
};

/** `AWS::KMS::Alias`. */
export type KeyAliasResource = Declared & {
  /** Name, such as `alias/orders`. */
  readonly name: string;
  readonly arn: string;
  /** Id or ARN of the key. */
  readonly targetKeyId: string;
};

/** `AWS::Logs::LogGroup`: its name and the fields of its field index policies. */
export type LogGroupResource = Declared & {
  readonly name: string;
  readonly indexedFields: readonly string[];
};

/** `AWS::Cognito::UserPool`. */
export type UserPoolResource = Declared & {
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  /** URL of its issuer, `ProviderURL`. */
  readonly issuer: string;
  readonly preToken?: PreTokenTrigger;
};

/** `PreTokenGenerationConfig` of a user pool. Version 3 is invoked for client credentials, too. */
export type PreTokenTrigger = { readonly functionName: string; readonly version: '2' | '3' };

/** `AWS::Cognito::UserPoolClient`. */
export type UserPoolClientResource = Declared & {
  readonly poolId: string;
  readonly name: string;
  readonly id: string;
  readonly hasSecret: boolean;
  readonly flows: readonly ('code' | 'client_credentials')[];
  /** Scopes that it can request. */
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly rotatesRefreshTokens: boolean;
  readonly revokesTokens: boolean;
  readonly lifetimes: {
    readonly accessSeconds: number;
    readonly idSeconds: number;
    readonly refreshSeconds: number;
  };
};

/** Scopes of an `AWS::Cognito::UserPoolResourceServer`, with its identifier, such as `orders/read`. */
export type UserPoolScopes = Declared & { readonly poolId: string; readonly scopes: readonly string[] };

/** `AWS::Cognito::UserPoolGroup`. */
export type UserPoolGroupResource = Declared & { readonly poolId: string; readonly name: string };
