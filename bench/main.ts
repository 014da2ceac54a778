import { parseArgs } from 'node:util';
import { crawl } from './crawl.ts';
import { judge } from './judge.ts';
import { library } from './library.ts';
import { recovery } from './recovery.ts';
import type { Bench } from './support/bench.ts';
import { temporal } from './temporal.ts';
import { terms } from './terms.ts';

const BENCHES: Readonly<Record<string, Bench>> = {
  crawl,
  temporal,
  recovery,
  terms,
  library,
  judge,
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      terms: { type: 'string' },
      items: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [name] = positionals;
  const bench = name === undefined ? undefined : BENCHES[name];
  if (values.help === true || bench === undefined) {
    console.log(help());
    return values.help === true || name === undefined ? 0 : 2;
  }
  // Ctrl-C: the servers hear of it when this process exits.
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  await bench.run({
    terms: count('--terms', values.terms),
    items: count('--items', values.items),
  });
  return 0;
}

function help(): string {
  const lines = Object.entries(BENCHES).map(
    ([name, { purpose }]) => `  ${name.padEnd(9)} ${purpose}`,
  );
  return [
    'Measures the program on real servers against the sandbox; one table each, on stdout.',
    '',
    'usage: npm run bench -- NAME [--terms N] [--items N]',
    '',
    ...lines,
  ].join('\n');
}

/** @throws {Error} for what is no whole number from 1 on. */
function count(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text.replaceAll(/[,_]/g, ''));
  if (!Number.isInteger(number) || number < 1) throw new Error(`${name} is no count: ${text}`);
  return number;
}

process.exitCode = await main();
// Whatever a measurement left open must not keep the terminal.
process.exit();
