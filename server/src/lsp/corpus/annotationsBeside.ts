import { basename } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { AnnotatedDocument } from '../../annotation/model';
import { brat } from '../../formats/brat/format';
import type { SourceFile } from '../../formats/format';
import { textOnDisk } from './textOnDisk';

interface ReadBeside {
  readonly version: number;
  readonly files: readonly SourceFile[];
  readonly read: AnnotatedDocument;
}

/** What brat's files of annotations say of the texts beside them, which are open: as an editor holds these files, or as they lie on the disk. */
export class AnnotationsBeside {
  readonly #known = new WeakMap<TextDocument, ReadBeside>();

  /** @param open the document of an address, where it is open */
  constructor(private readonly open: (uri: string) => TextDocument | undefined) {}

  /** Undefined where no such file lies beside a document; else what it says of the text as that stands when the answer comes. */
  async of(document: TextDocument): Promise<AnnotatedDocument | undefined> {
    const [stem] = /^.*(?=\.txt$)/i.exec(document.uri) ?? [];
    if (stem === undefined) return undefined;
    const files: SourceFile[] = [];
    for (const extension of brat.extensions) {
      const uri = stem + extension;
      const text = this.open(uri)?.getText() ?? (await textOnDisk(uri));
      if (text !== undefined) files.push({ name: `${nameOf(stem)}${extension}`, text });
    }
    return files.length > 0 ? this.#read(document, stem, files) : undefined;
  }

  /** Reading is as long as the files are; while somebody scrolls they are the same. */
  #read(document: TextDocument, stem: string, files: readonly SourceFile[]): AnnotatedDocument | undefined {
    const { version } = document;
    const known = this.#known.get(document);
    const isSame = (each: SourceFile, at: number) => each.text === known?.files[at]?.text;
    if (known?.version === version && known.files.length === files.length && files.every(isSame))
      return known.read;
    const text = { name: `${nameOf(stem)}.txt`, text: document.getText() };
    const [read] = brat.readFolder!([text, ...files]).documents;
    if (read) this.#known.set(document, { version, files, read });
    return read;
  }
}

const nameOf = (uri: string): string => basename(decodeURIComponent(uri));
