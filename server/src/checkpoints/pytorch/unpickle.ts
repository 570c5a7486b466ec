/**
 * Reads the pickle inside a file of `torch.save`, as far as a table of tensors needs it. A pickle is a program: it may name any function of Python
 * and call it. This interpreter knows dictionaries, lists, tuples, texts and whole numbers, and the few names below; it calls nothing, and refuses
 * the rest by its name and place.
 * @see https://github.com/python/cpython/blob/main/Lib/pickletools.py for the operations
 */

import { quoted } from '../quoted';

/** A Python function or class that the pickle names; only those of `known` come out. */
export class Global {
  constructor(readonly name: string) {}
}

/** A function that the pickle applies to arguments. What it means is decided by who reads the result. */
export class Call {
  constructor(
    readonly of: string,
    readonly given: readonly Pickled[],
  ) {}
}

/** What `torch.save` keeps outside of the pickle: the place of a storage, as a tuple. */
export class Persistent {
  constructor(readonly id: readonly Pickled[]) {}
}

export type Pickled =
  | null
  | boolean
  | number
  | bigint
  | string
  | Pickled[]
  | Map<Pickled, Pickled>
  | Global
  | Call
  | Persistent;

const known: ReadonlySet<string> = new Set([
  'collections.OrderedDict',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_parameter',
  ...['Double', 'Float', 'Half', 'BFloat16', 'Long', 'Int', 'Short', 'Char', 'Byte', 'Bool'].map(
    (type) => `torch.${type}Storage`,
  ),
]);

/** A table of a thousand tensors takes forty thousand. */
const mostOperations = 300_000;

/** @throws Error with half a sentence that says what stands where */
export function unpickle(bytes: Uint8Array, from = 0): { readonly value: Pickled; readonly end: number } {
  const reader = new PickleReader(bytes, from);
  return { value: reader.run(), end: reader.at };
}

class PickleReader {
  private readonly stack: Pickled[] = [];
  private readonly marks: number[] = [];
  private readonly memo = new Map<number, Pickled>();
  private readonly view: DataView;
  /** Of the operation that is being read. */
  private start = 0;

