import { z } from 'zod';
import { block, blocks, liftBlock, type OperationDependencies } from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';
import { Name } from '../fields.ts';

const Block = z.strictObject({ kind: Name, value: Name });

/** What is never to be fetched. */
export function blockCalls(deps: OperationDependencies): readonly Call[] {
  return [
    call('GET /api/blocks', TAKES_NOTHING, () => blocks(deps)),
    call('POST /api/blocks', { ...TAKES_NOTHING, body: Block }, ({ body }) => block(deps, body)),
    call('DELETE /api/blocks/:kind/:value', { ...TAKES_NOTHING, path: Block }, async ({ path }) => {
      return { ...(await liftBlock(deps, path)), isLifted: true };
    }),
  ];
}
