/** What may lie in a model's folder: data, and nothing that a program would run. Names are below the folder, parted by `/`. */
const dataFile = /\.(json|jsonl|txt|tsv|csv|md|onnx|safetensors|bin)$/i;
const legalText = /^(licen[cs]es?|notice|copying|citation|authors)(\.\w{1,4})?$/i;
/** Windows gives these to devices, whatever ending they have. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const longestName = 120;
const deepest = 2;

/**
 * Why a name may not be one of a model's files; undefined where it may.
 * @param name as an archive or a server tells it
 */
export function whyNoModelFile(name: string): string | undefined {
  const parts = name.split('/');
  if (name.length > longestName) return 'its name is too long';
  if (/[\p{Cc}\p{Cf}\\:*?"<>|]/u.test(name)) return 'its name has characters that not every system allows';
  if (name.startsWith('/') || parts.some((part) => part === '' || part === '.' || part === '..'))
    return 'its name leads out of the folder';
  if (parts.length > deepest) return 'it lies too deep';
  if (parts.some((part) => device.test(part) || /[. ]$/.test(part))) return 'Windows has no such name';
  const last = parts.at(-1)!;
  return dataFile.test(last) || legalText.test(last) ? undefined : 'it is no file of a model';
}

/** A name of a model as a folder's name on any system. */
export const folderName = (name: string): string => {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 80);
  return plain === '' || device.test(plain) ? 'model' : plain;
};
