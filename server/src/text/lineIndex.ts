/** A place in a text as LSP counts: both from 0, `character` in UTF-16 units of its line. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

const LF = 10;
const CR = 13;

/**
 * Offsets (UTF-16 units from the start of the text) to lines and back. A line ends with `\n`, `\r\n` or `\r`, as in
 * LSP 3.17; the empty line after a final line break counts. Built in one pass, asked in O(log lines).
 */
export class LineIndex {
  private readonly starts: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === LF || (unit === CR && text.charCodeAt(at + 1) !== LF)) this.starts.push(at + 1);
    }
  }

  get lineCount(): number {
    return this.starts.length;
  }

  /** Offset of the line's first unit; beyond the last line, the text's length. */
  lineStart(line: number): number {
    return line < this.starts.length ? this.starts[Math.max(0, line)]! : this.text.length;
  }

  /** Offset after the line's last unit, its line break left out. */
  lineEnd(line: number): number {
    const start = this.lineStart(line);
    let end = this.lineStart(line + 1);
    while (end > start && isLineBreak(this.text.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Where `offset` is; clamped to the text, and to its line's end inside a line break. */
  positionAt(offset: number): LinePosition {
    const inside = Math.min(Math.max(0, offset), this.text.length);
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= inside) low = middle;
      else high = middle;
    }
    return { line: low, character: Math.min(inside, this.lineEnd(low)) - this.starts[low]! };
  }

  /** The offset of a position; a character beyond the line's end means the line's end, as LSP asks. */
  offsetAt({ line, character }: LinePosition): number {
    if (line < 0) return 0;
    return Math.min(this.lineStart(line) + Math.max(0, character), this.lineEnd(line));
  }
}

const isLineBreak = (unit: number): boolean => unit === LF || unit === CR;
