import { z } from 'zod';
import { block, blocks, liftBlock, type OperationDependencies } from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';
import { Name } from '../fields.ts';

const Named = z.strictObject({ kind: Name, value: Name });
/** A torrent's number may come as one. */
const Block = z.strictObject({
  kind: Name,
  value: z.union([Name, z.int()], { error: textOf }).transform(String),
});

/** What is wrong with a text, in its own schema's words. */
function textOf({ input }: { readonly input?: unknown }): string | undefined {
  return typeof input === 'string'
    ? Name.safeParse(input).error?.issues[0]?.message
    : 'is neither a text nor a whole number';
}

/** What is never to be fetched. */
export function blockCalls(deps: OperationDependencies): readonly Call[] {
  return [
    call('GET /api/blocks', TAKES_NOTHING, () => blocks(deps)),
    call('POST /api/blocks', { ...TAKES_NOTHING, body: Block }, ({ body }) => block(deps, body)),
    call('DELETE /api/blocks/:kind/:value', { ...TAKES_NOTHING, path: Named }, async ({ path }) => {
      return { ...(await liftBlock(deps, path)), isLifted: true };
    }),
  ];
}
