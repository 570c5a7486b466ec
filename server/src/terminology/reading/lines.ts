import { type ChunkReader, type ConceptSink, problemAt } from './format';

/** No terminology has longer lines; a file that does is not what it seems, and must not fill the memory. */
const longestLine = 4 * 1024 * 1024;

/**
 * Cuts chunks into lines (LF or CRLF) and numbers them from 1.
 * @param line called for every line, without its end; the last one also where no line end follows
 */
export function lineReader(
  sink: Pick<ConceptSink, 'problem'>,
  line: (text: string, number: number) => void,
  end: (lastLine: number) => void = () => {},
): ChunkReader {
  let rest = '';
  let number = 0;
  let skipping = false;
  const emit = (text: string) => {
    number++;
    if (skipping) {
      skipping = false;
      return;
    }
    if (number === 1 && text.startsWith('\uFEFF')) text = text.slice(1);
    line(text.endsWith('\r') ? text.slice(0, -1) : text, number);
  };
  return {
    write(chunk) {
      let start = 0;
      for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', start)) {
        emit(rest + chunk.slice(start, at));
        rest = '';
        start = at + 1;
      }
      rest = skipping ? '' : rest + chunk.slice(start);
      if (rest.length <= longestLine) return;
      sink.problem(
        problemAt(
          'error',
          `line ${number + 1} is longer than ${longestLine / 1024 / 1024} million characters, which no terminology's is; it is left out`,
          number + 1,
        ),
      );
      rest = '';
      skipping = true;
    },
    end() {
      if (rest !== '' || skipping) emit(rest);
      end(number);
    },
  };
}
