import { join } from 'node:path';
import type { AnnotatedDocument, EntityMention, Relation } from '../annotation/model';
import type { FilePlace, Places } from '../formats/format';
import type { Located, SplitName } from './model';

/** A document and where it came from. */
export interface SourcedDocument {
  readonly document: AnnotatedDocument;
  readonly split: SplitName;
  readonly source: Source;
}

/** A file of documents, or a folder of files that belong together. */
export class Source {
  #places?: Places;

  /** @param placesOf made when a place is first asked for: most files have nothing to be shown */
  constructor(
    readonly path: string,
    private readonly placesOf: () => Places,
  ) {}

  ofDocument(document: AnnotatedDocument): Located {
    return this.#located(document, this.#all.ofDocument(document));
  }

  ofAnnotation(document: AnnotatedDocument, annotation: EntityMention | Relation): Located {
    return this.#located(document, this.#all.ofAnnotation(document, annotation));
  }

  /** @param offset in UTF-16 units of the document's text */
  ofText(document: AnnotatedDocument, offset: number): Located {
    return this.#located(document, this.#all.ofText(document, offset));
  }

  get #all(): Places {
    this.#places ??= this.placesOf();
    return this.#places;
  }

  #located({ id }: AnnotatedDocument, place: FilePlace | undefined): Located {
    const { file, line, column } = place ?? {};
    return {
      file: file === undefined ? this.path : join(this.path, file),
      ...(line !== undefined && { line, column }),
      document: id,
    };
  }
}
