import { open } from 'node:fs/promises';
import { createTrackerBrowser } from '../../src/integrations/tracker/browser/index.ts';
import { Secret } from '../../src/secret.ts';
import { serveChild } from './child.ts';
import { memoryPacer, memoryVault } from './memory-pacer.ts';
import { PlainInput, type PlainAnswer } from './plain-crawl.ts';

await serveChild(PlainInput, crawl);

async function crawl(input: PlainInput): Promise<PlainAnswer> {
  const pacer = memoryPacer(input);
  const site = createTrackerBrowser({
    url: new URL(input.url),
    username: input.username,
    password: new Secret(input.password),
    chromiumPath: input.chromiumPath,
    timeoutMs: 60_000,
    pacer,
    vault: memoryVault(),
  });
  const ledger = input.ledger === null ? null : await open(input.ledger, 'a');
  try {
    for (const step of input.steps) {
      const seen =
        'text' in step
          ? await site.search(step)
          : { bytes: (await site.fetchTorrent(step.sourceId)).length };
      if (ledger === null) continue;
      await ledger.write(`${JSON.stringify({ step, seen })}\n`);
      await ledger.sync();
    }
  } finally {
    await ledger?.close();
    await site.close();
  }
  return { ends: [...pacer.ends], rss: process.memoryUsage.rss() };
}
