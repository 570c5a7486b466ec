import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SymbolInformation } from 'vscode-languageserver-types';
import type { ConceptId, EntityMention } from '../annotation/model';
import { extent, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Terminologies } from '../terminology/terminologies';
import type { Annotator } from './annotator';
import { appearanceOf, appearances } from './entityTypes';
import { toRange } from './ranges';
import type { OpenDocuments } from './references';

/** More than these nobody looks through. */
export const mostSymbols = 300;

/**
 * Mentions by what they mean: "diabetes" finds "T2DM". A concept is found by its preferred name, its other names and its id; a mention also
 * by its wording. Of equal wordings in a document the first is told; the references of that lead to the others.
 */
export class WorkspaceSymbolProvider {
  constructor(
    private readonly annotator: Annotator,
    private readonly terminologies: { readonly current: Terminologies },
    private readonly documents: OpenDocuments,
  ) {}

  /** Over the open documents, as far as they are analysed. @param query any part of a name or id, in any case; empty for everything */
  provideWorkspaceSymbols(query: string): SymbolInformation[] {
    const wanted = new WantedNames(query, this.terminologies.current);
    const symbols: SymbolInformation[] = [];
    for (const document of this.documents())
      for (const mention of firstOfEach(document, this.annotator.current(document).mentions)) {
        if (symbols.length >= mostSymbols) return symbols;
        const own = wording(document.getText(), mention);
        const said = wanted.symbolOf(
          own,
          mention.type,
          mention.concepts.map(({ id }) => id),
        );
        const range = toRange(document, extent(mention));
        if (said) symbols.push({ ...said, location: { uri: document.uri, range } });
      }
    return symbols;
  }
}

/** Which names a query means. */
export class WantedNames {
  readonly #wanted: string;
  readonly #names = new Map<ConceptId, string | undefined>();

  constructor(
    query: string,
    private readonly terminologies: Terminologies,
  ) {
    this.#wanted = foldedName(query);
  }

  /** The first of a concept's names, or its id, that the query fits. */
  nameOf(id: ConceptId): string | undefined {
    if (!this.#names.has(id)) this.#names.set(id, this.#nameThatFits(id));
    return this.#names.get(id);
  }

  /**
   * A mention as a symbol, without its place; undefined where the query fits neither its wording nor what it means. Editors filter by a symbol's name themselves, so
   * it holds what the query fits, beside the wording.
   */
  symbolOf(
    said: string,
    type: string,
    concepts: readonly ConceptId[],
  ): Omit<SymbolInformation, 'location'> | undefined {
    const own = said.replace(/\s+/g, ' ').trim() || type;
    const [name] = concepts.flatMap((id) => this.nameOf(id) ?? []);
    if (name === undefined && !foldedName(own).includes(this.#wanted)) return undefined;
    const ids = concepts.filter((id) => !isUnlinked(id));
    return {
      name: name === undefined || foldedName(name) === foldedName(own) ? own : `${own} (${name})`,
      kind: appearances[appearanceOf(type)].symbol,
      containerName: [type, ...ids].join(' · '),
    };
  }

  #nameThatFits(id: ConceptId): string | undefined {
    if (isUnlinked(id)) return undefined;
    const found = this.terminologies.find(id);
    if (!found) return foldedName(id).includes(this.#wanted) ? id : undefined;
    const { preferredName, synonyms, looseNames = [] } = found.index.concept(found.concept);
    return [preferredName, ...synonyms, ...looseNames, id].find((name) =>
      foldedName(name).includes(this.#wanted),
    );
  }
}

/** Two names that differ in case, width and blanks alone are one. */
export const foldedName = (name: string): string =>
  name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

function* firstOfEach(document: TextDocument, mentions: readonly EntityMention[]): Generator<EntityMention> {
  const seen = new Set<string>();
  for (const mention of mentions) {
    const ids = mention.concepts.map(({ id }) => id).join('+');
    const key = `${ids}\t${mention.type}\t${foldedName(wording(document.getText(), mention))}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield mention;
  }
}
