import type { Command } from 'commander';
import { block, blocks, liftBlock, type Lifted } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { momentOf } from '../durations.ts';
import { harmless } from '../progress-block.ts';
import { count } from '../sentences.ts';
import { table } from '../table.ts';

interface Options {
  readonly json?: boolean;
}

/** `mamcrawler block` and what is below it. */
export function addBlock(program: Command, runner: Runner): void {
  const command = program
    .command('block')
    .description('list what is never to be fetched, or add to it');
  withJson(command).action((options: Options) =>
    act(runner, options, async ({ session, print }) => {
      const rows = await blocks({ sql: session.sql() });
      const lines = rows.map(({ kind, value, label, at }) => {
        const title = label === value ? '' : label;
        return [kind, value, title, momentOf(at, session.config.timeZone)].map(harmless);
      });
      const text = table([['KIND', 'VALUE', 'TITLE', 'SINCE'], ...lines]);
      print(
        rows,
        rows.length === 0 ? 'Nothing is blocked, but for what policy.yaml blocks.' : text,
      );
      return 0;
    }),
  );
  const lift = command.command('lift').description('block something no more');
  for (const kind of KINDS) {
    addKind(command, runner, kind);
    addLift(lift, runner, kind);
  }
}

/** A kind of block, whose it is, and how it is named. */
interface Kind {
  readonly kind: string;
  readonly never: string;
  readonly what: string;
}

const KINDS: readonly Kind[] = [
  { kind: 'torrent', never: 'this torrent', what: "the torrent's number" },
  { kind: 'uploader', never: "this uploader's torrents", what: "the uploader's name" },
  { kind: 'word', never: 'what has this word', what: 'a word, or several, of a title or a tag' },
];

function addKind(command: Command, runner: Runner, { kind, never, what }: Kind): void {
  const one = command.command(kind).argument('<value>', what).description(`never fetch ${never}`);
  withJson(one).action((value: string, _: Options, own: Command) =>
    act(runner, own.optsWithGlobals(), async ({ session, print }) => {
      const blocked = await block({ sql: session.sql() }, { kind, value });
      const title = blocked.label === blocked.value ? '' : ` (${harmless(blocked.label)})`;
      const how = blocked.isNew ? 'is blocked from now on' : 'was blocked already';
      const ended = endedText(blocked.endedReviews);
      print(blocked, `The ${kind} “${blocked.value}”${title} ${how}.${ended}`);
      return 0;
    }),
  );
}

function endedText(reviews: readonly string[]): string {
  if (reviews.length === 0) return '';
  const what = reviews.length === 1 ? 'Review' : 'Reviews';
  return ` ${what} ${reviews.join(', ')}, which waited for your word on what it covers, ended.`;
}

function addLift(lift: Command, runner: Runner, { kind, never, what }: Kind): void {
  const one = lift.command(kind).argument('<value>', what).description(`fetch ${never} again`);
  withJson(one).action((value: string, _: Options, own: Command) =>
    act(runner, own.optsWithGlobals(), async ({ session, print }) => {
      const lifted = await liftBlock({ sql: session.sql() }, { kind, value });
      print({ ...lifted, isLifted: true }, liftedText(lifted));
      return 0;
    }),
  );
}

function liftedText({ kind, value, dueGaps, endedReviews }: Lifted): string {
  const parts = [`The ${kind} “${harmless(value)}” is blocked no more.`];
  if (dueGaps.length > 0) {
    const what = count(dueGaps.length, 'gap that rested is', 'gaps that rested are');
    parts.push(`${what} searched for at the next run.`);
  }
  if (endedReviews.length > 0) {
    const ids = endedReviews.join(' ');
    parts.push(`To be asked again at once about what it ended: mamcrawler review reopen ${ids}`);
  }
  return parts.join(' ');
}
