/**
 * Named tensors in a file: a length, a JSON header, the values one after the other.
 * @see https://huggingface.co/docs/safetensors/index#format
 */

import type { FileHandle } from 'node:fs/promises';
import * as z from 'zod';
import { dataTypes, elementCount } from '../onnx/dataTypes';
import type { DataType, Tensor } from '../onnx/ir';
import { writeAtomically } from '../platform/atomicFile';
import { elementTypes } from './elements';
import { openFile, readPart } from './filePart';
import { quoted } from './quoted';
import type { WeightFile } from './weightFile';

export interface TensorFile {
  readonly tensors: Map<string, Tensor>;
  readonly metadata: Record<string, string>;
}

const names = {
  float32: 'F32',
  float16: 'F16',
  int64: 'I64',
  int32: 'I32',
  int8: 'I8',
  uint8: 'U8',
  bool: 'BOOL',
} as const satisfies Record<DataType, string>;
const dataTypeOf = new Map(
  Object.entries(names).map(([dataType, name]) => [name as string, dataType as DataType]),
);

/** Thousands of tensors; the format itself allows 100 MB, which would take gigabytes to understand. */
const longestHeader = 4 * 2 ** 20;

/**
 * Writes tensors in the order of the reference implementation (wide types first, then by name), so that equal content gives equal
 * bytes. The path holds the old file or the whole new one, never a part.
 */
export async function writeTensors(
  path: string,
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<void> {
  const width = ([, { dataType }]: [string, Tensor]) => dataTypes[dataType].bytes;
  const ordered = [...tensors].sort((a, b) => width(b) - width(a) || (a[0] < b[0] ? -1 : 1));
  let end = 0;
  const entries = ordered.map(([name, { dataType, shape, data }]) => {
    if (data.length !== elementCount(shape)) {
      throw new Error(
        `The tensor ${quoted(name)} of shape [${shape}] has ${data.length} values; it cannot be written.`,
      );
    }
    const start = end;
    end += data.byteLength;
    return [name, { dtype: names[dataType], shape, data_offsets: [start, end] }];
  });
  const content = Object.keys(metadata).length > 0 ? [['__metadata__', metadata], ...entries] : entries;
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(content)));
  const header = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.set(json, 8);
  const values = ordered.map(([, { data }]) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  await writeAtomically(path, [header, ...values]);
}

const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.int().nonnegative()).max(16),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const headerSchema = z.record(z.string(), z.unknown());
const metadataSchema = z.record(z.string(), z.string());

/**
 * Reads a file of `writeTensors` or of any other program, unless it holds types that are not known here.
 * @throws Error with a sentence where the header does not agree with itself or with the file; nothing is allocated on its word alone
 */
export async function readTensors(path: string): Promise<TensorFile> {
  const file = await openFile(path);
  try {
    const { metadata, entries, start } = await readHeader(path, file);
    const tensors = new Map<string, Tensor>();
    for (const { name, type, shape, from, to } of entries) {
      const dataType = dataTypeOf.get(type);
      if (!dataType)
        throw refusal(
          path,
          `the tensor ${quoted(name)} is of type ${quoted(type)}; known are ${Object.values(names).join(', ')}`,
        );
      const bytes = await readPart(file, start + from, to - from);
      tensors.set(name, { dataType, shape, data: new dataTypes[dataType].array(bytes.buffer) });
    }
    return { tensors, metadata };
  } finally {
    await file.close();
  }
}

/** Opens a file of weights; its numbers are read when they are asked for. @throws as `readTensors` does */
export async function openSafetensors(path: string): Promise<WeightFile> {
  const file = await openFile(path);
  try {
    const { entries, start } = await readHeader(path, file);
    const tensors = new Map(entries.map((entry) => [entry.name, entry]));
    return {
      path,
      tensors,
      async read(name) {
        const { type, from, to } = tensors.get(name)!;
        const { toFloat32 } = elementTypes[type];
        if (!toFloat32)
          throw new Error(
            `${path}: the tensor ${quoted(name)} is of type ${type}, which is no type of weights.`,
          );
        return toFloat32(await readPart(file, start + from, to - from));
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

const refusal = (path: string, what: string) =>
  new Error(`${path} is no complete safetensors file: ${what}.`);

interface Header {
  readonly metadata: Record<string, string>;
  readonly entries: readonly Entry[];
  /** Bytes in front of the values. */
  readonly start: number;
}

async function readHeader(path: string, file: FileHandle): Promise<Header> {
  const { size } = await file.stat();
  const refuse = (what: string) => refusal(path, what);
  if (size < 8) throw refuse(`it has ${size} bytes`);
  const length = Number(new DataView((await readPart(file, 0, 8)).buffer).getBigUint64(0, true));
  if (length > size - 8) throw refuse(`its header should be ${length} bytes long, the whole file is ${size}`);
  if (length > longestHeader)
    throw refuse(`its header should be ${length} bytes long, and at most ${longestHeader} are read`);
  const { metadata, entries } = parseHeader(await readPart(file, 8, length), refuse);
  const start = 8 + length;
  checkLayout(entries, size - start, refuse);
  return { metadata, entries, start };
}

interface Entry {
  readonly name: string;
  /** The format's name of it, one of `elementTypes`. */
  readonly type: string;
  readonly shape: readonly number[];
  /** Bytes from the end of the header. */
  readonly from: number;
  readonly to: number;
}

function parseHeader(
  bytes: Uint8Array,
  refuse: (what: string) => Error,
): { metadata: Record<string, string>; entries: Entry[] } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw refuse('its header is not JSON');
  }
  const header = headerSchema.safeParse(json);
  if (!header.success) throw refuse('its header is no table of tensors');
  const { __metadata__: rawMetadata = {}, ...rest } = header.data;
  const metadata = metadataSchema.safeParse(rawMetadata);
  if (!metadata.success) throw refuse('its metadata are no texts by name');
  const entries = Object.entries(rest).map(([name, value]): Entry => {
    const entry = entrySchema.safeParse(value);
    if (!entry.success)
      throw refuse(`its header does not say type, shape and place of the tensor ${quoted(name)}`);
    const { dtype, shape, data_offsets: offsets } = entry.data;
    if (!Object.hasOwn(elementTypes, dtype))
      throw refuse(
        `the tensor ${quoted(name)} is of type ${quoted(dtype)}; known are ${Object.keys(elementTypes).join(', ')}`,
      );
    return { name, type: dtype, shape, from: offsets[0], to: offsets[1] };
  });
  return { metadata: metadata.data, entries };
}

/** The values must fill the rest of the file without gap or overlap, each tensor as long as its shape says. */
function checkLayout(entries: readonly Entry[], bytes: number, refuse: (what: string) => Error): void {
  let end = 0;
  for (const { name, type, shape, from, to } of [...entries].sort((a, b) => a.from - b.from || a.to - b.to)) {
    const expected = elementCount(shape) * elementTypes[type].bytes;
    if (to - from !== expected)
      throw refuse(
        `the tensor ${quoted(name)} of shape [${shape}] needs ${expected} bytes, but has ${to - from}`,
      );
    if (from !== end)
      throw refuse(`the tensor ${quoted(name)} should start at byte ${end}, but starts at ${from}`);
    end = to;
  }
  if (end !== bytes) throw refuse(`its tensors are ${end} bytes long, but ${bytes} bytes follow the header`);
}
