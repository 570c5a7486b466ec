/**
 * Named tensors in a file: a length, a JSON header, the values one after the other.
 * @see https://huggingface.co/docs/safetensors/index#format
 */
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import { dataTypes, elementCount } from '../onnx/dataTypes';
import type { DataType, Tensor } from '../onnx/ir';
import { writeAtomically } from '../platform/atomicFile';

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

/** The format's own limit on the header. */
const longestHeader = 100_000_000;

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
        `The tensor "${name}" of shape [${shape}] has ${data.length} values; it cannot be written.`,
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
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const refuse = (what: string) => new Error(`${path} is no complete safetensors file: ${what}.`);
    if (size < 8) throw refuse(`it has ${size} bytes`);
    const headerLength = Number(new DataView((await readBytes(file, 0, 8)).buffer).getBigUint64(0, true));
    if (headerLength > Math.min(size - 8, longestHeader)) {
      throw refuse(`its header should be ${headerLength} bytes long, the whole file is ${size}`);
    }
    const { metadata, entries } = parseHeader(await readBytes(file, 8, headerLength), refuse);
    const start = 8 + headerLength;
    checkLayout(entries, size - start, refuse);
    const tensors = new Map<string, Tensor>();
    for (const { name, dataType, shape, from, to } of entries) {
      const bytes = await readBytes(file, start + from, to - from);
      tensors.set(name, { dataType, shape, data: new dataTypes[dataType].array(bytes.buffer) });
    }
    return { tensors, metadata };
  } finally {
    await file.close();
  }
}

interface Entry {
  readonly name: string;
  readonly dataType: DataType;
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
    if (!entry.success) throw refuse(`its header does not say type, shape and place of the tensor "${name}"`);
    const { dtype, shape, data_offsets: offsets } = entry.data;
    const dataType = dataTypeOf.get(dtype);
    if (!dataType)
      throw refuse(`the tensor "${name}" is of type ${dtype}; known are ${Object.values(names).join(', ')}`);
    return { name, dataType, shape, from: offsets[0], to: offsets[1] };
  });
  return { metadata: metadata.data, entries };
}

/** The values must fill the rest of the file without gap or overlap, each tensor as long as its shape says. */
function checkLayout(entries: readonly Entry[], bytes: number, refuse: (what: string) => Error): void {
  let end = 0;
  for (const { name, dataType, shape, from, to } of [...entries].sort(
    (a, b) => a.from - b.from || a.to - b.to,
  )) {
    const expected = elementCount(shape) * dataTypes[dataType].bytes;
    if (to - from !== expected)
      throw refuse(`the tensor "${name}" of shape [${shape}] needs ${expected} bytes, but has ${to - from}`);
    if (from !== end) throw refuse(`the tensor "${name}" should start at byte ${end}, but starts at ${from}`);
    end = to;
  }
  if (end !== bytes) throw refuse(`its tensors are ${end} bytes long, but ${bytes} bytes follow the header`);
}

async function readBytes(
  file: FileHandle,
  position: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    // A single read returns at most 2 GiB.
    const { bytesRead } = await file.read(bytes, done, Math.min(length - done, 2 ** 30), position + done);
    if (bytesRead === 0) throw new Error('The file became shorter while it was read.');
    done += bytesRead;
  }
  return bytes;
}
