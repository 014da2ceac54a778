import { checkHealth, type OperationDependencies } from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';

/** Whether the program is well. */
export function healthCalls(deps: OperationDependencies): readonly Call[] {
  return [call('GET /health', TAKES_NOTHING, () => checkHealth(deps))];
}
