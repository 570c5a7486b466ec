import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { WorkspaceSymbol } from 'vscode-languageserver-types';
import * as z from 'zod';
import { foldedName, mostSymbols, WantedNames } from '../../languageService/workspaceSymbols';
import type { FoundPlace } from '../../survey/findings';
import type { SurveyIndex } from '../../survey/surveyIndex';
import type { Terminologies } from '../../terminology/terminologies';
import { locate } from '../../text/locate';

/** What a symbol without a range takes along, so that its place is found in the file when somebody goes there. */
const unresolved = z.object({
  id: z.string(),
  place: z.object({ start: z.int(), end: z.int(), text: z.string() }),
});

/** Mentions in files that no editor has open, by what they mean, as far as the survey of the workspace has read them. */
export class SurveyedSymbols {
  constructor(
    private readonly index: () => SurveyIndex,
    private readonly terminologies: { readonly current: Terminologies },
  ) {}

  /**
   * As of open documents: of equal wordings in a document the first. Where it stands in its file is left to `resolve`.
   * @param isOpen tells of a file's path whether an editor has it open: what it says is told otherwise
   * @param before so many symbols have been found already
   */
  find(query: string, isOpen: (source: string) => boolean, before: number): WorkspaceSymbol[] {
    const wanted = new WantedNames(query, this.terminologies.current);
    const index = this.index();
    const bySaid = new Set(index.concepts(query).map(({ id }) => id));
    const symbols: WorkspaceSymbol[] = [];
    for (const { id: concept, type } of index.concepts()) {
      if (!bySaid.has(concept) && wanted.nameOf(concept) === undefined) continue;
      for (const { source, id, places } of index.mentionsOf(concept)) {
        // A text without a file is open, or is gone.
        if (!isAbsolute(source) || isOpen(source)) continue;
        const uri = pathToFileURL(source).href;
        for (const place of firstOfEach(places)) {
          if (before + symbols.length >= mostSymbols) return symbols;
          const said = wanted.symbolOf(place.text, type, [concept]);
          const { start, end, text } = place;
          if (said) symbols.push({ ...said, location: { uri }, data: { id, place: { start, end, text } } });
        }
      }
    }
    return symbols;
  }
}

/** A symbol with the range of its words in its file; with the file's beginning where that does not say them any more. */
export function withRange(symbol: WorkspaceSymbol, text: string): WorkspaceSymbol {
  const { id, place } = unresolved.parse(symbol.data);
  const { uri } = symbol.location;
  const document = TextDocument.create(uri, '', 0, text);
  const { start, end } = locate(text, id, [place]) ?? { start: 0, end: 0 };
  const range = { start: document.positionAt(start), end: document.positionAt(end) };
  return { ...symbol, location: { uri, range } };
}

function firstOfEach(places: readonly FoundPlace[]): readonly FoundPlace[] {
  const byWording = new Map<string, FoundPlace>();
  for (const place of places) {
    const key = foldedName(place.text);
    if (!byWording.has(key)) byWording.set(key, place);
  }
  return [...byWording.values()];
}
