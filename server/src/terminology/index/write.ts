import { GrowingText } from './growing';
import { checksum, magic, type SectionName, type Sections, sectionNames, tableAt } from './layout';

/** Texts may come as they were gathered: large ones would be in memory twice. */
export type SectionsToWrite = {
  readonly [Name in SectionName]: Sections[Name] | GrowingText;
};

const aligned = (offset: number): number => Math.ceil(offset / 8) * 8;

/** The bytes of an index file. @throws where they would be more than 4 GB */
export function writeSections(sections: SectionsToWrite, concepts: number): Uint8Array {
  let length = aligned(tableAt + sectionNames.length * 8);
  const places = sectionNames.map((name) => {
    const offset = length;
    length = aligned(length + sections[name].byteLength);
    return { offset, section: sections[name] };
  });
  if (length > 0xffff_ffff)
    throw new Error(`the index would have ${length} bytes, more than 4 GB; import fewer sources at once`);
  const buffer = new ArrayBuffer(length);
  const bytes = new Uint8Array(buffer);
  const header = new DataView(buffer);
  bytes.set(Buffer.from(magic, 'latin1'));
  header.setUint32(8, length, true);
  header.setUint32(12, sectionNames.length, true);
  header.setUint32(20, concepts, true);
  for (const [i, { offset, section }] of places.entries()) {
    header.setUint32(tableAt + i * 8, offset, true);
    header.setUint32(tableAt + i * 8 + 4, section.byteLength, true);
    if (section instanceof GrowingText) section.moveTo(bytes, offset);
    else bytes.set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offset);
  }
  header.setUint32(16, checksum(new Uint32Array(buffer, tableAt)), true);
  return bytes;
}
