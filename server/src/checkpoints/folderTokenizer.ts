import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { readTokenizer, type TokenizerContent } from '../tasks/words/tokenizer';
import { readShortJson, readShortText } from './boundedFile';

/** That of a vocabulary of 50,000 subwords with its merges has 2 MB. */
const longestTokenizer = 6 * 2 ** 20;

const tokenizerConfig = z.object({ do_lower_case: z.boolean().optional() });

/**
 * A checkpoint's tokenizer: its `tokenizer.json`, or where there is none BERT's over the pieces of `vocab.txt`.
 * @throws Error with a sentence that names the file
 */
export async function readFolderTokenizer(folder: string): Promise<TokenizerContent> {
  const path = (file: string) => join(folder, file);
  if (existsSync(path('tokenizer.json'))) {
    const content = await readShortJson(path('tokenizer.json'), longestTokenizer);
    try {
      return readTokenizer(content);
    } catch (error) {
      throw new Error(`${folder}: ${(error as Error).message}`);
    }
  }
  if (!existsSync(path('vocab.txt')))
    throw new Error(
      `${folder} has neither tokenizer.json nor vocab.txt; one of them says how words are cut.`,
    );
  const pieces = (await readShortText(path('vocab.txt'), longestTokenizer))
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  if (!pieces.includes('[UNK]'))
    throw new Error(`${path('vocab.txt')} is no vocabulary of BERT: it has no [UNK].`);
  return bertTokenizer(pieces, await lowersCase(path('tokenizer_config.json'), pieces));
}

/** Said by the checkpoint, or to be seen from its pieces: where none has a capital letter, all text was made small. */
async function lowersCase(path: string, pieces: readonly string[]): Promise<boolean> {
  if (existsSync(path)) {
    const said = tokenizerConfig.safeParse(await readShortJson(path, longestTokenizer));
    if (said.success && said.data.do_lower_case !== undefined) return said.data.do_lower_case;
  }
  return !pieces.some((piece) => !/^\[.*\]$/.test(piece) && /\p{Lu}/u.test(piece));
}

/** @see Devlin et al. 2019; the reference implementation's `tokenization.py` */
function bertTokenizer(pieces: readonly string[], lowercase: boolean): TokenizerContent {
  return readTokenizer({
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
    },
  });
}
