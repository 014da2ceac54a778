import type { Command } from 'commander';
import { decideReviews, listReviews, reopenReviews, showReview } from '../../operations/index.ts';
import type { ReviewWord } from '../../domain/review.ts';
import { act, type Runner, withJson } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { decidedText, reviewsText, reviewText } from '../review-text.ts';

interface Options {
  readonly json?: boolean;
  readonly all?: boolean;
}

/** `mamcrawler review` and what is below it. */
export function addReview(program: Command, runner: Runner): void {
  const review = program
    .command('review')
    .description('list what waits for your word, or say it')
    .option('--all', 'what was decided too');
  withJson(review).action((options: Options) =>
    act(runner, options, async ({ session, print }) => {
      const reviews = await listReviews(
        { sql: session.sql() },
        options.all === true ? { status: 'all' } : {},
      );
      print(reviews, reviewsText(reviews, session.config.timeZone));
      return EXIT.done;
    }),
  );
  const show = review
    .command('show')
    .argument('<id>', "the review, or its torrent's number")
    .description('tell all about a review');
  withJson(show).action((id: string, _: Options, command: Command) =>
    act(runner, command.optsWithGlobals(), async ({ session, print }) => {
      const found = await showReview({ sql: session.sql() }, id);
      print(found, reviewText(found, session.config.timeZone));
      return EXIT.done;
    }),
  );
  addWord(review, runner, { word: 'approve', description: 'fetch and queue it, now' });
  addWord(review, runner, { word: 'refuse', description: 'never ask about this torrent again' });
  addWord(review, runner, { word: 'block', description: 'block this torrent for ever' });
  addWord(review, runner, {
    word: 'exclude',
    description: 'what it would fill is not wanted; for “more by an author”: refuse this torrent',
  });
  addSaying(review, runner, {
    word: 'reopen',
    description:
      'take a refusal back: it waits again, and its gaps are searched for at the next run',
    say: reopenReviews,
  });
}

function addWord(
  review: Command,
  runner: Runner,
  { word, description }: { readonly word: ReviewWord; readonly description: string },
): void {
  const say: Saying['say'] = (deps, ids) => decideReviews(deps, ids, word);
  addSaying(review, runner, { word, description, say });
}

/** What can be said of several reviews at once. */
interface Saying {
  readonly word: string;
  readonly description: string;
  readonly say: typeof reopenReviews;
}

function addSaying(review: Command, runner: Runner, { word, description, say }: Saying): void {
  const command = review
    .command(word)
    .argument('<id...>', "reviews, or their torrents' numbers")
    .description(description);
  withJson(command).action((ids: readonly string[], _: Options, own: Command) =>
    act(runner, own.optsWithGlobals(), async ({ session, print }) => {
      const decided = await say(session.deps(), ids);
      print(decided, decidedText(decided));
      return decided.every(({ isDone }) => isDone) ? EXIT.done : EXIT.failed;
    }),
  );
}
