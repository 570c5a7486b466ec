import type { Quad } from 'n3';
import Writer from 'n3/lib/N3Writer';
import { vocabulary } from './iris';

/** So much text is gathered before it is passed on, in UTF-16 units. */
const chunk = 1 << 16;

/** Triples as Turtle, in pieces. @see https://www.w3.org/TR/turtle/ */
export function* turtle(triples: Iterable<Quad>): Generator<string> {
  let written = '';
  const sink = {
    write(piece: string, _encoding: string, done?: () => void) {
      written += piece;
      done?.();
    },
    end: (done?: () => void) => done?.(),
  };
  const writer = new Writer(sink as never, { prefixes: vocabulary });
  for (const triple of triples) {
    writer.addQuad(triple);
    if (written.length < chunk) continue;
    yield written;
    written = '';
  }
  writer.end();
  yield written;
}
