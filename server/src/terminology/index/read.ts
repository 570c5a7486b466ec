import * as z from 'zod';
import { Failure } from '../../platform/failure';
import {
  checksum,
  type Meta,
  magic,
  magicName,
  type SectionName,
  type Sections,
  sectionNames,
  sections,
  tableAt,
} from './layout';

const source = z.object({
  file: z.string(),
  format: z.string(),
  path: z.string().optional(),
  type: z.string().optional(),
  title: z.string().optional(),
  version: z.string().optional(),
  licence: z.string().optional(),
});
const metaSchema = z.object({
  name: z.string(),
  sources: z.array(source),
  typeSets: z.array(z.array(z.string())),
  idPrefixes: z.array(z.tuple([z.string(), z.number().int().min(1).max(9)])),
});

export interface IndexParts {
  readonly meta: Meta;
  readonly sections: Sections;
  readonly concepts: number;
}

/**
 * Lays arrays over an index file's bytes, after checking that they cannot lead out of it.
 * @param file what the person calls the file
 * @param isWhole whether these are known to be the bytes that were compiled: their numbers need no check then, which is most of the time
 * @throws Failure with one sentence
 */
export function readSections(buffer: ArrayBuffer, file: string, isWhole = false): IndexParts {
  const damaged = (what: string): never => {
    throw new Failure(`${file} is damaged: ${what}; import the terminology again`);
  };
  const length = buffer.byteLength;
  const begins = Buffer.from(buffer, 0, Math.min(8, length)).toString('latin1');
  if (!begins.startsWith(magicName))
    throw new Failure(`${file} is no index of a terminology; "biogloss terminology import" makes one`);
  if (begins !== magic)
    throw new Failure(`${file} was made by another version of BioGloss; import the terminology again`);
  const tableEnd = tableAt + sectionNames.length * 8;
  if (length < tableEnd) damaged(`it ends after ${length} bytes`);
  const header = new DataView(buffer);
  const stated = header.getUint32(8, true);
  if (stated !== length) damaged(`it has ${length} bytes and should have ${stated}`);
  if (length % 8 !== 0 || header.getUint32(12, true) !== sectionNames.length)
    damaged('its header is not consistent');
  if (!isWhole && checksum(new Uint32Array(buffer, tableAt)) !== header.getUint32(16, true))
    damaged('its checksum does not fit');

  const parts = {} as Record<SectionName, unknown>;
  for (const [i, name] of sectionNames.entries()) {
    const offset = header.getUint32(tableAt + i * 8, true);
    const size = header.getUint32(tableAt + i * 8 + 4, true);
    const Type = sections[name];
    if (offset % 8 !== 0 || offset + size > length || size % Type.BYTES_PER_ELEMENT !== 0)
      damaged(`its section ${name} does not fit into it`);
    parts[name] = new Type(buffer, offset, size / Type.BYTES_PER_ELEMENT);
  }
  const all = parts as unknown as Sections;
  const meta = readMeta(all.meta) ?? damaged('what it says about itself is not readable');
  const concepts = header.getUint32(20, true);
  const wrong = isWhole ? undefined : inconsistency(all, meta, concepts);
  if (wrong) damaged(`its section ${wrong} is not consistent`);
  return { meta, sections: all, concepts };
}

function readMeta(bytes: Uint8Array): Meta | undefined {
  try {
    return metaSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch {
    return undefined;
  }
}

/** The first section whose numbers lead nowhere. */
function inconsistency(
  all: Sections,
  { typeSets, idPrefixes }: Meta,
  concepts: number,
): SectionName | undefined {
  const names = all.nameKind.length;
  const buckets = all.bucketStart.length - 1;
  const starts: [SectionName, Uint32Array, number, number][] = [
    ['nameStart', all.nameStart, names, all.nameText.length],
    ['firstName', all.firstName, concepts, names],
    ['idStart', all.idStart, all.idStart.length - 1, all.idText.length],
    ['bucketStart', all.bucketStart, buckets, all.bucketName.length],
    ...(['tree', 'xref', 'note'] as const)
      .filter((list) => all[`${list}Start`].length > 0 || all[`${list}Text`].length > 0)
      .map((list): [SectionName, Uint32Array, number, number] => [
        `${list}Start`,
        all[`${list}Start`],
        concepts,
        all[`${list}Text`].length,
      ]),
  ];
  for (const [name, start, count, end] of starts) if (!rises(start, count, end)) return name;
  const isPowerOfTwo = (size: number) => size > 0 && (size & (size - 1)) === 0;
  if (!isPowerOfTwo(buckets)) return 'bucketStart';
  if (!isPowerOfTwo(all.prefixBits.length)) return 'prefixBits';
  if (all.bucketMark.length !== all.bucketName.length) return 'bucketMark';
  if (!below(all.bucketName, names)) return 'bucketName';
  if (!below(all.nameKind, 3)) return 'nameKind';
  if (all.typeSet.length !== concepts || !below(all.typeSet, typeSets.length)) return 'typeSet';
  if (all.idPrefix.length !== concepts || !below(all.idPrefix, idPrefixes.length + 1)) return 'idPrefix';
  if (all.idNumber.length !== concepts) return 'idNumber';
  for (let row = 0; row < concepts; row++) {
    if (all.idPrefix[row] === 0 && all.idNumber[row]! + 1 >= all.idStart.length) return 'idNumber';
    if (all.firstName[row] === all.firstName[row + 1]) return 'firstName';
  }
  return undefined;
}

function rises(start: Uint32Array, count: number, end: number): boolean {
  if (start.length !== count + 1 || start[0] !== 0 || start[count] !== end) return false;
  for (let i = 0; i < count; i++) if (start[i]! > start[i + 1]!) return false;
  return true;
}

function below(values: Uint8Array | Uint16Array | Uint32Array, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! >= limit) return false;
  return true;
}
