import type { Command } from 'commander';
import { checkConfig } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { configText, isGood, isRight } from '../config-text.ts';
import { EXIT } from '../exit-codes.ts';

/** `mamcrawler config check`. */
export function addConfig(program: Command, runner: Runner): void {
  const config = program.command('config').description('the settings');
  const check = config
    .command('check')
    .description('show every setting and where it comes from; secrets are not shown')
    .option('--connect', 'ask the servers too whether they answer; never the tracker');
  withJson(check).action((options: { readonly connect?: boolean; readonly json?: boolean }) =>
    act(runner, options, async ({ session, print }) => {
      const servers = options.connect === true ? session.known() : null;
      const { loaded, config } = session;
      const checked = await checkConfig(loaded, servers === null ? null : { config, ...servers });
      print(checked, configText(checked));
      if (!isRight(checked)) return EXIT.usage;
      return isGood(checked) ? EXIT.done : EXIT.failed;
    }),
  );
}
