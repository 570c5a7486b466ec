// Counts words in names. Compiled to ./termWords.wasm.
//
// A row has 64 bytes: the hash of its word, the row before it of the same bucket, two unused, and twelve counts. Row 0 is unused: it ends each
// bucket. Rows lie at the end of the memory, which grows with them.

const rowBytes: i32 = 64;
const countsAt: usize = 16;
const pageBytes: i32 = 65536;

let text: usize;
let starts: usize;
let classes: usize;
let buckets: usize;
let bucketMask: i32;
let rows: usize;
let rowCount: i32 = 1;
let rowsWithRoom: i32;

/**
 * Says where things are, before anything is counted.
 * @param textAt UTF-8 of all names, one behind the other
 * @param startsAt uint32 [names + 1] where each name starts in it
 * @param classesAt uint8 [names] a bit for each class that the name speaks for
 * @param bucketsAt uint32 [bucketCount] zeros, a power of two of them
 * @param rowsAt a multiple of 64, behind everything else
 */
export function place(
  textAt: usize,
  startsAt: usize,
  classesAt: usize,
  bucketsAt: usize,
  bucketCount: i32,
  rowsAt: usize,
): void {
  text = textAt;
  starts = startsAt;
  classes = classesAt;
  buckets = bucketsAt;
  bucketMask = bucketCount - 1;
  rows = rowsAt;
  rowsWithRoom = (memory.size() * pageBytes - (rowsAt as i32)) / rowBytes;
}

/** The rows so far, row 0 included. */
export function countedRows(): i32 {
  return rowCount;
}

/** Counts a word of a name. @returns the word's row */
export function countWord(hash: i32, ofClasses: i32): i32 {
  const bucket = buckets + (((hash ^ (hash >>> 15)) & bucketMask) << 2);
  let row = load<i32>(bucket);
  while (row > 0 && load<i32>(rows + row * rowBytes) !== hash) row = load<i32>(rows + row * rowBytes, 4);
  if (row === 0) {
    row = rowCount++;
    if (rowCount > rowsWithRoom) {
      memory.grow(16);
      rowsWithRoom += (16 * pageBytes) / rowBytes;
    }
    store<i32>(rows + row * rowBytes, hash);
    store<i32>(rows + row * rowBytes, load<i32>(bucket), 4);
    store<i32>(bucket, row);
  }
  addTo(row, ofClasses, 0);
  return row;
}

/** Counts the word of a row as the head of a name. */
export function countHead(row: i32, ofClasses: i32): void {
  addTo(row, ofClasses, 4);
}

function addTo(row: i32, ofClasses: i32, column: usize): void {
  const counts = rows + row * rowBytes + countsAt + column;
  for (let rest = ofClasses; rest !== 0; rest &= rest - 1) {
    const count = counts + (ctz(rest) << 3);
    store<u32>(count, load<u32>(count) + 1);
  }
}

/**
 * Counts the words of the names from `first` up to, not including, `end`, as far as they are of ASCII.
 * @returns the first name that is not, or `end`
 */
export function countNames(first: i32, end: i32): i32 {
  let from = text + load<u32>(starts + (first << 2));
  for (let name = first; name < end; name++) {
    const to = text + load<u32>(starts + (name << 2), 4);
    if (!isAscii(from, to)) return name;
    const own: i32 = load<u8>(classes + name);
    if (own !== 0) countNameOf(own, from, to);
    from = to;
  }
  return end;
}

function isAscii(from: usize, to: usize): bool {
  const high: u64 = 0x8080808080808080;
  for (; from + 8 <= to; from += 8) if ((load<u64>(from) & high) !== 0) return false;
  for (; from < to; from++) if (load<u8>(from) > 127) return false;
  return true;
}

/** The words are runs of two letters and more; the head is the last one, or the last before a comma: "Leukemia, Myeloid, Acute". */
function countNameOf(own: i32, from: usize, to: usize): void {
  let head: i32 = 0;
  let isInverted = false;
  let at = from;
  while (at < to) {
    let unit: i32 = load<u8>(at);
    if (unit === 0x2c && at + 1 < to && load<u8>(at, 1) === 0x20) isInverted = true;
    const start = at;
    let hash: i32 = 0x811c9dc5;
    let before = hash;
    let lower = unit | 32;
    let last = lower;
    while (lower >= 97 && lower <= 122) {
      before = hash;
      last = lower;
      hash = (hash ^ lower) * 0x01000193;
      if (++at === to) break;
      lower = (load<u8>(at) as i32) | 32;
    }
    const length: i32 = (at - start) as i32;
    if (length > 1) {
      const row = countWord(length > 3 && last === 0x73 ? before : hash, own);
      if (!isInverted) head = row;
    }
    // The character behind a word may be the comma.
    if (length === 0) at++;
  }
  if (head > 0) countHead(head, own);
}
