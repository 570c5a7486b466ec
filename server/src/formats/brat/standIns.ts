import type { ConceptId, EntityMention, Relation } from '../../annotation/model';
import { identifierOf } from '../identifier';
import { conceptsOf } from '../relationEnds';

/** Which mentions stand for the concepts of relations, in a format that relates mentions. Mentions are told by their numbers, from 0. */
export class StandIns {
  readonly #alone = new Map<ConceptId, number>();
  readonly #among = new Map<ConceptId, number>();

  constructor(mentions: readonly EntityMention[]) {
    mentions.forEach((mention, index) => {
      const whole = identifierOf(mention);
      if (whole !== '' && !this.#alone.has(whole)) this.#alone.set(whole, index);
      for (const { id } of mention.concepts) if (!this.#among.has(id)) this.#among.set(id, index);
    });
  }

  /** A mention for either concept: one that names it alone, else one that names it among others; undefined where an end has none. */
  of({ subject, object }: Relation): readonly [number, number] | undefined {
    const [from, to] = [this.#of(subject), this.#of(object)];
    return from === undefined || to === undefined ? undefined : [from, to];
  }

  #of(end: ConceptId): number | undefined {
    const ids = [end, ...conceptsOf(end)];
    return this.#alone.get(end) ?? ids.map((id) => this.#among.get(id)).find((each) => each !== undefined);
  }
}
