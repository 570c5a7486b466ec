import type { Document } from '../../annotation/model';
import type { Unit } from '../../pipeline/units';
import type { AnnotatedPart, AnnotateRequest } from '../../protocol/analysis';
import type { Analyser } from './analyser';
import { nearestFirst } from './nearestFirst';
import { readPassages } from './passages';

/** One document on its way through a model, unit by unit, the units where the person is looking first. */
export class AnnotationJob {
  #document?: Document;
  #units: Unit[] = [];
  #read = 0;
  #failure?: unknown;

  constructor(readonly request: AnnotateRequest) {}

  /**
   * Analyses the next unit. A unit that the model fails on is reported as unread, and the others are still done.
   * @returns what was found, or undefined when all units are done
   * @throws when nothing could be read: what the first failing unit said
   */
  async next(analyser: Analyser): Promise<AnnotatedPart | undefined> {
    const document = this.#document ?? this.#begin(analyser);
    const unit = this.#units.shift();
    if (!unit) {
      if (this.#failure !== undefined && this.#read === 0) throw this.#failure;
      return undefined;
    }
    const part = { type: 'part', id: this.request.id, part: unit.span } as const;
    try {
      const { mentions, relations } = await analyser.annotateUnit(document, unit, 'none', { haste: true });
      this.#read++;
      return { ...part, mentions, relations, unread: [] };
    } catch (error) {
      this.#failure ??= error;
      return { ...part, mentions: [], relations: [], unread: [unit.span] };
    }
  }

  #begin(analyser: Analyser): Document {
    const { id, text, languageId, near } = this.request;
    this.#document = { id: String(id), text, passages: readPassages(text, languageId) };
    this.#units = nearestFirst(analyser.cut(this.#document), near);
    return this.#document;
  }
}
