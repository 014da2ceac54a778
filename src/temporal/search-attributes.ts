import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair,
} from '@temporalio/common';

const PHASE = defineSearchAttributeKey('MamPhase', SearchAttributeType.KEYWORD);
const TERMS_DONE = defineSearchAttributeKey('MamTermsDone', SearchAttributeType.INT);
const TERMS_TOTAL = defineSearchAttributeKey('MamTermsTotal', SearchAttributeType.INT);
const QUEUED = defineSearchAttributeKey('MamQueued', SearchAttributeType.INT);

/** A run's progress as search attributes, so that runs can be listed and filtered by it. */
export function searchAttributesOf(progress: {
  readonly phase: string;
  readonly termsDone: number;
  readonly termsTotal: number;
  readonly queued: number;
}): SearchAttributeUpdatePair[] {
  return [
    { key: PHASE, value: progress.phase },
    { key: TERMS_DONE, value: progress.termsDone },
    { key: TERMS_TOTAL, value: progress.termsTotal },
    { key: QUEUED, value: progress.queued },
  ];
}
