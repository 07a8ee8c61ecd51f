import { inSource } from './mutant.ts';

const REDRIVE_ALL = 'services/operations redriveDeadLetters';
const REDRIVE_RECORDS = 'services/operations redriveRecords';
const APPROVALS = 'services/operations rejectApproval';
const BEFORE = 'every act of an operator is in the audit log, before it';
const CHAINS = 'every chain of the audit log verifies';
const DAY = 'an approval is valid for a day';

/** Bugs of redrives, replays, republications and their audit log. */
export const operationsMutants = [
  inSource('messages are redriven before that is recorded', BEFORE, {
    in: REDRIVE_ALL,
    find: 'const $recorded = await recordAll($$$args); const $send = $sending; const $failed = $sent;',
    replace: 'const $send = $sending; const $failed = $sent; const $recorded = await recordAll($$$args);',
  }),
  inSource('messages are redriven although that could not be recorded', BEFORE, {
    in: 'services/operations recordAll',
    find: 'await $deadLetters.resetVisibility($messages); throw $error;',
    replace: "return { notAnAct: 'not recorded' };",
  }),
  inSource('the head of the audit log has no condition', CHAINS, {
    in: 'packages/audit toPuts',
    find: '{ Put: { TableName: $table, Item: $head, ...$isKnown, ReturnValuesOnConditionCheckFailure: $returned } }',
    replace: '{ Put: { TableName: $table, Item: $head } }',
  }),
  inSource('an entry does not follow the head', CHAINS, {
    in: 'packages/audit follow',
    find: '[$isNewDay ? 0 : $head.seq, $head?.hash ?? $none]',
    replace: '[$isNewDay ? 0 : $head.seq, $none]',
  }),
  inSource('stock is changed before that is recorded', BEFORE, {
    in: 'services/inventory adjustStock',
    find: 'const $recorded = await recordAct($$$args); const $change = $what; const $command = $decide; const $changed = $done;',
    replace:
      'const $change = $what; const $command = $decide; const $changed = $done; const $recorded = await recordAct($$$args);',
  }),
  inSource('a dead-letter message is removed before it is redriven', 'every projection equals its rebuild', {
    in: REDRIVE_ALL,
    find: 'await $redrive($message); await $deadLetters.remove($message);',
    replace: 'await $deadLetters.remove($message); await $redrive($message);',
  }),
  inSource('a message whose redrive failed is removed', 'every projection equals its rebuild', {
    in: REDRIVE_ALL,
    find: 'await $deadLetters.resetVisibility([$message]); return [$message.id];',
    replace: 'await $deadLetters.remove($message); return [$message.id];',
  }),
  inSource('a redriven command loses its envelope', 'a redrive converges', {
    in: 'services/operations redriveMessage',
    find: 'MessageBody: $body',
    replace:
      "MessageBody: $body.startsWith('{') ? JSON.stringify(Object(JSON.parse($body)).data ?? $body) : $body",
  }),
  inSource('a redriven delivery is not transformed', 'a redrive converges', {
    in: 'services/operations compileTargets',
    find: 'kind: $kind, targetArn: $arn, input: $transform($event, $json)',
    replace: "kind: $kind, targetArn: $arn, input: $kind === 'queue' ? $json : $transform($event, $json)",
  }),
  inSource('records whose redrive failed count as redriven', 'no event is lost', {
    in: REDRIVE_RECORDS,
    find: 'if ($FunctionError !== undefined || $_) { throw $_; }',
    replace: 'if ($FunctionError !== undefined) throw new NotRedriven($FunctionError);',
  }),
  inSource('a redrive of records passes none of them', 'no event is lost', {
    in: REDRIVE_RECORDS,
    find: 'JSON.stringify({ Records: $records, isRedrive: true })',
    replace: 'JSON.stringify({ Records: $records.slice(1), isRedrive: true })',
  }),
  inSource('an event that is published again has another id', 'no event is invented', {
    in: 'packages/aggregate createRepublish',
    find: '$found.push({ event: $event, version: $version });',
    replace: "$found.push({ event: { ...$event, id: $event.id + '/again' }, version: $version });",
  }),
  inSource('a person approves their own replay', 'a token without the scope is rejected', {
    in: APPROVALS,
    find: "if ($replay.requestedBy === $person) return { code: 'SECOND_PERSON_REQUIRED' };",
    replace: '',
  }),
  inSource('an approval never expires', DAY, {
    in: 'services/operations isExpired',
    find: 'return $awaits && $_ > $_within;',
    replace: 'return false;',
  }),
  inSource('an approval expires after an hour', DAY, {
    in: 'services/operations APPROVED_WITHIN_MS',
    find: '24 * 60 * 60_000',
    replace: '60 * 60_000',
  }),
  inSource('an approval expires after 24 seconds', DAY, {
    in: 'services/operations APPROVED_WITHIN_MS',
    find: '24 * 60 * 60_000',
    replace: '24 * 1_000',
  }),
];
