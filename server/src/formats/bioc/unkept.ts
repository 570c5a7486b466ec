import { counted } from '../../platform/counted';
import type { BioCDocument, BioCPassage } from './model';

/** What a collection says of itself where BioGloss has written it. */
export const ownHeader = { source: 'BioGloss', date: '', key: 'BioGloss.key' };

/** What of a BioC file has no place in our documents, so that it is not there when they are written again. */
export class Unkept {
  #ids = 0;
  #sentences = 0;
  #roles = 0;

  count({ passages, annotations, relations }: BioCDocument): void {
    this.#parts({ annotations, relations });
    for (const passage of passages) {
      if (passage.sentences.length > 0) this.#sentences++;
      for (const part of [passage, ...passage.sentences]) this.#parts(part);
    }
  }

  #parts({ annotations, relations }: Pick<BioCPassage, 'annotations' | 'relations'>): void {
    // A number is what annotations are given anew.
    for (const { id } of annotations) if (!/^\d*$/.test(id)) this.#ids++;
    for (const { nodes } of relations) if (nodes.some(({ role }) => role !== '')) this.#roles++;
  }

  /**
   * As a property to spread.
   * @param header what the collection says of itself
   */
  told(header: Readonly<Record<string, string>>): { readonly unkept?: string } {
    const said = Object.entries(header).filter(
      ([name, value]) => value.trim() !== '' && value !== ownHeader[name as keyof typeof ownHeader],
    );
    const parts = [
      ...(this.#ids > 0 ? [`the names of ${counted(this.#ids, 'annotation')}`] : []),
      ...(this.#sentences > 0 ? [`the sentences of ${counted(this.#sentences, 'passage')}`] : []),
      ...(this.#roles > 0 ? [`the roles in ${counted(this.#roles, 'relation')}`] : []),
      ...(said.length > 0 ? [`the collection’s ${listed(said.map(([name]) => name))}`] : []),
    ];
    return parts.length > 0 ? { unkept: `BioGloss does not keep ${listed(parts)}.` } : {};
  }
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1)!;
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${last}` : last;
}
