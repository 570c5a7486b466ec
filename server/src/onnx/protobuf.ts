/**
 * The protocol buffers wire format, as far as ONNX uses it: no schema, a message is a list of numbered fields.
 * @see https://protobuf.dev/programming-guides/encoding/
 */

import { isUtf8 } from 'node:buffer';

const varintType = 0;
const fixed64Type = 1;
const bytesType = 2;
const fixed32Type = 5;

const utf8 = new TextEncoder();

/** Collects the fields of one message. Large byte fields are kept by reference and copied once, by `finish`. */
export class MessageWriter {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  /** An int64, int32, bool or enum field; negative numbers take ten bytes. */
  int(field: number, value: number | bigint): this {
    return this.push(varint(tag(field, varintType)), varint(BigInt(value)));
  }

  float(field: number, value: number): this {
    return this.push(varint(tag(field, fixed32Type)), new Uint8Array(Float32Array.of(value).buffer));
  }

  bytes(field: number, value: Uint8Array): this {
    return this.push(varint(tag(field, bytesType)), varint(BigInt(value.length)), value);
  }

  text(field: number, value: string): this {
    return this.bytes(field, utf8.encode(value));
  }

  message(field: number, value: MessageWriter): this {
    this.push(varint(tag(field, bytesType)), varint(BigInt(value.length)));
    // One by one: the parts of a large graph are more than a call may have arguments.
    for (const part of value.parts) this.push(part);
    return this;
  }

  packedInts(field: number, values: readonly (number | bigint)[]): this {
    const packed = new MessageWriter();
    for (const value of values) packed.push(varint(BigInt(value)));
    return this.message(field, packed);
  }

  packedFloats(field: number, values: readonly number[]): this {
    return this.bytes(field, new Uint8Array(Float32Array.from(values).buffer));
  }

  finish(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  private push(...parts: Uint8Array[]): this {
    for (const part of parts) {
      this.parts.push(part);
      this.length += part.length;
    }
    return this;
  }
}

const tag = (field: number, wireType: number) => BigInt(field * 8 + wireType);

function varint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
  } while (rest !== 0n);
  return Uint8Array.from(bytes);
}

/** Thrown for bytes that are no protocol buffer message, or not of the expected kind. */
export class MalformedMessage extends Error {}

type FieldValue = bigint | Uint8Array;

/**
 * One message, split into its fields; nested messages stay bytes until they are asked for, and byte fields are views, so reading
 * costs no memory beyond the input. Accessors take a field number and throw `MalformedMessage` where the wire type does not fit.
 */
export class Message {
  private readonly fields = new Map<number, FieldValue[]>();

  /** @param what names the message in errors, as "node 3" or "tensor encoder.weight" */
  constructor(
    bytes: Uint8Array,
    readonly what: string,
  ) {
    const cursor = new Cursor(bytes, what);
    while (!cursor.done) {
      const key = cursor.size();
      const field = Math.floor(key / 8);
      if (field < 1 || field > 0x1fffffff)
        throw new MalformedMessage(`${what} has a field with the impossible number ${field}`);
      const value = cursor.value(key % 8);
      const values = this.fields.get(field);
      if (values) values.push(value);
      else this.fields.set(field, [value]);
    }
  }

  has(field: number): boolean {
    return this.fields.has(field);
  }

  /** The last value, as the wire format rules for a field that is not repeated; `otherwise` where there is none. */
  int(field: number, otherwise = 0n): bigint {
    return this.ints(field).at(-1) ?? otherwise;
  }

  /** All values of a repeated signed integer, packed or not. */
  ints(field: number): bigint[] {
    return this.all(field).flatMap((value) =>
      typeof value === 'bigint' ? [value] : unpackInts(value, this.what),
    );
  }

  /** A count, size or small code. @throws MalformedMessage for one that is negative or beyond 2^53 */
  size(field: number): number {
    return toSize(this.int(field), this.what);
  }

  sizes(field: number): number[] {
    return this.ints(field).map((value) => toSize(value, this.what));
  }

  /** All values of a repeated 32-bit float, packed or not. */
  floats(field: number): number[] {
    return this.byteFields(field).flatMap((bytes) => {
      if (bytes.length % 4 !== 0)
        throw new MalformedMessage(`${this.what} holds floats cut short (field ${field})`);
      return [...new Float32Array(new Uint8Array(bytes).buffer)];
    });
  }

  bytes(field: number): Uint8Array | undefined {
    return this.byteFields(field).at(-1);
  }

  text(field: number): string {
    return this.texts(field).at(-1) ?? '';
  }

  texts(field: number): string[] {
    return this.byteFields(field).map((bytes) => {
      if (!isUtf8(bytes))
        throw new MalformedMessage(`${this.what} holds text that is not UTF-8 (field ${field})`);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
    });
  }

  message(field: number, what: string): Message | undefined {
    const bytes = this.bytes(field);
    return bytes && new Message(bytes, what);
  }

  messages(field: number, what: (index: number) => string): Message[] {
    return this.byteFields(field).map((bytes, index) => new Message(bytes, what(index)));
  }

  private all(field: number): readonly FieldValue[] {
    return this.fields.get(field) ?? [];
  }

  private byteFields(field: number): Uint8Array[] {
    return this.all(field).map((value) => {
      if (typeof value === 'bigint')
        throw new MalformedMessage(`${this.what} has a number where bytes belong (field ${field})`);
      return value;
    });
  }
}

class Cursor {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly what: string,
  ) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  /** @returns the 64 bits read as a signed number */
  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.done) throw new MalformedMessage(`${this.what} ends in the middle of a number`);
      const byte = this.bytes[this.at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
    throw new MalformedMessage(`${this.what} holds a number longer than ten bytes`);
  }

  /** A key or a length, without a bigint for those of up to four bytes; inexact beyond 2^53, which is too large for both. */
  size(): number {
    let value = 0;
    let at = this.at;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.bytes[at++];
      if (byte < 0x80) {
        this.at = at;
        return value | (byte << shift);
      }
      value |= (byte & 0x7f) << shift;
    }
    return Number(this.varint());
  }

  value(wireType: number): FieldValue {
    if (wireType === varintType) return this.varint();
    if (wireType === fixed32Type) return this.take(4);
    if (wireType === fixed64Type) return this.take(8);
    if (wireType === bytesType) return this.take(this.size());
    throw new MalformedMessage(`${this.what} uses the unknown wire type ${wireType}`);
  }

  private take(length: number): Uint8Array {
    const left = this.bytes.length - this.at;
    if (length < 0 || length > left) {
      throw new MalformedMessage(`${this.what} says ${length} bytes follow, but only ${left} are left`);
    }
    const start = this.at;
    this.at += length;
    return this.bytes.subarray(start, this.at);
  }
}

function unpackInts(bytes: Uint8Array, what: string): bigint[] {
  const cursor = new Cursor(bytes, what);
  const values: bigint[] = [];
  while (!cursor.done) values.push(cursor.varint());
  return values;
}

function toSize(value: bigint, what: string): number {
  if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw new MalformedMessage(`${what} holds the impossible size ${value}`);
  }
  return Number(value);
}
