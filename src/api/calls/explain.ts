import { z } from 'zod';
import { explainGap } from '../../domain/explaining/of-gap.ts';
import { explainTorrent } from '../../domain/explaining/of-torrent.ts';
import { explainThing, type OperationDependencies } from '../../operations/index.ts';
import { call, TAKES_NOTHING, type Call } from '../call.ts';
import { Name } from '../fields.ts';

const Asked = z.strictObject({
  what: Name,
  runs: z
    .string('is no number')
    .regex(/^[1-9]\d{0,3}$/, 'is no whole number from 1 to 9999')
    .transform(Number)
    .exactOptional(),
});

/** The whole chain of a gap or a torrent: what is known, and the same in sentences. */
export function explainCalls(deps: OperationDependencies): readonly Call[] {
  return [
    call('GET /api/explain', { ...TAKES_NOTHING, query: Asked }, async ({ query }) => {
      const explained = await explainThing(deps, query);
      const clock = { now: deps.now(), momentOf: (at: Date) => at.toISOString() };
      const explanation =
        explained.kind === 'gap'
          ? explainGap(explained.facts, clock)
          : explainTorrent(explained.facts, clock);
      return { ...explained, explanation };
    }),
  ];
}
