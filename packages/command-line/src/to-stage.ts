export { MAX_STAGE_LENGTH, stage as toStage } from './parsers.ts';
