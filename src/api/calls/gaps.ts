import { z } from 'zod';
import { GAP_STATES } from '../../domain/standing.ts';
import {
  chooseGaps,
  listGaps,
  type OperationDependencies,
  reopenGaps,
} from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';
import { Name } from '../fields.ts';

const Filter = z.strictObject({
  series: Name.exactOptional(),
  author: Name.exactOptional(),
  state: z.enum(GAP_STATES, { error: `is none of ${GAP_STATES.join(', ')}` }).exactOptional(),
});

const Id = z.union([z.string(), z.int()], { error: 'is no gap’s number' }).transform(String);

const Said = z.strictObject({
  ids: z
    .array(Id, { error: 'is no list of numbers' })
    .max(1000, 'has more than 1000 numbers')
    .exactOptional(),
  series: Name.exactOptional(),
  author: Name.exactOptional(),
});

const Lost = z.strictObject({ what: Name });

/** The standing list of gaps, and a person's word about them. */
export function gapCalls(deps: OperationDependencies): readonly Call[] {
  const taken = { ...TAKES_NOTHING, body: Said };
  return [
    call('GET /api/gaps', { ...TAKES_NOTHING, query: Filter }, ({ query }) =>
      listGaps(deps, query),
    ),
    call('POST /api/gaps/exclude', taken, ({ body }) =>
      chooseGaps(deps, { choice: 'exclude', ...body }),
    ),
    call('POST /api/gaps/include', taken, ({ body }) =>
      chooseGaps(deps, { choice: 'include', ...body }),
    ),
    call('POST /api/gaps/reopen', { ...TAKES_NOTHING, body: Lost }, ({ body }) =>
      reopenGaps(deps, body.what),
    ),
  ];
}
