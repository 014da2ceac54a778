import { isAboutItsGap, type Decision, type ReasonName } from '../decision.ts';
import {
  deriveParts,
  reportDecision,
  type DecidedCandidate,
  type DerivedParts,
  type ReportedDecision,
} from '../report.ts';

/** How many decisions a report lists. */
export interface ListRoom {
  /** From so many on, refusals that say nothing of a gap's own work are counted only. */
  readonly most: number;
  /** From so many on, only acceptances are listed: each of them has its torrent. */
  readonly mostTelling: number;
}

const ROOM: ListRoom = { most: 20_000, mostTelling: 50_000 };

/**
 * Counts the decisions of a run, one by one, and lists as many as a report can hold: what is left
 * out is not kept, so that memory and report stay bounded however much was seen.
 */
export class DecisionList {
  readonly #room: ListRoom;
  readonly #listed: ReportedDecision[] = [];
  readonly #counts = { seen: 0, accepted: 0, deferred: 0, refused: 0, asked: 0 };
  readonly #refusedByReason: Partial<Record<ReasonName, number>> = {};

  /** An empty list. */
  constructor(room: ListRoom = ROOM) {
    this.#room = room;
  }

  /** Counts a decision, and lists it where there is room. */
  add(decided: DecidedCandidate): void {
    this.#count(decided.decision);
    if (this.#hasRoomFor(decided.decision)) this.#listed.push(reportDecision(decided));
  }

  #count(decision: Decision): void {
    this.#counts.seen += 1;
    if (decision.verdict === 'accept') this.#counts.accepted += 1;
    else if (decision.verdict === 'defer') this.#counts.deferred += 1;
    else if (decision.verdict === 'ask') this.#counts.asked += 1;
    else {
      this.#counts.refused += 1;
      for (const { name } of decision.reasons) {
        this.#refusedByReason[name] = (this.#refusedByReason[name] ?? 0) + 1;
      }
    }
  }

  #hasRoomFor(decision: Decision): boolean {
    if (decision.verdict === 'accept') return true;
    const isTelling = decision.verdict !== 'refuse' || decision.nearMiss || isAboutItsGap(decision);
    return this.#listed.length < (isTelling ? this.#room.mostTelling : this.#room.most);
  }

  /** The report's parts that follow from its decisions; the counts are those of all. */
  parts(): DerivedParts & { readonly decisions: readonly ReportedDecision[] } {
    const decisions = [...this.#listed];
    const { deferred, toReview, nearMisses } = deriveParts(decisions);
    return {
      decisions,
      decisionsLeftOut: this.#counts.seen - decisions.length,
      candidates: { ...this.#counts },
      deferred,
      toReview,
      nearMisses,
      refusedByReason: { ...this.#refusedByReason },
    };
  }
}
