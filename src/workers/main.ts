import { parseArgs } from 'node:util';
import { loadConfig, ConfigError } from '../config.ts';
import { PolicyError } from '../policy/problem.ts';
import { startTrouble } from './start-trouble.ts';
import { runWorker } from './worker.ts';

const HELP = `Serves MAMcrawler's workers until SIGTERM or Ctrl-C.

usage: npm start

Reads .env and the environment (see .env.example). Brings PostgreSQL and a Temporal server of its
own where DATABASE_URL and TEMPORAL_ADDRESS are not set.`;

/** The process of `npm start`: exit 0 after a graceful stop, 1 after a fault, 2 on a bad setting. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stopping.abort());
  }
  try {
    const loaded = loadConfig(process.env);
    await runWorker(loaded, stopping.signal);
    return 0;
  } catch (error) {
    if (error instanceof ConfigError || error instanceof PolicyError) {
      console.error(error.message);
      return 2;
    }
    const { what, remedy } = startTrouble(error);
    console.error(`MAMcrawler ends: ${what}.${remedy === '' ? '' : `\nWhat to do: ${remedy}.`}`);
    return 1;
  }
}

process.exit(await main());
