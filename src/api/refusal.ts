/** Why a request is not let in at all, as a closed list. */
export type RefusalKind = 'no-key' | 'wrong-key' | 'foreign-host' | 'foreign-origin' | 'no-route';

/** A request that is not let in: what, and what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly kind: RefusalKind;
  readonly remedy: string;

  constructor(kind: RefusalKind, message: string, remedy: string) {
    super(message);
    this.kind = kind;
    this.remedy = remedy;
  }
}
