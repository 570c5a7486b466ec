import { GrowingNumbers, GrowingText } from './growing';
import type { Meta } from './layout';
import type { SectionsToWrite } from './write';

/** The largest number that has its own place behind a prefix; nine digits fit 32 bits. */
const numbered = /^(.*?)(\d{1,9})$/s;
const mostPrefixes = 0xfffe;

/** Ids as prefix and number: `MESH:D003920` is the prefix `MESH:D` with six digits, and 3920. @param ids sorted */
export function conceptIds(
  ids: readonly string[],
): Pick<Meta, 'idPrefixes'> & Pick<SectionsToWrite, 'idPrefix' | 'idNumber' | 'idText' | 'idStart'> {
  const idPrefixes: (readonly [string, number])[] = [];
  const places = new Map<string, number>();
  const idPrefix = new Uint16Array(ids.length);
  const idNumber = new Uint32Array(ids.length);
  const text = new GrowingText();
  const start = new GrowingNumbers();
  const placeOf = (prefix: string, width: number): number => {
    const key = `${width}\t${prefix}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    if (idPrefixes.length === mostPrefixes) return 0;
    const place = idPrefixes.push([prefix, width]);
    places.set(key, place);
    return place;
  };
  for (const [row, id] of ids.entries()) {
    const parts = numbered.exec(id);
    const place = parts ? placeOf(parts[1]!, parts[2]!.length) : 0;
    idPrefix[row] = place;
    if (place > 0) idNumber[row] = Number(parts![2]);
    else {
      idNumber[row] = start.length;
      start.push(text.length);
      text.push(id);
    }
  }
  start.push(text.length);
  return { idPrefixes, idPrefix, idNumber, idText: text, idStart: start.view() };
}
