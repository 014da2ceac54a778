import type { Command } from 'commander';
import { resumeSite, siteState } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { sitesText } from '../site-text.ts';

interface Options {
  readonly json?: boolean;
}

/** `mamcrawler site` and `mamcrawler site resume`. */
export function addSite(program: Command, runner: Runner): void {
  const site = program
    .command('site')
    .description('how the tracker and the torrent client may be touched now');
  withJson(site).action((options: Options) =>
    act(runner, options, async ({ session, print, terminal }) => {
      const sites = await siteState({ sql: session.sql() });
      print(sites, sitesText(sites, { timeZone: session.config.timeZone, now: terminal.now() }));
      return 0;
    }),
  );
  const resume = site
    .command('resume')
    .argument('[host]', 'all hosts when left out')
    .description('lift a halt after you have mended its cause');
  withJson(resume).action((host: string | undefined, _: Options, command: Command) =>
    act(runner, command.optsWithGlobals(), async ({ session, print }) => {
      const hosts = await resumeSite({ sql: session.sql() }, host);
      const free = host === undefined ? 'Nothing was halted.' : `${host} was not halted.`;
      print({ hosts }, hosts.length === 0 ? free : `Free again: ${hosts.join(', ')}`);
      return 0;
    }),
  );
}