  constructor(
    private readonly bytes: Uint8Array,
    public at: number,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  run(): Pickled {
    for (let done = 0; done < mostOperations; done++) {
      this.start = this.at;
      const code = this.byte();
      if (code === stopCode) return this.pop();
      const operation = operations.get(code);
      if (!operation)
        throw this.refusal(
          `holds the operation 0x${code.toString(16).padStart(2, '0')}, which a table of tensors has no use for`,
        );
      operation(this);
    }
    throw this.refusal(`has more than ${mostOperations} operations`);
  }

  byte(): number {
    return this.view.getUint8(this.take(1));
  }
  uint16(): number {
    return this.view.getUint16(this.take(2), true);
  }
  int32(): number {
    return this.view.getInt32(this.take(4), true);
  }
  uint32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  text(length: number): string {
    const first = this.take(length);
    return new TextDecoder().decode(this.bytes.subarray(first, first + length));
  }

  line(): string {
    const end = this.bytes.indexOf(0x0a, this.at);
    if (end < 0) throw this.refusal('ends in the middle of a name');
    const line = this.text(end - this.at);
    this.at = end + 1;
    return line;
  }

  /** Two's complement, the lowest byte first. */
  long(length: number): number | bigint {
    const first = this.take(length);
    let value = 0n;
    for (let i = length - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.bytes[first + i]);
    value = BigInt.asIntN(8 * length, value);
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : value;
  }

  global(): void {
    const name = `${this.line()}.${this.line()}`;
    if (!known.has(name))
      throw this.refusal(`names ${quoted(name)}, which a table of tensors has no use for`);
    this.push(new Global(name));
  }

  reduce(): void {
    const [given, callee] = [this.pop(), this.pop()];
    if (!(callee instanceof Global) || !Array.isArray(given)) throw this.refusal('calls what is no function');
    // An empty ordered dictionary is filled afterwards; everything else is left to who knows tensors.
    const isDictionary = callee.name === 'collections.OrderedDict' && given.length === 0;
    this.push(isDictionary ? new Map() : new Call(callee.name, given));
  }

  /** Python's attributes of a dictionary, which hold versions of layers. */
  build(): void {
    this.pop();
    if (!(this.top() instanceof Map)) throw this.refusal('sets attributes of what is no dictionary');
  }

  setItems(items: readonly Pickled[]): void {
    const target = this.top();
    if (!(target instanceof Map) || items.length % 2 === 1)
      throw this.refusal('puts entries into what is no dictionary');
    for (let i = 0; i < items.length; i += 2) target.set(items[i], items[i + 1]);
  }

  append(items: readonly Pickled[]): void {
    const target = this.top();
    if (!Array.isArray(target)) throw this.refusal('puts elements into what is no list');
    for (const item of items) target.push(item);
  }

  persistent(): void {
    const id = this.pop();
    if (!Array.isArray(id)) throw this.refusal('names data outside of it in an unknown way');
    this.push(new Persistent(id));
  }

  push(value: Pickled): void {
    this.stack.push(value);
  }

  pop(): Pickled {
    const least = this.marks.at(-1) ?? 0;
    if (this.stack.length <= least) throw this.refusal('takes a value where there is none');
    return this.stack.pop()!;
  }

  /** The last `count` values, in order. */
  popSeveral(count: number): Pickled[] {
    return Array.from({ length: count }, () => this.pop()).reverse();
  }

  mark(): void {
    this.marks.push(this.stack.length);
  }

  popToMark(): Pickled[] {
    const mark = this.marks.pop();
    if (mark === undefined) throw this.refusal('ends a list that was not begun');
    return this.stack.splice(mark);
  }

  remember(place: number): void {
    this.memo.set(place, this.top());
  }

  recall(place: number): void {
    const value = this.memo.get(place);
    if (value === undefined) throw this.refusal(`recalls the value ${place}, which it has not kept`);
    this.push(value);
  }

  checkProtocol(): void {
    const protocol = this.byte();
    if (protocol > 5) throw this.refusal(`is of the unknown protocol ${protocol}`);
  }

  private top(): Pickled {
    const value = this.stack.at(-1);
    if (value === undefined) throw this.refusal('uses a value where there is none');
    return value;
  }

  private take(length: number): number {
    const first = this.at;
    if (first + length > this.bytes.length) throw this.refusal('is cut off');
    this.at += length;
    return first;
  }

  private refusal(what: string): Error {
    return new Error(`its pickle ${what} (byte ${this.start})`);
  }
}

const stopCode = 0x2e;

/** By code; the names are those of pickletools. */
const operations: ReadonlyMap<number, (reader: PickleReader) => void> = new Map(
  Object.entries<(reader: PickleReader) => void>({
    '\x80': (r) => r.checkProtocol(), // PROTO
    '}': (r) => r.push(new Map()), // EMPTY_DICT
    ']': (r) => r.push([]), // EMPTY_LIST
    ')': (r) => r.push([]), // EMPTY_TUPLE
    '(': (r) => r.mark(), // MARK
    t: (r) => r.push(r.popToMark()), // TUPLE
    '\x85': (r) => r.push(r.popSeveral(1)), // TUPLE1
    '\x86': (r) => r.push(r.popSeveral(2)), // TUPLE2
    '\x87': (r) => r.push(r.popSeveral(3)), // TUPLE3
    a: (r) => r.append([r.pop()]), // APPEND
    e: (r) => r.append(r.popToMark()), // APPENDS
    s: (r) => r.setItems(r.popSeveral(2)), // SETITEM
    u: (r) => r.setItems(r.popToMark()), // SETITEMS
    q: (r) => r.remember(r.byte()), // BINPUT
    r: (r) => r.remember(r.uint32()), // LONG_BINPUT
    h: (r) => r.recall(r.byte()), // BINGET
    j: (r) => r.recall(r.uint32()), // LONG_BINGET
    X: (r) => r.push(r.text(r.uint32())), // BINUNICODE
    K: (r) => r.push(r.byte()), // BININT1
    M: (r) => r.push(r.uint16()), // BININT2
    J: (r) => r.push(r.int32()), // BININT
    '\x8a': (r) => r.push(r.long(r.byte())), // LONG1
    N: (r) => r.push(null), // NONE
    '\x88': (r) => r.push(true), // NEWTRUE
    '\x89': (r) => r.push(false), // NEWFALSE
    c: (r) => r.global(), // GLOBAL
    R: (r) => r.reduce(), // REDUCE
    b: (r) => r.build(), // BUILD
    Q: (r) => r.persistent(), // BINPERSID
  }).map(([code, run]) => [code.charCodeAt(0), run]),
);
