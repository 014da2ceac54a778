import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';
import type { ReviewState, ReviewWord } from '../domain/review.ts';
import { isAsSaid, REVIEW_WORDS } from '../temporal/review-words.ts';

/** How a review stands. */
export const reviewQuery = defineQuery<ReviewState>('review');
/** There is nothing left to ask: the books say why. */
export const supersedeSignal = defineSignal('supersede');

/** A word that was said, and what it came to. */
interface Said {
  readonly word: ReviewWord;
  answer: ReviewState | { readonly fault: string } | null;
}

/** Where a person's words come in, and where a review tells how it stands. */
export type ReviewDesk = ReturnType<typeof createDesk>;

/**
 * Sets up the query, the signal and an update for each word. An update answers as soon as the word is
 * in the books: what follows from it takes its time. One that contradicts is refused, saying why.
 */
export function createDesk(reviewId: string) {
  let state: ReviewState = { reviewId, status: 'open', note: null };
  let isActing = false;
  let isSuperseded = false;
  let said: Said[] = [];

  function check(word: ReviewWord): void {
    const other = said.find((one) => one.word !== word);
    if (other !== undefined) throw new Error(`${DOING[other.word]} is being written down just now`);
    if (state.status === 'open' || isAsSaid(word, state.status)) return;
    if (state.status !== 'approved') throw new Error(`it ended already as ${state.status}`);
    if (isActing) throw new Error('it was approved, and its torrent is being fetched and queued');
  }

  async function say(word: ReviewWord): Promise<ReviewState> {
    if (state.status !== 'open' && isAsSaid(word, state.status)) return state;
    const one: Said = { word, answer: null };
    said.push(one);
    await condition(() => one.answer !== null);
    const { answer } = one;
    if (answer === null || 'fault' in answer)
      throw refused(`it was not written down: ${answer?.fault ?? ''}`);
    if (isAsSaid(word, answer.status)) return answer;
    throw refused(
      answer.status === 'approved'
        ? 'it was approved, and its torrent may be in the torrent client already'
        : `it ended already as ${answer.status}`,
    );
  }

  setHandler(reviewQuery, () => state);
  setHandler(supersedeSignal, () => {
    isSuperseded = true;
  });
  for (const word of REVIEW_WORDS) {
    setHandler(defineUpdate<ReviewState>(word), () => say(word), { validator: () => check(word) });
  }

  function answer(given: ReviewState | { readonly fault: string }): void {
    for (const one of said) one.answer = given;
    said = [];
  }

  return {
    show(now: ReviewState, doing: { readonly isActing: boolean } = { isActing: false }): void {
      state = now;
      ({ isActing } = doing);
    },
    /** Waits for a word, or for the news that none is needed; with a time, that long at most. */
    async untilTold(atMost?: '1 hour'): Promise<void> {
      const isTold = () => said.length > 0 || isSuperseded;
      if (atMost === undefined) await condition(isTold);
      else await condition(isTold, atMost);
    },
    /** The word to write down; all that were said are the same. */
    nextWord: () => said[0]?.word ?? null,
    /** Whether the news came that no word is needed; it is news once. */
    takeSupersede(): boolean {
      const was = isSuperseded;
      isSuperseded = false;
      return was;
    },
    answer,
    answerAll: () => answer(state),
    isIdle: () => said.length === 0,
  };
}

const DOING: Readonly<Record<ReviewWord, string>> = {
  approve: 'an approval',
  refuse: 'a refusal',
  block: 'a block',
  exclude: 'an exclusion',
};

function refused(message: string): ApplicationFailure {
  return ApplicationFailure.create({ type: 'review/refused', message, nonRetryable: true });
}

/** What a case says of the review alone. */
export function stateOf({ reviewId, status, note }: ReviewState): ReviewState {
  return { reviewId, status, note };
}
