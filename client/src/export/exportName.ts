import type { ExportArguments } from '../../../server/src/protocol/commands';

/** What an export is of: its file is called after that, and remembered by it. */
export type Exported = Pick<ExportArguments, 'uris' | 'selection' | 'annotations' | 'format'>;

/** Two exports with the same key are of the same thing: the second is offered the first one's place. */
export const exportKey = ({ uris, selection, annotations = 'both', format }: Exported): string =>
  [format, annotations, ...(selection ? [linesOf(selection)] : []), ...uris].join(' ');

/**
 * `paper.pubtator`; of a part or of a choice of the annotations `paper.3-9.curated.pubtator`, so that it does not take the place of the whole.
 * @param source a file's or folder's name
 * @param extension without its dot
 */
export function exportName(
  source: string,
  { selection, annotations = 'both' }: Exported,
  extension: string,
): string {
  const stem = source.replace(/\.[^.]*$/, '') || 'annotations';
  const part = selection ? [linesOf(selection)] : [];
  const choice = annotations === 'both' ? [] : [annotations];
  return [stem, ...part, ...choice, extension].join('.');
}

/** Lines from 1; a selection that ends where a line begins does not touch that line. */
function linesOf({ start, end }: NonNullable<Exported['selection']>): string {
  const first = start.line + 1;
  const last = end.character === 0 && end.line > start.line ? end.line : end.line + 1;
  return first === last ? `${first}` : `${first}-${last}`;
}
