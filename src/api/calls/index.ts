import type { OperationDependencies } from '../../operations/index.ts';
import type { Call } from '../call.ts';
import { blockCalls } from './blocks.ts';
import { explainCalls } from './explain.ts';
import { gapCalls } from './gaps.ts';
import { healthCalls } from './health.ts';
import { reviewCalls } from './review.ts';

/** Everything that the API answers; docs/api.md lists the same. */
export function allCalls(deps: OperationDependencies): readonly Call[] {
  return [
    ...healthCalls(deps),
    ...gapCalls(deps),
    ...reviewCalls(deps),
    ...blockCalls(deps),
    ...explainCalls(deps),
  ];
}
