import type { Document } from '../../annotation/model';
import type { Unit } from '../../pipeline/units';
import type { AnnotatedPart, AnnotateRequest, DraftPart } from '../../protocol/analysis';
import type { Analyser } from './analyser';
import { nearestFirst } from './nearestFirst';
import { readPassages } from './passages';

/** One document on its way through a model, unit by unit, the units where the person is looking first. */
export class AnnotationJob {
  #begun?: { readonly document: Document; readonly units: readonly Unit[] };
  #drafted = 0;
  #done = 0;
  #read = 0;
  #failure?: unknown;

  constructor(readonly request: AnnotateRequest) {}

  /** True while the dictionary has something to answer before the model does. */
  get needsDraft(): boolean {
    return (
      this.request.draft && this.#done === 0 && (!this.#begun || this.#drafted < this.#begun.units.length)
    );
  }

  /** What the dictionary finds in the next units, for about as many milliseconds. */
  async draft(dictionary: Analyser, milliseconds: number): Promise<DraftPart[]> {
    const { document, units } = this.#begin(dictionary);
    const until = performance.now() + milliseconds;
    const parts: DraftPart[] = [];
    do {
      const unit = units[this.#drafted++];
      if (!unit) break;
      const { mentions } = await dictionary.annotateUnit(document, unit);
      parts.push({ part: unit.span, mentions });
    } while (performance.now() < until);
    return parts;
  }

  /**
   * Analyses the next unit. A unit that the model fails on is reported as unread, and the others are still done.
   * @returns what was found, or undefined when all units are done
   * @throws when nothing could be read: what the first failing unit said
   */
  async next(analyser: Analyser): Promise<AnnotatedPart | undefined> {
    const { document, units } = this.#begin(analyser);
    const unit = units[this.#done++];
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

  /** Whoever is first asked cuts the document. */
  #begin(analyser: Analyser): { readonly document: Document; readonly units: readonly Unit[] } {
    if (this.#begun) return this.#begun;
    const { id, text, languageId, near } = this.request;
    const document = { id: String(id), text, passages: readPassages(text, languageId) };
    this.#begun = { document, units: nearestFirst(analyser.cut(document), near) };
    return this.#begun;
  }
}
