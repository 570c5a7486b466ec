import { parseConcepts } from '../identifier';
import type { IdPlace } from './layout';

/** The ids that an identifier names, each where it stands. @param start where the identifier does */
export function idPlaces(identifier: string, start: number): IdPlace[] {
  let at = 0;
  return parseConcepts(identifier).map((id) => {
    const from = identifier.indexOf(id, at);
    at = from + id.length;
    return { id, span: { start: start + from, end: start + at } };
  });
}
